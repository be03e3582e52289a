import { describe, expect, test } from 'vitest';
import type { ArticleId, FeedDetails, FeedId } from '../../../src/shared/model';
import { rss, type RssItem } from '../../support/builders';
import { engine, feedServer, temporaryFolder } from '../../support/forOneTest';
import type { FeedServer } from '../../support/feedServer';
import type { RunningEngine } from '../../support/startEngine';
import { list, PATIENCE_MS, refresh, subscribe } from './reading';

const HTML = { contentType: 'text/html' };
const HOUR = 60 * 60_000;
const DAY = 24 * HOUR;
const words = 'A sentence with a comma, and another one. '.repeat(20);
const page = (title: string, text = words): string =>
  `<!doctype html><html><head><title>${title}</title></head><body><nav>Home</nav><article><h1>${title}</h1><p>${text}</p><p>${text}</p><script>x()</script><p>Then <a href="next">on</a>, and more of it all.</p></article></body></html>`;

/** The beginning of an article whose page is at `/1`, `/2` and so on; the first is the newest. */
const teaser = (server: FeedServer, number: number, description = 'It began'): RssItem => ({
  guid: String(number),
  title: `Story ${String(number)}`,
  link: server.url(`/${String(number)}`),
  description,
  pubDate: new Date(Date.UTC(2026, 10, 20) - number * HOUR).toUTCString(),
});

/** A feed of beginnings. */
async function teasing(count: number): Promise<FeedServer> {
  const server = await feedServer();
  const items = Array.from({ length: count }, (_, index) => teaser(server, index + 1));
  return server.serve('/feed', rss(items));
}

function want({ api }: RunningEngine, feedId: FeedId, fullText = true): Promise<FeedDetails> {
  return api['feeds.configure']({ feedId, change: { fullText } });
}

/** A feed whose full texts are wanted; its pages are served already. */
async function wanting(reader: RunningEngine, server: FeedServer): Promise<FeedId> {
  const feedId = await subscribe(reader, server.url('/feed'));
  await want(reader, feedId);
  return feedId;
}

async function idsOf(reader: RunningEngine): Promise<ArticleId[]> {
  return (await list(reader)).map(({ id }) => id);
}

async function newest(reader: RunningEngine): ReturnType<RunningEngine['api']['articles.get']> {
  const [id] = await idsOf(reader);
  if (id === undefined) throw new Error('There is no article.');
  return reader.api['articles.get']({ id });
}

/** Waits until the counts are so. */
async function settle(
  { api }: RunningEngine,
  feedId: FeedId,
  counts: Partial<NonNullable<FeedDetails['fullTexts']>>,
): Promise<void> {
  const read = async (): Promise<FeedDetails['fullTexts']> =>
    (await api['feeds.details']({ feedId })).fullTexts;
  await expect.poll(read, { timeout: PATIENCE_MS }).toMatchObject(counts);
}

const pagesAsked = (server: FeedServer): string[] =>
  server.requests.map(({ path }) => path).filter((path) => /^\/\d+$/.test(path));

