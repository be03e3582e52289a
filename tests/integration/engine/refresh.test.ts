import { describe, expect, test } from 'vitest';
import type { FeedServer } from '../../support/feedServer';
import { items, rss } from '../../support/builders';
import { engine, feedServer } from '../../support/forOneTest';
import { failureOf } from './failureOf';
import { HOUR_MS, list, refresh, subscribe, titles } from './reading';

/** Answers the next request to a path only when told to, so that a test can look in between. */
function holding(server: FeedServer, path: string): { reached: Promise<void>; answer: () => void } {
  let release = (): void => undefined;
  let reach = (): void => undefined;
  const reached = new Promise<void>((resolve) => (reach = resolve));
  server.on(path, (_request, response) => {
    release = () => response.writeHead(200).end(rss(items(2)));
    reach();
  });
  return {
    reached,
    answer: () => {
      release();
    },
  };
}

describe('a refresh', () => {
  test('brings what is new, and leaves what was read read', async () => {
    const server = await feedServer();
    const old = items(3);
    server.serve('/feed', rss(old));
    const reader = engine();
    await subscribe(reader, server.url('/feed'));
    const ids = (await list(reader)).map(({ id }) => id);
    await reader.api['articles.setRead']({ ids, read: true });
    const fresh = { guid: 'fresh', title: 'Fresh', description: 'New words.' };
    server.serve('/feed', rss([fresh, ...old]));
    expect(await refresh(reader)).toMatchObject({ total: 1, done: 1, failed: 0, added: 1 });
    const unread = (await list(reader, { kind: 'all' }, 'unread')).map(({ title }) => title);
    expect(unread).toEqual(['Fresh']);
    expect(await list(reader)).toHaveLength(4);
  });

  test('renews an article that its publisher changed, without making it unread', async () => {
    const server = await feedServer();
    server.serve('/feed', rss([{ guid: '1', title: 'Before' }]));
    const reader = engine();
    await subscribe(reader, server.url('/feed'));
    const [row] = await list(reader);
    await reader.api['articles.setRead']({ ids: [row!.id], read: true });
    server.serve('/feed', rss([{ guid: '1', title: 'After' }], 'Renamed feed'));
    expect((await refresh(reader)).added).toBe(0);
    expect(await list(reader)).toMatchObject([{ id: row!.id, title: 'After', isRead: true }]);
    expect((await reader.api['feeds.list']({})).feeds[0]?.title).toBe('Renamed feed');
  });

  test('keeps articles that the feed no longer lists', async () => {
    const server = await feedServer();
    server.serve('/feed', rss(items(5)));
    const reader = engine();
    await subscribe(reader, server.url('/feed'));
    server.serve('/feed', rss(items(1)));
    await refresh(reader);
    expect(await list(reader)).toHaveLength(5);
  });

  test('of one feed, or of a folder, asks no other', async () => {
    const server = await feedServer();
    for (const path of ['/a', '/b', '/c']) server.serve(path, rss(items(1), path));
    const reader = engine();
    const outline = (path: string): string => `<outline xmlUrl="${server.url(path)}"/>`;
    const text = `<opml><body>${outline('/a')}<outline text="F">${outline('/b')}</outline>${outline('/c')}</body></opml>`;
    const { privateFeeds } = await reader.api['opml.import']({ text });
    await reader.api['feeds.allowPrivate']({ feedIds: privateFeeds });
    await reader.waitFor('refresh.progress', ({ state }) => state === 'finished');
    const { feeds, folders } = await reader.api['feeds.list']({});
    const a = feeds.find(({ url }) => url.endsWith('/a'))!;
    await refresh(reader, { kind: 'feed', feedId: a.id });
    await refresh(reader, { kind: 'folder', folderId: folders[0]!.id });
    expect(['/a', '/b', '/c'].map((path) => server.countOf(path))).toEqual([2, 2, 1]);
  });

  test('of nothing is over at once', async () => {
    expect(await refresh(engine())).toMatchObject({ total: 0, state: 'finished' });
  });

  test('of a feed that is not there is refused', async () => {
    const call = engine().api['refresh.start']({ scope: { kind: 'feed', feedId: 9 } });
    expect((await failureOf(call)).code).toBe('not-found');
  });
});

