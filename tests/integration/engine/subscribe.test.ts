import { describe, expect, test } from 'vitest';
import { items, rss } from '../../support/builders';
import { engine, feedServer, rawServer } from '../../support/forOneTest';
import { discover, FEED, link, PAGE, page, subscribeTo } from './discovering';
import { failureOf } from './failureOf';
import { list, refresh, subscribe } from './reading';

describe('an address leads to its feed', () => {
  test('when it is the feed’s own, at the cost of one request', async () => {
    const server = await feedServer();
    server.serve('/feed', rss(items(3), 'The Daily'), FEED);
    const { api, problems } = engine();
    const url = server.url('/feed');
    const candidates = await discover(api, url);
    expect(candidates).toEqual([{ url, title: 'The Daily' }]);
    const { feedId, title } = await subscribeTo(api, url);
    expect(title).toBe('The Daily');
    expect(server.requests).toHaveLength(1);
    const { feeds } = await api['feeds.list']({});
    expect(feeds).toMatchObject([{ id: feedId, url, title: 'The Daily', failure: null }]);
    expect((await api['articles.counts']({})).unread).toBe(3);
    expect(problems).toEqual([]);
  });

  test('when it was typed with spaces, without a scheme, or as feed:', async () => {
    const server = await feedServer();
    server.serve('/feed', rss(items(1), 'The Daily'), FEED);
    const { api } = engine();
    const url = server.url('/feed');
    for (const address of [`  ${url} `, url.replace('http://', ''), `feed:${url}`, `${url}#top`]) {
      expect((await discover(api, address))[0]?.url).toBe(url);
    }
  });

  test('when it is a page with several: the choice is the reader’s', async () => {
    const server = await feedServer();
    server.serve('/', page(link('/a', 'Posts') + link('/b', 'Notes') + link('/a', 'Twice')), PAGE);
    server.serve('/b', rss(items(1), 'Notes of the day'), FEED);
    const { api } = engine();
    const candidates = await discover(api, server.url('/'));
    expect(candidates.map(({ title }) => title)).toEqual(['Posts', 'Notes']);
    const { title } = await subscribeTo(api, candidates[1]!.url);
    expect(title).toBe('Notes of the day');
    expect((await api['feeds.list']({})).feeds).toHaveLength(1);
  });

  test.each([
    ['/', '/feed.xml', ['/feed', '/rss.xml']],
    ['/blog', '/blog/feed', []],
    ['/blog/', '/atom.xml', ['/blog/feed', '/', '/feed', '/rss.xml', '/feed.xml']],
    ['/@ada', '/@ada.rss', []],
  ])('%s that names none is asked at the usual places: %s', async (site, place, before) => {
    const server = await feedServer();
    server.serve(site, page(''), PAGE).serve(place, rss(items(1), 'Found'), FEED);
    const { api } = engine();
    const candidates = await discover(api, server.url(site));
    expect(candidates).toEqual([{ url: server.url(place), title: 'Found' }]);
    expect(server.requests.map(({ path }) => path)).toEqual([site, ...before, place]);
    await subscribeTo(api, server.url(place));
    expect(server.countOf(place)).toBe(1);
  });

  test('when it moved for ever: the new address is subscribed to', async () => {
    const server = await feedServer();
    server.on('/old', (_request, response) => response.writeHead(301, { location: '/new' }).end());
    server.serve('/new', rss(items(1)), FEED);
    const { api } = engine();
    await subscribeTo(api, server.url('/old'));
    expect((await api['feeds.list']({})).feeds[0]?.url).toBe(server.url('/new'));
    expect(await failureOf(subscribeTo(api, server.url('/old')))).toMatchObject({
      code: 'duplicate-feed',
    });
  });
});

