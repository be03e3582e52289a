import { describe, expect, test } from 'vitest';
import { items, rss } from '../../support/builders';
import { engine, feedServer } from '../../support/forOneTest';
import { HOUR_MS, list, PATIENCE_MS, refresh, subscribe } from './reading';

describe('an engine that closes', () => {
  test('in the middle of a large feed stops quietly; the rest comes with the next start', async () => {
    const server = await feedServer();
    server.serve('/feed', rss(items(1)), { etag: '"small"' });
    const first = engine();
    await subscribe(first, server.url('/feed'));
    server.serve('/feed', rss(items(2000)), { etag: '"large"' });
    first.letTimePass(HOUR_MS);
    await first.api['refresh.start']({ scope: { kind: 'all' } });
    await expect
      .poll(async () => (await list(first)).length, { interval: 1, timeout: PATIENCE_MS })
      .toBeGreaterThan(25);
    await first.close();
    const second = engine({ directory: first.directory });
    expect((await second.api['articles.counts']({})).unread).toBeLessThan(2000);
    // The clock of the first was an hour ahead, and its server has answered only just now.
    second.letTimePass(HOUR_MS);
    expect(await refresh(second)).toMatchObject({ done: 1, failed: 0 });
    expect(server.requests.at(-1)?.headers['if-none-match']).toBe('"small"');
    expect((await second.api['articles.counts']({})).unread).toBe(2000);
    expect(first.problems).toEqual([]);
  });

  test('while servers let it wait gives up waiting', async () => {
    const server = await feedServer();
    server.serve('/feed', rss(items(1)));
    const reader = engine();
    await subscribe(reader, server.url('/feed'));
    const reached = new Promise<void>((resolve) => {
      server.on('/feed', () => {
        resolve();
      });
    });
    reader.letTimePass(HOUR_MS);
    await reader.api['refresh.start']({ scope: { kind: 'all' } });
    await reached;
    await reader.close();
    const again = engine({ directory: reader.directory });
    expect((await again.api['feeds.list']({})).feeds[0]?.failure).toBeNull();
    expect(reader.problems).toEqual([]);
  });

  test('in the middle of an import leaves whole feeds, and importing again completes it', async () => {
    const outlines = Array.from(
      { length: 400 },
      (_, index) => `<outline text="F"><outline xmlUrl="http://127.0.0.1:1/${String(index)}"/></outline>`,
    );
    const text = `<opml><body>${outlines.join('')}</body></opml>`;
    const first = engine();
    const outcome = first.api['opml.import']({ text }).then(
      () => 'done',
      (error: unknown) => (error as { code: string }).code,
    );
    await expect
      .poll(async () => (await first.api['feeds.list']({})).feeds.length, { interval: 1, timeout: PATIENCE_MS })
      .toBeGreaterThan(0);
    await first.close();
    expect(await outcome).toMatch(/^(cancelled|done)$/);
    const second = engine({ directory: first.directory });
    const { feeds } = await second.api['feeds.list']({});
    const { added, duplicates } = await second.api['opml.import']({ text });
    expect([added, duplicates]).toEqual([400 - feeds.length, feeds.length]);
    expect(first.problems).toEqual([]);
  }); // prettier-ignore

  test('in the middle of the sample collection loses none of its pictures', async () => {
    const first = engine();
    await first.api['sample.add']({});
    await expect
      .poll(async () => (await list(first)).length, { interval: 1, timeout: PATIENCE_MS })
      .toBeGreaterThan(0);
    await first.close();
    const second = engine({ directory: first.directory });
    await refresh(second);

    const whole = engine();
    await whole.api['sample.add']({});
    await whole.waitFor('refresh.progress', ({ state }) => state === 'finished');
    const pictures = async (reader: typeof whole): Promise<(string | null)[]> =>
      (await list(reader)).map(({ thumbnail }) => thumbnail).sort();
    expect(await pictures(second)).toEqual(await pictures(whole));
    expect(first.problems).toEqual([]);
  });

  test('tells what is waiting, and nothing afterwards', async () => {
    const server = await feedServer();
    server.serve('/feed', rss(items(2)));
    const reader = engine();
    await subscribe(reader, server.url('/feed'));
    const [row] = await list(reader);
    await reader.api['articles.setRead']({ ids: [row!.id], read: true });
    await reader.close();
    const names = reader.events.map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(['feeds.changed', 'articles.stateChanged']));
    const told = reader.events.length;
    await new Promise((resolve) => setTimeout(resolve, 150));
    expect(reader.events).toHaveLength(told);
  });
});

test('what happens within a moment is told in one go', async () => {
  const server = await feedServer();
  server.serve('/feed', rss(items(20)));
  const reader = engine();
  await subscribe(reader, server.url('/feed'));
  await reader.waitFor('counts.changed', ({ unread }) => unread === 20);
  const told = reader.events.length;
  const ids = (await list(reader)).map(({ id }) => id);
  for (const id of ids) void reader.api['articles.setRead']({ ids: [id], read: true });
  await reader.waitFor('counts.changed', ({ unread }) => unread === 0);
  const since = reader.events.slice(told).map(({ name }) => name);
  expect(since).toEqual(['articles.stateChanged', 'counts.changed']);
});
