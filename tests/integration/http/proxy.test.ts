import { describe, expect, test } from 'vitest';
import { parseProxyList } from '../../../src/main/fetch/proxyRoute';
import { publicOnly } from '../../../src/main/fetch/addressPolicy';
import { rawServer } from '../../support/forOneTest';
import { headerLines } from '../../support/rawServer';
import { failureOf, fetchFeed, httpClient, textOf, webRequest } from './fetchFeed';
import {
  blackHole,
  proxyServer,
  rawServerAt,
  redirecting,
  saying,
  secureServer,
  timed,
} from './servers';

const NEWS = 'http://news.example/feed?a=1';
const nowhere = () => Promise.reject(new Error('There is no resolver here.'));
const through = (list: string, resolve = nowhere) => ({
  policy: publicOnly,
  resolve,
  resolveProxy: () => Promise.resolve(list),
});

/** An address on which nobody listens. */
async function deadHost(): Promise<string> {
  const server = await rawServer(() => undefined);
  const host = `127.0.0.1:${String(server.port)}`;
  await server.kill();
  return host;
}

describe('the proxy of the system', () => {
  test('[F23.01] is used, and reads plain requests itself', async () => {
    const server = await rawServer(saying('news'));
    const proxy = await proxyServer('http', server.port);
    const asked: string[] = [];
    const client = {
      policy: publicOnly,
      resolve: nowhere,
      resolveProxy: (url: string) => {
        asked.push(url);
        return Promise.resolve(`PROXY ${proxy.host}`);
      },
    };
    expect(await textOf(fetchFeed(NEWS, { client }))).toBe('news');
    expect(asked).toEqual([NEWS]);
    expect(proxy.requests).toEqual([`GET ${NEWS} HTTP/1.1`]);
    const headers = headerLines(server.heads[0] ?? '');
    expect(new Map(headers).get('host')).toBe('news.example');
    expect(headers.map(([name]) => name)).toEqual([
      'host',
      'connection',
      'user-agent',
      'accept',
      'accept-encoding',
    ]);
  });

  test('[F23.02] that wants a password is told apart', async () => {
    const server = await rawServer(saying('secret'));
    const proxy = await proxyServer('strict', server.port);
    const client = through(`PROXY ${proxy.host}`);
    expect((await failureOf(fetchFeed(NEWS, { client }))).code).toBe('proxy');
    const secure = NEWS.replace('http:', 'https:');
    expect((await failureOf(fetchFeed(secure, { client }))).code).toBe('proxy');
    expect(proxy.requests).toHaveLength(2);
    expect(server.connections).toBe(0);
  });

  test('[F23.03] that is dead is told apart', async () => {
    const host = await deadHost();
    for (const list of [`PROXY ${host}`, `HTTPS ${host}`, `SOCKS5 ${host}`]) {
      for (const url of [NEWS, NEWS.replace('http:', 'https:')]) {
        const failure = await failureOf(fetchFeed(url, { client: through(list) }));
        expect(failure).toMatchObject({ code: 'proxy', details: { host: 'news.example' } });
      }
    }
  });

  test('[F23.04] is not asked for this machine', async () => {
    const server = await rawServer(saying('home'));
    const secret = await rawServer(saying('proxied'));
    const proxy = await proxyServer('http', secret.port);
    const client = {
      ...through(`PROXY ${proxy.host}`),
      resolve: () => Promise.resolve([{ address: '127.0.0.1', family: 4 }]),
    };
    for (const host of ['127.0.0.1', 'localhost', 'feeds.localhost', '[::ffff:127.0.0.1]']) {
      const url = `http://${host}:${String(server.port)}/`;
      const privateOrigin = new URL(url).origin;
      if (host.startsWith('[')) continue;
      expect(await textOf(fetchFeed(url, { privateOrigin, client }))).toBe('home');
    }
    expect(proxy.requests).toEqual([]);
  });

  test('[F23.05] leads to nothing that is private, by address, by name or by redirect', async () => {
    const server = await rawServer(saying('secret'));
    const proxy = await proxyServer('http', server.port);
    const inside = () => Promise.resolve([{ address: '10.0.0.7', family: 4 }]);
    const client = through(`PROXY ${proxy.host}`, inside as never);
    for (const url of [
      'http://10.0.0.7/',
      'https://192.168.0.1/',
      'http://intranet/',
      'http://inside.example/',
    ]) {
      const failure = await failureOf(fetchFeed(url, { client }));
      expect(failure).toMatchObject({
        code: 'private-address',
        details: { host: new URL(url).host },
      });
    }
    expect(proxy.requests).toEqual([]);
    const start = await rawServer(redirecting('http://10.0.0.7/'));
    const honest = await proxyServer('http', start.port);
    const failure = await failureOf(fetchFeed(NEWS, { client: through(`PROXY ${honest.host}`) }));
    expect(failure).toMatchObject({ code: 'private-address', details: { host: '10.0.0.7' } });
    expect(honest.requests).toHaveLength(1);
    // Once a person allowed it, a private server may well be behind the proxy.
    const allowed = { privateOrigin: 'http://inside.example', client };
    expect(await textOf(fetchFeed('http://inside.example/', allowed))).toBe('secret');
  });
});