describe('the full text of articles', () => {
  test('is fetched beforehand when it is wanted, newest first, and shown without a network', async () => {
    const server = await teasing(3);
    for (const number of [1, 2, 3]) {
      server.serve(`/${String(number)}`, page(`Story ${String(number)}`), HTML);
    }
    const directory = temporaryFolder();
    const reader = engine({ directory });
    const feedId = await subscribe(reader, server.url('/feed'));
    expect((await newest(reader)).fullText).toBeNull();
    expect((await reader.api['feeds.details']({ feedId })).fullTexts).toBeNull();
    await want(reader, feedId);
    await settle(reader, feedId, { kept: 3, waiting: 0, failed: 0 });
    expect(pagesAsked(server)).toEqual(['/1', '/2', '/3']);
    expect(server.requests.find(({ path }) => path === '/1')?.headers.accept).toMatch(
      /^text\/html/,
    );
    await reader.close();
    const next = server.url('/next');
    await server.kill();

    const offline = engine({ directory });
    const article = await newest(offline);
    expect(article.fullText).toEqual({ state: 'kept' });
    expect(article.html).toContain(words.trim());
    expect(article.html).toContain(`href="${next}"`);
    expect(article.html).not.toMatch(/script|Home/);
    expect(article.wordCount).toBeGreaterThan(200);
    expect((await list(offline))[0]?.wordCount).toBe(article.wordCount);
    expect(offline.problems.concat(reader.problems)).toEqual([]);
  });

  test('comes with what a refresh brings', async () => {
    const server = await teasing(2);
    for (const number of [1, 2, 3]) server.serve(`/${String(number)}`, page('Story'), HTML);
    const reader = engine();
    const feedId = await wanting(reader, server);
    await settle(reader, feedId, { kept: 2, waiting: 0 });
    server.serve('/feed', rss([1, 2, 3].map((number) => teaser(server, number))));
    await refresh(reader);
    await settle(reader, feedId, { kept: 3, waiting: 0 });
    expect(pagesAsked(server)).toEqual(['/1', '/2', '/3']);
  });

  test('is wanted of the newest though they are read, and of older ones that are not', async () => {
    const server = await teasing(25);
    const reader = engine();
    reader.engine.notice('offline');
    const feedId = await subscribe(reader, server.url('/feed'));
    const ids = await idsOf(reader);
    const [kept = 0 as ArticleId, unread = 0 as ArticleId, ...read] = ids.toReversed();
    await reader.api['articles.setBookmarked']({ id: kept, bookmarked: true });
    await reader.api['articles.setRead']({ ids: [kept, ...read], read: true });
    await want(reader, feedId);
    const states = await Promise.all(
      ids.map(async (id) => (await reader.api['articles.get']({ id })).fullText?.state ?? null),
    );
    expect(states.filter((state) => state === 'waiting')).toHaveLength(22);
    expect(states.slice(20)).toEqual([null, null, null, 'waiting', 'waiting']);
    expect(unread).toBe(ids[23]);
  });

  test('is told to the window', async () => {
    const server = (await teasing(1)).serve('/1', page('Story'), HTML);
    const reader = engine();
    const feedId = await subscribe(reader, server.url('/feed'));
    reader.events.length = 0;
    await want(reader, feedId);
    await reader.waitFor('articles.changed', ({ changes }) =>
      changes.some((change) => change.feedId === feedId && change.added === 0),
    );
    expect((await newest(reader)).fullText).toEqual({ state: 'kept' });
  });

  test('is found by the search, and so is what only the feed says', async () => {
    const server = (await teasing(1)).serve('/1', page('Story', `${words} zeppelin`), HTML);
    const reader = engine();
    const feedId = await wanting(reader, server);
    await settle(reader, feedId, { kept: 1 });
    const search = (text: string) =>
      reader.api['search.articles']({ text, scope: { kind: 'all' }, before: null, limit: 10 });
    await expect.poll(async () => (await search('zeppelin')).rows.length).toBe(1);
    expect((await search('zeppelin')).rows[0]?.snippet.text).toContain('zeppelin');
    expect((await search('began')).rows).toHaveLength(1);
  });

  test('gives way to what the feed wrote when it is no longer wanted, and is there when it is again', async () => {
    const server = (await teasing(1)).serve('/1', page('Story'), HTML);
    const reader = engine();
    const feedId = await wanting(reader, server);
    await settle(reader, feedId, { kept: 1 });
    await want(reader, feedId, false);
    expect(await newest(reader)).toMatchObject({ fullText: null, html: 'It began', wordCount: 2 });
    await want(reader, feedId);
    expect((await newest(reader)).html).toContain(words.trim());
    expect(pagesAsked(server)).toEqual(['/1']);
  });

  test('of a bookmark stays as it is when the article changes; any other is renewed after a day', async () => {
    const server = await teasing(2);
    for (const number of [1, 2]) server.serve(`/${String(number)}`, page('Story'), HTML);
    const reader = engine();
    const feedId = await wanting(reader, server);
    await settle(reader, feedId, { kept: 2 });
    const [first = 0 as ArticleId] = await idsOf(reader);
    await reader.api['articles.setBookmarked']({ id: first, bookmarked: true });
    const edit = async (text: string): Promise<void> => {
      server.serve('/feed', rss([1, 2].map((number) => teaser(server, number, text))));
      await refresh(reader);
      await settle(reader, feedId, { kept: 2, waiting: 0 });
    };
    await edit('It began anew');
    expect(pagesAsked(server)).toEqual(['/1', '/2']);
    reader.letTimePass(DAY);
    await edit('It began once more');
    await expect.poll(() => pagesAsked(server)).toEqual(['/1', '/2', '/2']);
  });
});

