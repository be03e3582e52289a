import { describe, expect, test } from 'vitest';
import type { Purpose } from '../../../src/main/core/ports';
import { appUserAgent } from '../../../src/main/fetch/userAgent';
import { feedServer, rawServer } from '../../support/forOneTest';
import { headerLines } from '../../support/rawServer';
import { contentOf, fetchFeed, httpClient, webRequest, type FetchOptions } from './fetchFeed';
import { saying, secureServer } from './servers';

/** The head of a request as it arrived. */
async function requestHead(options: FetchOptions = {}): Promise<string> {
  const server = await rawServer(saying('ok'));
  await fetchFeed(server.url('/feed?a=1'), options);
  return server.heads[0] ?? '';
}

const headersOf = async (options: FetchOptions = {}): Promise<Map<string, string>> =>
  new Map(headerLines(await requestHead(options)));

describe('a request', () => {
  test('[F11.01] says who asks, which version, and where to find them', async () => {
    const userAgent = appUserAgent('1.2.3');
    const sent = (await headersOf({ client: { userAgent } })).get('user-agent');
    expect(sent).toMatch(/^Broadsheet\/1\.2\.3 \(\+https:\/\/[^\s)]+\)$/);
  });

  test('[F11.02] asks for feeds first', async () => {
    const accept = (await headersOf()).get('accept') ?? '';
    expect(accept).toMatch(
      /^application\/atom\+xml, application\/rss\+xml, application\/feed\+json/,
    );
    const weights = accept.split(', ').map((type) => Number(/q=([\d.]+)/.exec(type)?.[1] ?? 1));
    expect(weights).toEqual([...weights].sort((a, b) => b - a));
  });

  test('[F11.03] names the codings that can be read', async () => {
    expect((await headersOf()).get('accept-encoding')).toBe('zstd, br, gzip, deflate');
  });

  test('[F11.04] has no cookie, not even one of the redirect before', async () => {
    const server = await feedServer();
    server.on('/old', (_request, response) => {
      response.writeHead(302, { location: '/new', 'set-cookie': 'track=1; Path=/' }).end();
    });
    server.serve('/new', '<rss/>');
    await contentOf(fetchFeed(server.url('/old')));
    expect(server.requests.map(({ path }) => path)).toEqual(['/old', '/new']);
    expect(server.requests.map(({ headers }) => headers.cookie)).toEqual([undefined, undefined]);
  });

  test('[F11.05] does not name the page before a redirect to the page behind it', async () => {
    const server = await feedServer();
    server.on('/old', (_request, response) => response.writeHead(302, { location: '/new' }).end());
    server.serve('/new', '<rss/>');
    await contentOf(fetchFeed(server.url('/old')));
    expect(server.countOf('/new')).toBe(1);
    expect(server.requests.map(({ headers }) => headers.referer)).toEqual([undefined, undefined]);
  });

  test('[F11.06] says not a word more', async () => {
    const head = await requestHead();
    expect(head.split('\r\n')[0]).toBe('GET /feed?a=1 HTTP/1.1');
    const names = ['host', 'connection', 'user-agent', 'accept', 'accept-encoding'];
    expect(headerLines(head).map(([name]) => name)).toEqual(names);
    const validators = { etag: '"e"', lastModified: 'yesterday' };
    const conditional = headerLines(await requestHead({ validators }));
    expect(conditional.map(([name]) => name)).toEqual([
      ...names,
      'if-none-match',
      'if-modified-since',
    ]);
  });

  test('over HTTP/2 says the same', async () => {
    let names: string[] = [];
    const server = await secureServer((request, response) => {
      names = Object.keys(request.headers);
      response.end('ok');
    });
    await contentOf(fetchFeed(server.url(), { client: { authorities: [server.certificate] } }));
    expect(names.sort()).toEqual([
      ':authority',
      ':method',
      ':path',
      ':scheme',
      'accept',
      'accept-encoding',
      'user-agent',
    ]);
  });

  test.each<[Purpose, RegExp]>([
    ['page', /^text\/html/],
    ['image', /^image\//],
    ['icon', /^image\//],
  ])('for a %s says so', async (purpose, accept) => {
    expect((await headersOf({ purpose })).get('accept')).toMatch(accept);
  });
});

describe('cookies', () => {
  const cookieServer = async () => {
    const server = await feedServer();
    server.serve('/feed', '<rss/>', { extra: { 'set-cookie': 'track=1; Path=/' } });
    return server;
  };

  test('[F22.01] are taken no notice of', async () => {
    const server = await cookieServer();
    const answer = await contentOf(fetchFeed(server.url('/feed')));
    expect(new TextDecoder().decode(answer.bytes)).toBe('<rss/>');
    expect(JSON.stringify(answer)).not.toContain('track');
  });

  test('[F22.02] are not sent with the second request', async () => {
    const server = await cookieServer();
    const client = httpClient();
    for (let time = 0; time < 2; time += 1) await client.get(webRequest(server.url('/feed')));
    expect(server.countOf('/feed')).toBe(2);
    expect(server.requests.map(({ headers }) => headers.cookie)).toEqual([undefined, undefined]);
  });
});

describe("a feed's own headers", () => {
  const own: FetchOptions = {
    userAgent: 'Mozilla/5.0',
    headers: [
      { name: 'X-Key', value: 'k' },
      { name: 'Accept', value: 'text/plain' },
    ],
  };

  test('are sent, and stand in for those of the app', async () => {
    const headers = await headersOf(own);
    expect(headers.get('user-agent')).toBe('Mozilla/5.0');
    expect(headers.get('x-key')).toBe('k');
    expect(headers.get('accept')).toBe('text/plain');
  });

  test('stay with the server they are for', async () => {
    const end = await rawServer(saying('ok'));
    const start = await feedServer();
    start.on('/', (_request, response) => {
      response.writeHead(302, { location: '/here' }).end();
    });
    start.on('/here', (_request, response) => {
      response.writeHead(302, { location: end.url() }).end();
    });
    await contentOf(fetchFeed(start.url('/'), own));
    expect(start.requests.map(({ headers }) => headers['x-key'])).toEqual(['k', 'k']);
    const headers = new Map(headerLines(end.heads[0] ?? ''));
    expect(headers.has('x-key')).toBe(false);
    expect(headers.get('user-agent')).toBe('Mozilla/5.0');
  });

  test.each([
    ['Host', 'other.example'],
    ['Connection', 'upgrade'],
    ['Content-Length', '5'],
    ['Transfer-Encoding', 'chunked'],
    ['Accept-Encoding', 'compress'],
    ['If-None-Match', '"x"'],
    ['Range', 'bytes=0-1'],
    ['Content-Type', 'text/plain'],
    ['Proxy-Authorization', 'Basic eDp5'],
    ['If-Match', '"x"'],
    ['Authorization', 'Basic eDp5'],
    ['User-Agent', 'Other'],
    ['Bad name', 'x'],
    ['X-Split', 'a\r\nX-Injected: b'],
    ['X-Wide', '新'],
  ])('are left out where they would break the exchange: %s', async (name, value) => {
    const plain = await headersOf();
    const headers = await headersOf({ headers: [{ name, value }] });
    expect([...headers.keys()]).toEqual([...plain.keys()]);
    for (const own of ['accept-encoding', 'user-agent']) {
      expect(headers.get(own)).toBe(plain.get(own));
    }
  });

  test('a validator that no header can hold is left out as well', async () => {
    const headers = await headersOf({ validators: { etag: '"新"', lastModified: 'a\nb' } });
    expect([...headers.keys()].filter((name) => name.startsWith('if-'))).toEqual([]);
  });
});