describe('through a tunnel', () => {
  const secure = async () => {
    const server = await secureServer((_request, response) => response.end('news'), {
      certificate: { host: 'news.example' },
    });
    return { server, authorities: [server.certificate] };
  };

  test.each(['http', 'socks'] as const)('%s leads to https, HTTP/2 included', async (kind) => {
    const { server, authorities } = await secure();
    const proxy = await proxyServer(kind, server.port);
    const list = `${kind === 'http' ? 'PROXY' : 'SOCKS5'} ${proxy.host}`;
    const client = httpClient({ ...through(list), authorities });
    expect(await textOf(client.get(webRequest('https://news.example/')))).toBe('news');
    expect(await textOf(client.get(webRequest('https://news.example/')))).toBe('news');
    expect(proxy.requests).toEqual([
      kind === 'http' ? 'CONNECT news.example:443 HTTP/1.1' : 'news.example:443',
    ]);
    expect(server.requests.map(({ httpVersion }) => httpVersion)).toEqual(['2.0', '2.0']);
  });

  test.each(['http', 'socks'] as const)('%s does not hide a bad certificate', async (kind) => {
    const { server } = await secure();
    const proxy = await proxyServer(kind, server.port);
    const list = `${kind === 'http' ? 'PROXY' : 'SOCKS5'} ${proxy.host}; DIRECT`;
    const failure = await failureOf(fetchFeed('https://news.example/', { client: through(list) }));
    expect(failure).toMatchObject({ code: 'certificate', details: { reason: 'self-signed' } });
    expect(server.requests).toEqual([]);
  });

  test('SOCKS leads to http and to literal addresses', async () => {
    const server = await rawServer(saying('news'));
    const proxy = await proxyServer('socks', server.port);
    const client = through(`SOCKS5 ${proxy.host}`);
    for (const host of ['news.example', '9.9.9.9', '[2606:4700::1111]:8080']) {
      expect(await textOf(fetchFeed(`http://${host}/`, { client }))).toBe('news');
    }
    expect(proxy.requests).toEqual([
      'news.example:80',
      '09090909:80',
      '26064700000000000000000000001111:8080',
    ]);
  });

  test.each([
    ['hangs up', (): string => '', 'proxy'],
    ['talks nonsense', (): string => 'SSH-2.0-OpenSSH_9.9\r\n', 'proxy'],
    ['says no', (): string => 'HTTP/1.1 403 Forbidden\r\n\r\n', 'proxy'],
  ])('a proxy that %s is told apart, and asked once', async (_what, says, code) => {
    const proxy = await rawServer((socket) => socket.end(says()));
    const client = through(`PROXY 127.0.0.1:${String(proxy.port)}`);
    const failure = await failureOf(fetchFeed('https://news.example/', { client }));
    expect(failure.code).toBe(code);
    expect(proxy.connections).toBe(1);
  });

  test('a proxy that says nothing is given up in time', async () => {
    const proxy = await rawServer(() => undefined);
    const client = { ...through(`PROXY 127.0.0.1:${String(proxy.port)}`), connectMs: 300 };
    const { result, took } = await timed(failureOf(fetchFeed('https://news.example/', { client })));
    expect(result.code).toBe('timeout');
    expect(took).toBeLessThan(1300);
  });
});

