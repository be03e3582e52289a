import { describe, expect, test } from 'vitest';
import { items, rss } from '../../support/builders';
import { feedServer } from '../../support/forOneTest';
import { SQUARE_PNG } from '../../support/pictures';
import { FEED, PAGE } from './discovering';
import {
  asked,
  DAY_MS,
  feeds,
  IMAGE,
  look,
  refreshAll,
  shownIcon,
  sitePage,
  SPACING_MS,
  timedEngine,
} from './iconSeeking';
import { PATIENCE_MS, subscribe } from './reading';

describe('a host is left in peace', () => {
  test('[F25.01] it is tried once a week, however many of its feeds are here', async () => {
    const server = await feedServer();
    const reader = timedEngine();
    for (const path of ['/feed-1', '/feed-2', '/feed-3']) {
      server.serve(path, rss(items(1)), FEED);
      await subscribe(reader, server.url(path));
    }
    await look(reader);
    expect(asked(server)).toEqual(['/', '/favicon.ico']);
    // There is nothing more to look for, now or after any number of refreshes.
    reader.time.pass(SPACING_MS);
    for (let day = 1; day < 7; day += 1) {
      reader.time.pass(DAY_MS);
      await refreshAll(reader);
      reader.time.pass(SPACING_MS);
    }
    expect(asked(server)).toHaveLength(2);
    reader.time.pass(DAY_MS);
    await refreshAll(reader);
    await look(reader);
    expect(asked(server)).toEqual(['/', '/favicon.ico', '/', '/favicon.ico']);
  });

  test('[F25.02] that it has none is remembered, also over a restart', async () => {
    const server = await feedServer();
    server.serve('/feed', rss(items(1)), FEED).serve('/', sitePage(), PAGE);
    const before = timedEngine();
    await subscribe(before, server.url('/feed'));
    await look(before);
    expect(asked(server)).toEqual(['/', '/favicon.ico']);
    await before.close();
    const after = timedEngine({ directory: before.directory }, before.time);
    after.engine.startBackgroundWork();
    after.time.pass(6 * DAY_MS);
    expect(asked(server)).toHaveLength(2);
    expect((await feeds(after)).map(({ iconId }) => iconId)).toEqual([null]);
  });

  test('[F25.03] hundreds of feeds and failing servers start no storm: one host at a time', async () => {
    const servers = [await feedServer(), await feedServer(), await feedServer()];
    const outlines = servers.flatMap((server) =>
      Array.from({ length: 110 }, (_, index) => {
        const path = `/feed-${String(index)}`;
        server.serve(path, rss(items(1)), FEED);
        return `<outline text="x" xmlUrl="${server.url(path)}"/>`;
      }),
    );
    for (const server of servers) {
      for (const path of ['/', '/favicon.ico']) {
        server.on(path, (_request, response) => response.writeHead(500).end());
      }
    }
    const reader = timedEngine();
    const text = `<opml version="2.0"><body>${outlines.join('')}</body></opml>`;
    const { privateFeeds } = await reader.api['opml.import']({ text });
    expect(privateFeeds).toHaveLength(330);
    await reader.api['feeds.allowPrivate']({ feedIds: privateFeeds });
    await reader.waitFor('refresh.progress', ({ state, done }) => state === 'finished' && done === 330);

    const total = (): number => servers.reduce((sum, server) => sum + asked(server).length, 0);
    expect(total()).toBe(0);
    for (const [index] of servers.entries()) {
      await look(reader);
      expect(servers.map((server) => asked(server).length)).toEqual([0, 1, 2].map((each) => (each <= index ? 2 : 0))); // prettier-ignore
    }
    reader.time.pass(SPACING_MS);
    await refreshAll(reader);
    reader.time.pass(DAY_MS);
    expect(total()).toBe(6);
  }, 60_000); // prettier-ignore

  test('[F25.04] one that answers 429 is asked nothing more until the time that it names', async () => {
    const server = await feedServer();
    server.serve('/feed', rss(items(1)), FEED).serve('/favicon.ico', SQUARE_PNG, IMAGE);
    server.on('/', (_request, response) => {
      response.writeHead(429, { 'retry-after': String((8 * DAY_MS) / 1000) }).end();
    });
    const reader = timedEngine();
    await subscribe(reader, server.url('/feed'));
    await look(reader);
    expect(asked(server)).toEqual(['/']);
    // The hold is kept by everything that asks this host, and for the week that is the longest.
    const before = server.countOf('/feed');
    reader.time.pass(SPACING_MS);
    reader.time.pass(7 * DAY_MS - 3 * SPACING_MS);
    await refreshAll(reader);
    reader.time.pass(SPACING_MS);
    expect(asked(server)).toEqual(['/']);
    expect(server.countOf('/feed')).toBe(before);
    server.serve('/', sitePage(), PAGE);
    reader.time.pass(2 * SPACING_MS);
    await refreshAll(reader);
    await look(reader);
    expect(asked(server)).toEqual(['/', '/', '/favicon.ico']);
    expect((await shownIcon(reader))?.bytes.equals(SQUARE_PNG)).toBe(true);
  });

  test('[F25.05] an icon that is stored is asked for with its ETag, after a month', async () => {
    const server = await feedServer();
    server.serve('/feed', rss(items(1)), FEED);
    server.serve('/', sitePage('/icon.png'), PAGE);
    server.serve('/icon.png', SQUARE_PNG, { ...IMAGE, etag: '"v1"' });
    const reader = timedEngine();
    await subscribe(reader, server.url('/feed'));
    await look(reader);
    expect(asked(server)).toEqual(['/', '/icon.png']);
    const [before] = await feeds(reader);
    expect(before?.iconId).not.toBeNull();

    reader.time.pass(29 * DAY_MS);
    await refreshAll(reader);
    reader.time.pass(SPACING_MS);
    expect(asked(server)).toHaveLength(2);
    reader.time.pass(DAY_MS);
    await refreshAll(reader);
    await look(reader);
    expect(asked(server)).toEqual(['/', '/icon.png', '/icon.png']);
    expect(server.requests.at(-1)?.headers['if-none-match']).toBe('"v1"');
    expect((await feeds(reader))[0]?.iconId).toBe(before?.iconId);
    expect((await shownIcon(reader))?.bytes.equals(SQUARE_PNG)).toBe(true);
  });

  test('a 304 that names one half of a version leaves the other as it was', async () => {
    const server = await feedServer();
    server.serve('/feed', rss(items(1)), FEED).serve('/', sitePage('/icon.png'), PAGE);
    const since = 'Mon, 02 Nov 2026 08:00:00 GMT';
    server.serve('/icon.png', SQUARE_PNG, { ...IMAGE, extra: { etag: '"v1"', 'last-modified': since } }); // prettier-ignore
    const reader = timedEngine();
    await subscribe(reader, server.url('/feed'));
    await look(reader);
    server.on('/icon.png', (_request, response) => response.writeHead(304, { etag: '"v2"' }).end());
    for (let month = 0; month < 2; month += 1) {
      reader.time.pass(30 * DAY_MS);
      await refreshAll(reader);
      await look(reader);
    }
    const sent = server.requests.filter(({ path }) => path === '/icon.png').slice(1);
    expect(
      sent.map(({ headers }) => [headers['if-none-match'], headers['if-modified-since']]),
    ).toEqual([
      ['"v1"', since],
      ['"v2"', since],
    ]);
  });

  test('while feeds are refreshed, and while there is no network', async () => {
    const server = await feedServer();
    const other = await feedServer();
    server.serve('/feed', rss(items(1)), FEED);
    const reader = timedEngine();
    await subscribe(reader, server.url('/feed'));
    reader.engine.notice('offline');
    reader.time.pass(SPACING_MS);
    expect(asked(server)).toEqual([]);
    expect(reader.time.untilNext()).toBeNull();

    // A feed that is being asked, and whose server takes its time.
    let answer: (() => void) | undefined;
    other.serve('/feed', rss(items(1)), FEED);
    const slow = await subscribe(reader, other.url('/feed'));
    const arrived = new Promise<void>((resolve) => {
      other.on('/feed', (_request, response) => {
        answer = () => response.writeHead(404).end();
        resolve();
      });
    });
    reader.time.pass(DAY_MS);
    await reader.api['refresh.start']({ scope: { kind: 'feed', feedId: slow } });
    await arrived;
    reader.engine.notice('online');
    reader.time.pass(SPACING_MS);
    expect(asked(server)).toEqual([]);
    answer?.();
    await reader.waitFor('refresh.progress', ({ state }) => state === 'finished');
    await look(reader);
    expect(asked(server)).toEqual(['/', '/favicon.ico']);
  });

  test('until the next day when it could not be reached, and with it all others', async () => {
    const [gone, there] = [await feedServer(), await feedServer()];
    const reader = timedEngine();
    for (const server of [gone, there]) {
      server.serve('/feed', rss(items(1)), FEED).serve('/favicon.ico', SQUARE_PNG, IMAGE);
      await subscribe(reader, server.url('/feed'));
    }
    const { port } = gone;
    await gone.kill();
    reader.time.pass(SPACING_MS);
    // The search ends there; the next refresh wakes it, and it goes on to the other host.
    const woken = async (): Promise<number | null> => {
      await refreshAll(reader);
      return reader.time.untilNext();
    };
    await expect.poll(woken, { timeout: PATIENCE_MS }).toBe(SPACING_MS);
    await look(reader);
    expect(asked(there)).toEqual(['/', '/favicon.ico']);
    const back = await feedServer(port);
    back.serve('/favicon.ico', SQUARE_PNG, IMAGE);
    reader.time.pass(SPACING_MS);
    expect(asked(back)).toEqual([]);
    reader.time.pass(DAY_MS);
    await refreshAll(reader);
    await look(reader);
    expect(asked(back)).toEqual(['/', '/favicon.ico']);
  });
});