describe('a full text that cannot be had', () => {
  test.each([
    ['is not there', 404, page('Story'), 'http-status'],
    ['lets no reader in', 403, page('Story'), 'http-status'],
    ['is no page', 200, '\u0000\u0001\u0002', 'not-a-page'],
    ['has no article', 200, '<!doctype html><p>Hi</p>', 'no-article'],
    ['has no more than the feed', 200, page('S', 'It began.'), 'no-article'],
  ])(
    'because its page %s leaves the feed’s, says why, and is asked for once',
    async (_why, status, body, code) => {
      const server = await feedServer();
      const long = 'It began one day. '.repeat(8);
      server.serve('/feed', rss([teaser(server, 1, long)]));
      server.on('/1', (_request, response) => {
        response.writeHead(status, { 'content-type': 'text/html' }).end(body);
      });
      const reader = engine();
      const feedId = await wanting(reader, server);
      await settle(reader, feedId, { kept: 0, waiting: 0, failed: 1 });
      const article = await newest(reader);
      expect(article.fullText).toMatchObject({ state: 'failed', failure: { code } });
      expect(article.html).toContain('It began one day.');
      reader.letTimePass(DAY);
      await refresh(reader);
      expect(pagesAsked(server)).toEqual(['/1']);
    },
  );

  test('because the server has trouble is asked for again, later and later, and given up after two weeks', async () => {
    const server = await teasing(1);
    server.on('/1', (_request, response) => response.writeHead(500).end());
    const reader = engine();
    const feedId = await wanting(reader, server);
    const asked = () => pagesAsked(server).length;
    await expect.poll(asked).toBe(1);
    expect(await newest(reader)).toMatchObject({ fullText: { state: 'failed' } });
    await refresh(reader);
    await expect.poll(asked).toBe(2);
    await refresh(reader);
    await settle(reader, feedId, { waiting: 1 });
    expect(asked()).toBe(2);
    reader.letTimePass(15 * DAY);
    await refresh(reader);
    await settle(reader, feedId, { waiting: 0, failed: 1 });
    expect(asked()).toBe(3);
  });

  test('because its server wants patience waits as long, and no other page of it is asked for', async () => {
    const server = await teasing(3);
    server.on('/1', (_request, response) =>
      response.writeHead(429, { 'retry-after': '7200' }).end(),
    );
    for (const number of [2, 3]) server.serve(`/${String(number)}`, page('Story'), HTML);
    const reader = engine();
    const feedId = await wanting(reader, server);
    await expect.poll(() => pagesAsked(server)).toEqual(['/1']);
    await refresh(reader);
    expect(pagesAsked(server)).toEqual(['/1']);
    server.serve('/1', page('Story'), HTML);
    reader.letTimePass(2 * HOUR);
    await refresh(reader);
    await settle(reader, feedId, { kept: 3 });
  });

  test('because there is no network is fetched at once when there is one again', async () => {
    const server = await teasing(1);
    const { port } = server;
    const reader = engine();
    const feedId = await subscribe(reader, server.url('/feed'));
    await server.kill();
    await want(reader, feedId);
    await expect
      .poll(async () => (await newest(reader)).fullText)
      .toMatchObject({ state: 'failed', failure: { code: 'network' } });
    await settle(reader, feedId, { waiting: 1 });
    reader.engine.notice('offline');
    (await feedServer(port)).serve('/1', page('Story'), HTML);
    reader.engine.notice('online');
    await settle(reader, feedId, { kept: 1 });
  });

  test('is not asked for while the system says that there is no network', async () => {
    const server = (await teasing(1)).serve('/1', page('Story'), HTML);
    const reader = engine();
    reader.engine.notice('offline');
    const feedId = await wanting(reader, server);
    await settle(reader, feedId, { waiting: 1 });
    expect(pagesAsked(server)).toEqual([]);
    reader.engine.notice('online');
    await settle(reader, feedId, { kept: 1 });
  });
});