test('a name and password follow their server from http to https, and no further', async () => {
  const sent: unknown[] = [];
  const secure = await secureServer(
    (request, response) => {
      sent.push(request.headers.authorization);
      response.end('news');
    },
    { certificate: { host: 'news.example' } },
  );
  const plain = await rawServer((socket, head) => {
    const host = head.includes('GET http://news.example/a ') ? 'news' : 'other';
    redirecting(`https://${host}.example/`, 301)(socket, head);
  });
  const plainProxy = await proxyServer('http', plain.port);
  const secureProxy = await proxyServer('http', secure.port);
  const client = httpClient({
    resolve: nowhere,
    authorities: [secure.certificate],
    resolveProxy: (url) =>
      Promise.resolve(`PROXY ${(url.startsWith('https:') ? secureProxy : plainProxy).host}`),
  });
  const credentials = { username: 'reader', password: 'sesame' };
  const request = webRequest('http://news.example/a', { credentials });
  expect(await textOf(client.get(request))).toBe('news');
  expect(sent).toEqual([`Basic ${Buffer.from('reader:sesame').toString('base64')}`]);
  // The other host has no certificate here; it is enough that nothing was sent to it.
  await failureOf(client.get(webRequest('http://news.example/b', { credentials })));
  expect(sent).toHaveLength(1);
});

describe('a list of proxies', () => {
  test('is tried from the first that can be reached, and the dead are remembered', async () => {
    const server = await rawServer(saying('news'));
    const proxy = await proxyServer('http', server.port);
    const hole = await blackHole('127.0.0.1');
    const list = `PROXY 127.0.0.1:${String(hole.port)}; PROXY ${proxy.host}`;
    const client = httpClient({ ...through(list), connectMs: 1000 });
    const first = await timed(textOf(client.get(webRequest(NEWS))));
    expect(first.result).toBe('news');
    expect(first.took).toBeGreaterThanOrEqual(980);
    const second = await timed(textOf(client.get(webRequest(NEWS))));
    expect(second.result).toBe('news');
    expect(second.took).toBeLessThan(980);
  });

  test('may end without any', async () => {
    const server = await rawServerAt('127.0.0.1', saying('news'));
    const client = {
      resolve: () => Promise.resolve([{ address: '127.0.0.1', family: 4 }]),
      resolveProxy: async () => `PROXY ${await deadHost()}; DIRECT`,
    };
    const url = `http://news.example:${String(server.port)}/`;
    expect(await textOf(fetchFeed(url, { client }))).toBe('news');
  });

  test('that the system cannot name is not gone around, and no name is looked up', async () => {
    const server = await rawServer(saying('news'));
    const asked: string[] = [];
    const client = {
      resolve: (name: string) => {
        asked.push(name);
        return Promise.resolve([{ address: '127.0.0.1', family: 4 }]);
      },
      resolveProxy: () => Promise.reject(new Error('No window.')),
    };
    const host = `news.example:${String(server.port)}`;
    const failure = await failureOf(fetchFeed(`http://${host}/`, { client }));
    expect(failure).toMatchObject({ code: 'proxy', details: { host } });
    expect(failure.details).not.toHaveProperty('reach');
    expect(asked).toEqual([]);
    expect(server.connections).toBe(0);
  });

  test('of kinds that cannot be used is a failure of the proxy', async () => {
    const failure = await failureOf(fetchFeed(NEWS, { client: through('SOCKS4 127.0.0.1:1') }));
    expect(failure.code).toBe('proxy');
  });

  test.each([
    ['', [{ kind: 'direct' }]],
    ['DIRECT', [{ kind: 'direct' }]],
    [
      'PROXY a.example:3128; direct',
      [{ kind: 'http', hostname: 'a.example', port: 3128 }, { kind: 'direct' }],
    ],
    ['PROXY a.example', [{ kind: 'http', hostname: 'a.example', port: 80 }]],
    ['HTTPS a.example', [{ kind: 'https', hostname: 'a.example', port: 443 }]],
    ['HTTPS a.example:80', [{ kind: 'https', hostname: 'a.example', port: 80 }]],
    ['SOCKS a.example', [{ kind: 'socks', hostname: 'a.example', port: 1080 }]],
    ['SOCKS5 [::1]:9050', [{ kind: 'socks', hostname: '[::1]', port: 9050 }]],
    ['QUIC a.example:1; PROXY ; PROXY a/b; PROXY u:p@c', []],
  ])('%j is read', (list, routes) => {
    expect(parseProxyList(list)).toEqual(routes);
  });
});