describe('a publisher is asked politely', () => {
  test('with its own validators, and "not modified" changes nothing', async () => {
    const server = await feedServer();
    const etag = 'W/"a b\'c"';
    const modified = 'Tue, 24 Nov 2026 09:00:00 GMT';
    const extra = { 'last-modified': modified };
    server.serve('/feed', rss(items(2)), { etag, extra });
    const reader = engine();
    await subscribe(reader, server.url('/feed'));
    const before = await list(reader);
    expect(await refresh(reader)).toMatchObject({ done: 1, failed: 0, added: 0 });
    expect(server.requests[1]?.headers).toMatchObject({
      'if-none-match': etag,
      'if-modified-since': modified,
    });
    await refresh(reader);
    expect(server.requests[2]?.headers['if-none-match']).toBe(etag);
    expect(await list(reader)).toEqual(before);
    expect((await reader.api['feeds.list']({})).feeds[0]?.failure).toBeNull();
  });

  test('with the validators of before after an answer that was cut', async () => {
    const server = await feedServer();
    server.serve('/feed', rss(items(3)), { etag: '"one"' });
    const reader = engine();
    await subscribe(reader, server.url('/feed'));
    server.on('/feed', (_request, response) => {
      const headers = { etag: '"two"', 'content-length': '9000' };
      response.writeHead(200, headers).write(rss(items(9)).slice(0, 900), () => response.destroy());
    });
    expect(await refresh(reader)).toMatchObject({ failed: 1 });
    await refresh(reader);
    expect(server.requests.map(({ headers }) => headers['if-none-match'])).toEqual([
      undefined,
      '"one"',
      '"one"',
    ]);
    expect(await list(reader)).toHaveLength(3);
  });

  test('and the same body again is not read again', async () => {
    const server = await feedServer();
    server.serve('/feed', rss(items(2)));
    const reader = engine();
    await subscribe(reader, server.url('/feed'));
    await refresh(reader);
    expect(server.countOf('/feed')).toBe(2);
    expect(reader.events.filter(({ name }) => name === 'articles.changed')).toHaveLength(1);
  });

  test('one request at a time for each host, at most six in all', async () => {
    const busy = new Map<string, number>();
    let most = 0;
    let mostOfOne = 0;
    const servers = await Promise.all(Array.from({ length: 8 }, () => feedServer()));
    for (const [index, server] of servers.entries()) {
      for (const path of ['/a', '/b']) {
        server.on(path, (_request, response) => {
          const host = String(index);
          busy.set(host, (busy.get(host) ?? 0) + 1);
          most = Math.max(
            most,
            [...busy.values()].reduce((sum, count) => sum + count),
          );
          mostOfOne = Math.max(mostOfOne, busy.get(host)!);
          setTimeout(() => {
            busy.set(host, busy.get(host)! - 1);
            response.writeHead(200).end(rss(items(1), host + path));
          }, 40);
        });
      }
    }
    const reader = engine();
    const outlines = servers.flatMap((server) =>
      ['/a', '/b'].map((path) => `<outline xmlUrl="${server.url(path)}"/>`),
    );
    const text = `<opml><body>${outlines.join('')}</body></opml>`;
    const { privateFeeds } = await reader.api['opml.import']({ text });
    await reader.api['feeds.allowPrivate']({ feedIds: privateFeeds });
    await reader.waitFor('refresh.progress', ({ state }) => state === 'finished');
    expect(mostOfOne).toBe(1);
    expect(most).toBeGreaterThan(1);
    expect(most).toBeLessThanOrEqual(6);
  });
});

describe('a feed that fails', () => {
  test.each([
    [410, { code: 'http-status', details: { status: 410 } }],
    [503, { code: 'http-status', details: { status: 503 } }],
  ])('with %i says so, stops nothing else and keeps its articles', async (status, failure) => {
    const server = await feedServer();
    server.serve('/bad', rss(items(2))).serve('/good', rss([{ guid: 'g', title: 'Good' }]));
    const reader = engine();
    await subscribe(reader, server.url('/bad'));
    await subscribe(reader, server.url('/good'));
    server.on('/bad', (_request, response) => response.writeHead(status).end());
    server.serve('/good', rss([{ guid: 'h', title: 'Better' }]));
    expect(await refresh(reader)).toMatchObject({ total: 2, done: 2, failed: 1, added: 1 });
    const { feeds } = await reader.api['feeds.list']({});
    expect(feeds.find(({ url }) => url.endsWith('/bad'))?.failure).toMatchObject({
      ...failure,
      count: 1,
    });
    expect(feeds.find(({ url }) => url.endsWith('/good'))?.failure).toBeNull();
    expect(await titles(reader)).toHaveLength(4);
  });

  test('was last checked when its server last answered, not when it was out of reach', async () => {
    const server = await feedServer();
    server.serve('/feed', rss(items(1)));
    let now = Date.UTC(2026, 10, 24, 8);
    const reader = engine({ clock: { now: () => now } });
    await subscribe(reader, server.url('/feed'));
    const checkedAfter = async (passed: number): Promise<number | null | undefined> => {
      now += passed;
      await refresh(reader);
      return (await reader.api['feeds.list']({})).feeds[0]?.checkedAt;
    };
    server.on('/feed', (_request, response) => response.destroy());
    expect(await checkedAfter(HOUR_MS)).toBe(now - HOUR_MS);
    server.on('/feed', (_request, response) => response.writeHead(503).end());
    expect(await checkedAfter(HOUR_MS)).toBe(now);
  });

  test('counts its failures, and is well again with the first answer', async () => {
    const server = await feedServer();
    server.serve('/feed', rss(items(1)));
    const reader = engine();
    const feedId = await subscribe(reader, server.url('/feed'));
    const failure = async (): Promise<number | undefined> => {
      await refresh(reader, { kind: 'feed', feedId });
      return (await reader.api['feeds.list']({})).feeds[0]?.failure?.count;
    };
    server.serve('/feed', 'no feed any more');
    expect([await failure(), await failure()]).toEqual([1, 2]);
    server.serve('/feed', rss(items(1)));
    expect(await failure()).toBeUndefined();
  });
});

