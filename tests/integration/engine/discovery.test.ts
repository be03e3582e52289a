import { describe, expect, test } from 'vitest';
import { items, rss } from '../../support/builders';
import { engine, feedServer } from '../../support/forOneTest';
import { discover, FEED, link, PAGE, page, paths, subscribeTo } from './discovering';
import { failureOf } from './failureOf';
import { list, refresh, subscribe } from './reading';

describe('what looking for a feed and subscribing cost', () => {
  test('[F8.01] a feed’s own address: one request, whose validators serve the next', async () => {
    const server = await feedServer();
    server.serve('/feed', rss(items(3)), { ...FEED, etag: '"one"' });
    const reader = engine();
    const [candidate] = await discover(reader.api, server.url('/feed'));
    const feedId = await subscribe(reader, candidate!.url);
    expect(paths(server)).toEqual(['/feed']);
    expect(await list(reader)).toHaveLength(3);
    const { ledger } = await reader.api['feeds.details']({ feedId });
    expect(ledger).toMatchObject({ requests: 1, notModified: 0, lastStatus: 200 });
    await refresh(reader);
    expect(server.requests.map(({ headers }) => headers['if-none-match'])).toEqual([undefined, '"one"']); // prettier-ignore
  });

  test('[F8.02] a page that names its feed: two requests, one for each', async () => {
    const server = await feedServer();
    server.serve('/', page(link('/rss', 'News')), PAGE).serve('/rss', rss(items(2)), FEED);
    const reader = engine();
    const [candidate] = await discover(reader.api, server.url('/'));
    await subscribe(reader, candidate!.url);
    expect(paths(server)).toEqual(['/', '/rss']);
    expect(await list(reader)).toHaveLength(2);
  });

  test('[F8.03] a feed that is here already: none, however its address is written', async () => {
    const server = await feedServer();
    server.serve('/feed', rss(items(1)), FEED);
    const reader = engine();
    const url = server.url('/feed');
    const feedId = await subscribe(reader, url);
    for (const address of [url, ` ${url} `, `${url}#top`, `feed:${url}`, url.slice('http://'.length), url.replace('://', '://ada:secret@')]) {
      expect(await failureOf(discover(reader.api, address))).toMatchObject({
        code: 'duplicate-feed',
        details: { feedId },
      });
    }
    expect((await failureOf(subscribeTo(reader.api, url))).code).toBe('duplicate-feed');
    expect(paths(server)).toEqual(['/feed']);
  }); // prettier-ignore
});

describe('what an answer is, is told by what it holds', () => {
  test.each([
    ['01', 'text/html'],
    ['02', 'text/plain'],
    ['03', 'application/octet-stream'],
    ['04', null],
  ])('[F17.%s] a feed that says it is %s', async (_case, contentType) => {
    const server = await feedServer();
    server.on('/feed', (_request, response) => {
      response.writeHead(200, contentType === null ? {} : { 'content-type': contentType });
      response.end(rss(items(2), 'The Daily'));
    });
    const reader = engine();
    const url = server.url('/feed');
    expect(await discover(reader.api, url)).toEqual([{ url, title: 'The Daily' }]);
    await subscribe(reader, url);
    expect(await list(reader)).toHaveLength(2);
  });

  test.each([
    ['05', 0],
    ['06', 1],
    ['07', 5],
  ])('[F17.%s] a page that names %i feeds', async (_case, count) => {
    const server = await feedServer();
    const names = Array.from({ length: count }, (_, index) => `/feed-${String(index)}`);
    server.serve('/', page(names.map((name) => link(name, `Part ${name}`)).join('')), PAGE);
    const { api } = engine();
    const found = discover(api, server.url('/'));
    if (count === 0) {
      const { host } = new URL(server.url('/'));
      expect(await failureOf(found)).toMatchObject({ code: 'not-a-feed', details: { host } });
      return;
    }
    expect(await found).toEqual(
      names.map((name) => ({ url: server.url(name), title: `Part ${name}` })),
    );
    expect(paths(server)).toEqual(['/']);
  });

  test('[F17.08] a known feed that turns into a login page (H36) fails once, and loses nothing', async () => {
    const server = await feedServer();
    server.serve('/feed', rss(items(3)), { ...FEED, etag: '"one"' });
    const reader = engine();
    const feedId = await subscribe(reader, server.url('/feed'));
    const before = await list(reader);
    await reader.api['articles.setRead']({ ids: [before[0]!.id], read: true });
    const kept = await list(reader);

    server.serve('/feed', page('', '<form>Sign in <input type="password"></form>'), PAGE);
    expect(await refresh(reader)).toMatchObject({ failed: 1, added: 0 });
    const { feeds } = await reader.api['feeds.list']({});
    expect(feeds).toMatchObject([{ id: feedId, failure: { code: 'not-a-feed', count: 1 } }]);
    expect(await list(reader)).toEqual(kept);

    server.serve('/feed', rss(items(3)), { ...FEED, etag: '"one"' });
    expect(await refresh(reader)).toMatchObject({ failed: 0, added: 0 });
    expect(server.requests.map(({ headers }) => headers['if-none-match'])).toEqual([undefined, '"one"', '"one"']); // prettier-ignore
    expect((await reader.api['feeds.list']({})).feeds[0]?.failure).toBeNull();
    expect(await list(reader)).toEqual(kept);
    expect(reader.problems).toEqual([]);
  });

  test('[F17.09] a server that wants proof of a human is told apart from one that refuses', async () => {
    const server = await feedServer();
    const refuse = (path: string, headers: Record<string, string>): unknown =>
      server.on(path, (_request, response) => {
        response.writeHead(403, { 'content-type': 'text/html', ...headers });
        response.end(page('', 'Just a moment…'));
      });
    refuse('/guarded', { 'cf-mitigated': 'challenge' });
    refuse('/closed', {});
    server.serve('/feed', rss(items(1)), FEED);
    const reader = engine();
    const { host } = new URL(server.url('/'));
    for (const call of [discover(reader.api, server.url('/guarded')), subscribeTo(reader.api, server.url('/guarded'))]) {
      expect(await failureOf(call)).toMatchObject({ code: 'challenge', details: { host } });
    }
    expect(await failureOf(discover(reader.api, server.url('/closed')))).toMatchObject({
      code: 'http-status',
      details: { host, status: 403 },
    });
    expect(paths(server)).toEqual(['/guarded', '/guarded', '/closed']);
    // The same for a feed that is here already: its list of articles stays, and says why.
    await subscribe(reader, server.url('/feed'));
    refuse('/feed', { 'cf-mitigated': 'challenge' });
    await refresh(reader);
    expect((await reader.api['feeds.list']({})).feeds[0]?.failure?.code).toBe('challenge');
    expect(await list(reader)).toHaveLength(1);
  }); // prettier-ignore
});