describe('what is no feed is refused, and nothing is stored', () => {
  test.each([
    ['a page without any', '/', 'not-a-feed'],
    ['a page that is not there', '/missing', 'http-status'],
    ['a picture', '/picture', 'not-a-feed'],
    ['nothing at all', '/empty', 'incomplete'],
  ])('%s', async (_what, path, code) => {
    const server = await feedServer();
    server.serve('/', page(''), PAGE);
    server.serve('/picture', Buffer.from([0x89, 0x50, 0x4e, 0x47]), { contentType: 'image/png' });
    server.serve('/empty', '', FEED);
    const { api, problems } = engine();
    expect((await failureOf(discover(api, server.url(path)))).code).toBe(code);
    const failure = await failureOf(subscribeTo(api, server.url(path)));
    expect(failure.code).toBe(code);
    expect((await api['feeds.list']({})).feeds).toEqual([]);
    expect(problems).toEqual([]);
  });

  test.each(['', ' ', 'news', 'ftp://example.org/feed', 'javascript:alert(1)', 'file:///etc/passwd'])(
    'the address %j, before any request',
    async (address) => {
      const { api } = engine();
      expect((await failureOf(discover(api, address))).code).toBe('invalid-input');
    },
  ); // prettier-ignore

  test.each(['sample://guide/feed.xml', 'file:///etc/passwd', 'not an address'])(
    'the address %s given as a feed’s own',
    async (url) => {
      const { api } = engine();
      expect((await failureOf(subscribeTo(api, url))).code).toBe('invalid-input');
    },
  );

  test('a feed that ends with its connection before it ends itself', async () => {
    const cut = rss(items(5)).slice(0, 900);
    const server = await rawServer((socket) => {
      socket.end(`HTTP/1.0 200 OK\r\nContent-Type: application/rss+xml\r\n\r\n${cut}`);
    });
    const { api } = engine();
    expect((await failureOf(discover(api, server.url('/feed')))).code).toBe('incomplete');
    expect((await failureOf(subscribeTo(api, server.url('/feed')))).code).toBe('incomplete');
    expect((await api['feeds.list']({})).feeds).toEqual([]);
  });

  test('a server that is not there', async () => {
    const server = await feedServer();
    const url = server.url('/feed');
    await server.kill();
    const { api } = engine();
    const failure = await failureOf(subscribeTo(api, url));
    expect(failure).toMatchObject({ code: 'network', details: { host: new URL(url).host } });
  });
});

describe('a feed that is already here', () => {
  test('is named, and its server is not asked', async () => {
    const server = await feedServer();
    server.serve('/feed', rss(items(1)), FEED);
    const { api } = engine();
    const url = server.url('/feed');
    const { feedId } = await subscribeTo(api, url);
    for (const again of [discover(api, url), subscribeTo(api, url)]) {
      expect(await failureOf(again)).toMatchObject({
        code: 'duplicate-feed',
        details: { feedId },
      });
    }
    expect(server.countOf('/feed')).toBe(1);
  });

  test('is there once when it is subscribed to twice at the same time', async () => {
    const server = await feedServer();
    server.serve('/feed', rss(items(2)), FEED);
    const { api } = engine();
    const both = [1, 2].map(() => subscribeTo(api, server.url('/feed')));
    const outcomes = await Promise.allSettled(both);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect((await api['feeds.list']({})).feeds).toHaveLength(1);
    expect((await api['articles.counts']({})).unread).toBe(2);
  });
});

test('a feed whose end is missing is taken as far as it is whole, and never believed unchanged', async () => {
  const server = await feedServer();
  const whole = rss(items(3), 'The Daily');
  server.serve('/feed', whole.slice(0, whole.lastIndexOf('<item>') + 40), { ...FEED, etag: '"cut"' });
  const reader = engine();
  await subscribe(reader, server.url('/feed'));
  expect(await list(reader)).toHaveLength(2);
  server.serve('/feed', whole, { ...FEED, etag: '"whole"' });
  expect(await refresh(reader)).toMatchObject({ failed: 0, added: 1 });
  expect(server.requests.map(({ headers }) => headers['if-none-match'])).toEqual([undefined, undefined]);
}); // prettier-ignore

test('a feed without a title is called by its host, an article by its text', async () => {
  const server = await feedServer();
  server.serve('/feed', rss([{ guid: '1', description: 'A few words.' }], ''), FEED);
  const { api } = engine();
  const { title } = await subscribeTo(api, server.url('/feed'));
  expect(title).toBe(new URL(server.url('/')).host);
  const { rows } = await api['articles.list']({
    scope: { kind: 'all' },
    show: 'all',
    before: null,
    limit: 10,
  });
  expect(rows.map((row) => row.title)).toEqual(['A few words.']);
});
