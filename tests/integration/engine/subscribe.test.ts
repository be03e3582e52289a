import { describe, expect, test } from 'vitest';
import { items, rss } from '../../support/builders';
import { engine, feedServer } from '../../support/forOneTest';
import { failureOf } from './failureOf';

const FEED = { contentType: 'application/rss+xml' };
const PAGE = { contentType: 'text/html' };
const page = (head: string): string => `<!doctype html><html><head>${head}</head><body></body>`;
const link = (href: string, title: string): string =>
  `<link rel="alternate" type="application/rss+xml" title="${title}" href="${href}">`;

describe('an address leads to its feed', () => {
  test('when it is the feed’s own, at the cost of one request', async () => {
    const server = await feedServer();
    server.serve('/feed', rss(items(3), 'The Daily'), FEED);
    const { api, problems } = engine();
    const url = server.url('/feed');
    const { candidates } = await api['feeds.discover']({ address: url });
    expect(candidates).toEqual([{ url, title: 'The Daily' }]);
    const { feedId, title } = await api['feeds.subscribe']({ url });
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
      expect((await api['feeds.discover']({ address })).candidates[0]?.url).toBe(url);
    }
  });

  test('when it is a page that names its feed, which is then asked for once', async () => {
    const server = await feedServer();
    server.serve('/', page(link('/rss', 'News')), PAGE).serve('/rss', rss(items(2)), FEED);
    const { api } = engine();
    const { candidates } = await api['feeds.discover']({ address: server.url('/') });
    expect(candidates).toEqual([{ url: server.url('/rss'), title: 'News' }]);
    await api['feeds.subscribe']({ url: candidates[0]!.url });
    expect(server.countOf('/')).toBe(1);
    expect(server.countOf('/rss')).toBe(1);
  });

  test('when it is a page with several: the choice is the reader’s', async () => {
    const server = await feedServer();
    server.serve('/', page(link('/a', 'Posts') + link('/b', 'Notes') + link('/a', 'Twice')), PAGE);
    server.serve('/b', rss(items(1), 'Notes of the day'), FEED);
    const { api } = engine();
    const { candidates } = await api['feeds.discover']({ address: server.url('/') });
    expect(candidates.map(({ title }) => title)).toEqual(['Posts', 'Notes']);
    const { title } = await api['feeds.subscribe']({ url: candidates[1]!.url });
    expect(title).toBe('Notes of the day');
    expect((await api['feeds.list']({})).feeds).toHaveLength(1);
  });

  test.each([
    ['/', '/feed.xml', ['/feed', '/rss.xml']],
    ['/blog', '/blog/feed', []],
    ['/blog/', '/atom.xml', ['/blog/feed', '/feed', '/rss.xml', '/feed.xml']],
  ])('%s that names none is asked at the usual places: %s', async (site, place, before) => {
    const server = await feedServer();
    server.serve(site, page(''), PAGE).serve(place, rss(items(1), 'Found'), FEED);
    const { api } = engine();
    const { candidates } = await api['feeds.discover']({ address: server.url(site) });
    expect(candidates).toEqual([{ url: server.url(place), title: 'Found' }]);
    expect(server.requests.map(({ path }) => path)).toEqual([site, ...before, place]);
    await api['feeds.subscribe']({ url: server.url(place) });
    expect(server.countOf(place)).toBe(1);
  });

  test('when it moved for ever: the new address is subscribed to', async () => {
    const server = await feedServer();
    server.on('/old', (_request, response) => response.writeHead(301, { location: '/new' }).end());
    server.serve('/new', rss(items(1)), FEED);
    const { api } = engine();
    await api['feeds.subscribe']({ url: server.url('/old') });
    expect((await api['feeds.list']({})).feeds[0]?.url).toBe(server.url('/new'));
    expect(await failureOf(api['feeds.subscribe']({ url: server.url('/old') }))).toMatchObject({
      code: 'duplicate-feed',
    });
  });
});

describe('what is no feed is refused, and nothing is stored', () => {
  test.each([
    ['a page without any', '/', 'not-a-feed'],
    ['a page that is not there', '/missing', 'http-status'],
    ['a feed that is cut', '/cut', 'incomplete'],
    ['a picture', '/picture', 'not-a-feed'],
    ['nothing at all', '/empty', 'incomplete'],
  ])('%s', async (_what, path, code) => {
    const server = await feedServer();
    server.serve('/', page(''), PAGE);
    server.serve('/cut', rss(items(5)).slice(0, 400), FEED);
    server.serve('/picture', Buffer.from([0x89, 0x50, 0x4e, 0x47]), { contentType: 'image/png' });
    server.serve('/empty', '', FEED);
    const { api, problems } = engine();
    expect((await failureOf(api['feeds.discover']({ address: server.url(path) }))).code).toBe(code);
    const failure = await failureOf(api['feeds.subscribe']({ url: server.url(path) }));
    expect(failure.code).toBe(code);
    expect((await api['feeds.list']({})).feeds).toEqual([]);
    expect(problems).toEqual([]);
  });

  test.each(['', ' ', 'news', 'ftp://example.org/feed', 'javascript:alert(1)', 'file:///etc/passwd'])(
    'the address %j, before any request',
    async (address) => {
      const { api } = engine();
      expect((await failureOf(api['feeds.discover']({ address }))).code).toBe('invalid-input');
    },
  ); // prettier-ignore

  test.each(['sample://guide/feed.xml', 'file:///etc/passwd', 'not an address'])(
    'the address %s given as a feed’s own',
    async (url) => {
      const { api } = engine();
      expect((await failureOf(api['feeds.subscribe']({ url }))).code).toBe('invalid-input');
    },
  );

  test('a server that is not there', async () => {
    const server = await feedServer();
    const url = server.url('/feed');
    await server.kill();
    const { api } = engine();
    const failure = await failureOf(api['feeds.subscribe']({ url }));
    expect(failure).toMatchObject({ code: 'network', details: { host: new URL(url).host } });
  });
});

describe('a feed that is already here', () => {
  test('is named, and its server is not asked', async () => {
    const server = await feedServer();
    server.serve('/feed', rss(items(1)), FEED);
    const { api } = engine();
    const url = server.url('/feed');
    const { feedId } = await api['feeds.subscribe']({ url });
    for (const again of [
      api['feeds.discover']({ address: url }),
      api['feeds.subscribe']({ url }),
    ]) {
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
    const both = [1, 2].map(() => api['feeds.subscribe']({ url: server.url('/feed') }));
    const outcomes = await Promise.allSettled(both);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect((await api['feeds.list']({})).feeds).toHaveLength(1);
    expect((await api['articles.counts']({})).unread).toBe(2);
  });
});

test('a feed without a title is called by its host, an article by its text', async () => {
  const server = await feedServer();
  server.serve('/feed', rss([{ guid: '1', description: 'A few words.' }], ''), FEED);
  const { api } = engine();
  const { title } = await api['feeds.subscribe']({ url: server.url('/feed') });
  expect(title).toBe(new URL(server.url('/')).host);
  const { rows } = await api['articles.list']({
    scope: { kind: 'all' },
    show: 'all',
    before: null,
    limit: 10,
  });
  expect(rows.map((row) => row.title)).toEqual(['A few words.']);
});