test('a search that the end of the app interrupts is not made again at every start', async () => {
  const server = await feedServer();
  server.serve('/feed', rss(items(1)), FEED);
  let arrived: (() => void) | undefined;
  const first = new Promise<void>((resolve) => (arrived = resolve));
  server.on('/', () => arrived?.());
  const before = timedEngine();
  await subscribe(before, server.url('/feed'));
  before.time.pass(SPACING_MS);
  await first;
  await before.close();
  expect(before.problems).toEqual([]);
  server.serve('/', sitePage('/icon.png'), PAGE).serve('/icon.png', SQUARE_PNG, IMAGE);
  const after = timedEngine({ directory: before.directory }, before.time);
  for (let start = 0; start < 3; start += 1) {
    await refreshAll(after);
    after.time.pass(SPACING_MS);
  }
  expect(asked(server)).toEqual(['/']);
  after.time.pass(DAY_MS / 24);
  await refreshAll(after);
  await look(after);
  expect(asked(server)).toEqual(['/', '/', '/icon.png']);
});

test('the collection that comes with the app looks for none', async () => {
  const reader = timedEngine();
  await reader.api['sample.add']({});
  await reader.waitFor('refresh.progress', ({ state, done }) => state === 'finished' && done === 5);
  reader.time.pass(SPACING_MS);
  expect(reader.time.untilNext()).toBeNull();
  expect((await feeds(reader)).every(({ iconId }) => iconId === null)).toBe(true);
});