describe('a page’s feeds are offered', () => {
  test('with titles that say whose they are, those of comments last', async () => {
    const server = await feedServer();
    const head = link('/comments/feed/', 'Comments') + link('/a', 'RSS') + link('/b', 'Notes');
    server.serve('/', page(head), PAGE);
    const { api } = engine();
    expect(await discover(api, server.url('/'))).toEqual([
      { url: server.url('/a'), title: 'The Daily (RSS)' },
      { url: server.url('/b'), title: 'Notes' },
      { url: server.url('/comments/feed/'), title: 'Comments' },
    ]);
  });

  test('when only the home page names them', async () => {
    const server = await feedServer();
    server.serve('/2026/11/24/a-long-day-at-sea', page(''), PAGE);
    server.serve('/', page(link('/rss', 'News')), PAGE);
    const { api } = engine();
    const found = await discover(api, server.url('/2026/11/24/a-long-day-at-sea'));
    expect(found).toEqual([{ url: server.url('/rss'), title: 'News' }]);
    expect(paths(server)).toEqual(['/2026/11/24/a-long-day-at-sea', '/']);
  });

  test('when one of the usual places is a page that names them', async () => {
    const server = await feedServer();
    server.serve('/', page(''), PAGE).serve('/feed', page(link('/rss/all', 'All news')), PAGE);
    const { api } = engine();
    expect(await discover(api, server.url('/'))).toEqual([
      { url: server.url('/rss/all'), title: 'All news' },
    ]);
  });
});

describe('a server that names no feed is not asked on', () => {
  test.each([403, 429, 503])('after it answered %i to a guess', async (status) => {
    const server = await feedServer();
    server.serve('/', page(''), PAGE).serve('/rss.xml', rss(items(1)), FEED);
    server.on('/feed', (_request, response) => response.writeHead(status).end());
    const { api } = engine();
    expect((await failureOf(discover(api, server.url('/')))).code).toBe('not-a-feed');
    expect(paths(server)).toEqual(['/', '/feed']);
  });

  test('after it did not answer one', async () => {
    const server = await feedServer();
    server.serve('/', page(''), PAGE);
    server.on('/feed', (_request, response) => response.destroy());
    const { api } = engine();
    expect((await failureOf(discover(api, server.url('/')))).code).toBe('not-a-feed');
    // A connection that breaks before any answer is tried once more, as for any request.
    expect(new Set(paths(server))).toEqual(new Set(['/', '/feed']));
  });

  test('when it answers everything with the same page', async () => {
    const server = await feedServer();
    for (const path of ['/', '/feed', '/rss.xml', '/feed.xml']) server.serve(path, page(''), PAGE);
    const { api } = engine();
    expect((await failureOf(discover(api, server.url('/')))).code).toBe('not-a-feed');
    expect(paths(server)).toEqual(['/', '/feed']);
  });

  test('more than seven times', async () => {
    const server = await feedServer();
    server.serve('/blog/post', page(''), PAGE);
    const { api } = engine();
    expect((await failureOf(discover(api, server.url('/blog/post')))).code).toBe('not-a-feed');
    expect(server.requests.length).toBeLessThanOrEqual(8);
  });

  test('before the time that it named, whoever wants to', async () => {
    const server = await feedServer();
    server.on('/a', (_request, response) => response.writeHead(429, { 'retry-after': '600' }).end());
    server.serve('/b', rss(items(1)), FEED);
    const reader = engine();
    await failureOf(discover(reader.api, server.url('/a')));
    const failure = await failureOf(discover(reader.api, server.url('/b')));
    expect(failure).toMatchObject({ code: 'http-status', details: { status: 429 } });
    expect(paths(server)).toEqual(['/a']);
    reader.letTimePass(601_000);
    await subscribe(reader, server.url('/b'));
    expect(paths(server)).toEqual(['/a', '/b']);
  }); // prettier-ignore
});