describe('a run', () => {
  test('is joined by whoever asks meanwhile: no feed is asked twice', async () => {
    const server = await feedServer();
    server.serve('/a', rss(items(1))).serve('/b', rss(items(1)));
    const reader = engine();
    const a = await subscribe(reader, server.url('/a'));
    await subscribe(reader, server.url('/b'));
    const { reached, answer } = holding(server, '/a');
    reader.letTimePass(HOUR_MS);
    const first = await reader.api['refresh.start']({ scope: { kind: 'feed', feedId: a } });
    await reached;
    const second = await reader.api['refresh.start']({ scope: { kind: 'all' } });
    expect(second).toMatchObject({ runId: first.runId, total: 2, state: 'running' });
    expect(await reader.api['refresh.status']({})).toEqual(second);
    answer();
    await reader.waitFor('refresh.progress', ({ state, total }) => state === 'finished' && total === 2);
    expect([server.countOf('/a'), server.countOf('/b')]).toEqual([2, 2]);
  }); // prettier-ignore

  test('tells how far it is, in steps that only go up', async () => {
    const server = await feedServer();
    const reader = engine();
    for (let number = 0; number < 5; number += 1) {
      server.serve(`/${String(number)}`, rss(items(2)));
      await subscribe(reader, server.url(`/${String(number)}`));
      const delayed = 60 * (number + 1);
      server.on(`/${String(number)}`, (_request, response) => {
        setTimeout(() => response.writeHead(200).end(rss(items(3))), delayed);
      });
    }
    const last = await refresh(reader);
    expect(last).toMatchObject({ total: 5, done: 5, added: 5, state: 'finished' });
    const progress = reader.events.flatMap((event) =>
      event.name === 'refresh.progress' ? [event.payload] : [],
    );
    expect(progress.length).toBeGreaterThan(1);
    const done = progress.map((status) => status.done);
    expect(done).toEqual([...done].sort((one, other) => one - other));
    expect(progress.filter(({ state }) => state !== 'running')).toHaveLength(1);
    expect(await reader.api['refresh.status']({})).toEqual(last);
  });

  test('that is cancelled ends at once, and what waits is not asked', async () => {
    const server = await feedServer();
    const reader = engine();
    for (const path of ['/a', '/b']) {
      server.serve(path, rss(items(1)));
      await subscribe(reader, server.url(path));
    }
    const { reached } = holding(server, '/a');
    reader.letTimePass(HOUR_MS);
    const { runId } = await reader.api['refresh.start']({ scope: { kind: 'all' } });
    await reached;
    expect(await reader.api['refresh.cancel']({ runId })).toEqual({ cancelled: true });
    const over = await reader.waitFor('refresh.progress', ({ state }) => state !== 'running');
    expect(over).toMatchObject({ runId, state: 'cancelled' });
    expect(await reader.api['refresh.cancel']({ runId })).toEqual({ cancelled: false });
    expect(server.countOf('/b')).toBe(1);
    const { feeds } = await reader.api['feeds.list']({});
    expect(feeds.map(({ failure }) => failure)).toEqual([null, null]);
    server.serve('/a', rss(items(2)));
    expect(await refresh(reader)).toMatchObject({ total: 2, done: 2, failed: 0, added: 1 });
  });

  test('goes on when not even a failure can be written down', async () => {
    const server = await feedServer();
    server.serve('/a', rss(items(1))).serve('/b', rss(items(1)));
    const reader = engine();
    await subscribe(reader, server.url('/a'));
    await subscribe(reader, server.url('/b'));
    server.on('/a', (_request, response) => response.writeHead(500).end());
    const { default: Database } = await import('better-sqlite3');
    const other = new Database(`${reader.directory}/library.sqlite3`);
    other.exec(`CREATE TRIGGER refuse BEFORE UPDATE OF error_code ON fetch_states
      WHEN NEW.error_code IS NOT NULL BEGIN SELECT RAISE(FAIL, 'no room'); END`);
    other.close();
    expect(await refresh(reader)).toMatchObject({ done: 2, failed: 1, state: 'finished' });
    expect(reader.problems.join()).toContain('no room');
  });
});

describe('feeds that are due', () => {
  test('are asked when the engine starts, and not before their time', async () => {
    const server = await feedServer();
    server.serve('/feed', rss(items(1)), { etag: '"one"' });
    let now = Date.UTC(2026, 10, 24);
    const clock = { now: () => now };
    const first = engine({ clock });
    await subscribe(first, server.url('/feed'));
    first.engine.startBackgroundWork();
    expect(await first.api['refresh.status']({})).toBeNull();
    await first.close();
    now += HOUR_MS + 1;
    const second = engine({ clock, directory: first.directory });
    second.engine.startBackgroundWork();
    await second.waitFor('refresh.progress', ({ state }) => state === 'finished');
    expect(server.countOf('/feed')).toBe(2);
  });
});