describe('asking for full texts', () => {
  test('goes on after a restart, where it was', async () => {
    const server = await teasing(3);
    const held: (() => void)[] = [];
    server.serve('/1', page('Story'), HTML).serve('/3', page('Story'), HTML);
    server.on('/2', (_request, response) => void held.push(() => response.end(page('Story'))));
    const directory = temporaryFolder();
    const first = engine({ directory });
    const feedId = await wanting(first, server);
    await expect.poll(() => pagesAsked(server)).toEqual(['/1', '/2']);
    await first.close();

    server.serve('/2', page('Story'), HTML);
    const second = engine({ directory });
    second.letTimePass(2 * HOUR);
    second.engine.startBackgroundWork();
    await settle(second, feedId, { kept: 3 });
    expect(pagesAsked(server).filter((path) => path === '/1')).toHaveLength(1);
    expect(first.problems.concat(second.problems)).toEqual([]);
  });

  test('stops while its feed is paused', async () => {
    const server = await teasing(2);
    const waiting: (() => void)[] = [];
    server.on('/1', (_request, response) => {
      waiting.push(() => response.writeHead(200, { 'content-type': 'text/html' }).end(page('S')));
    });
    server.serve('/2', page('Story'), HTML);
    const reader = engine();
    const feedId = await wanting(reader, server);
    await expect.poll(() => waiting.length).toBe(1);
    await reader.api['feeds.configure']({ feedId, change: { isPaused: true } });
    waiting.forEach((answer) => {
      answer();
    });
    await settle(reader, feedId, { kept: 1, waiting: 1 });
    expect(pagesAsked(server)).toEqual(['/1']);
    await reader.api['feeds.configure']({ feedId, change: { isPaused: false } });
    await settle(reader, feedId, { kept: 2 });
  });

  test('keeps a second between two requests to one host', async () => {
    const server = await teasing(3);
    const at: number[] = [];
    for (const number of [1, 2, 3]) {
      server.on(`/${String(number)}`, (request, response) => {
        at.push(request.at);
        response.writeHead(200, { 'content-type': 'text/html' }).end(page('Story'));
      });
    }
    const reader = engine({ hostSpacingMs: 300 });
    const feedId = await wanting(reader, server);
    await settle(reader, feedId, { kept: 3 });
    const [first = 0, second = 0, third = 0] = at;
    expect(second - first).toBeGreaterThanOrEqual(290);
    expect(third - second).toBeGreaterThanOrEqual(290);
  });

  test('tells what is meant for the feed’s own server to no other', async () => {
    const other = (await feedServer()).serve('/1', page('Story'), HTML);
    const server = await feedServer();
    const items = [
      { ...teaser(server, 1), link: other.url('/1') },
      { ...teaser(server, 2), link: server.url('/2') },
    ];
    server.serve('/feed', rss(items)).serve('/2', page('Story'), HTML);
    const reader = engine();
    const feedId = await subscribe(reader, server.url('/feed'));
    await reader.api['feeds.configure']({
      feedId,
      change: { fullText: true, userAgent: 'Mine/1', header: { name: 'X-Key', value: 'secret' } },
    });
    await settle(reader, feedId, { waiting: 0 });
    const [asked] = other.requests;
    expect(asked?.headers['user-agent']).toBe('Mine/1');
    expect(asked?.headers['x-key']).toBeUndefined();
    expect(server.requests.find(({ path }) => path === '/2')?.headers['x-key']).toBe('secret');
  });

  test.each([
    ['not asked', false, 'failed'],
    ['asked where the feed itself lies', true, 'kept'],
  ] as const)('lets private pages be %s', async (_what, isOwn, state) => {
    const feed = await feedServer();
    const other = (await feedServer()).serve('/1', page('Story'), HTML);
    const pages = isOwn ? feed.serve('/1', page('Story'), HTML) : other;
    feed.serve('/feed', rss([{ ...teaser(feed, 1), link: pages.url('/1') }]));
    const reader = engine({ isStrict: true });
    const feedId = await subscribe(reader, feed.url('/feed'), true);
    await want(reader, feedId);
    await expect.poll(async () => (await newest(reader)).fullText?.state).toBe(state);
    expect(pagesAsked(other)).toEqual([]);
  });
});
