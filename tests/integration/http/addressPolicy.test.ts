import { describe, expect, test } from 'vitest';
import { publicOnly } from '../../../src/main/fetch/addressPolicy';
import { publicOnlyAnd } from '../../support/addressPolicies';
import { rawServer } from '../../support/forOneTest';
import type { RawServer } from '../../support/rawServer';
import { failureOf, fetchFeed, httpClient, textOf, webRequest } from './fetchFeed';
import { PUBLIC_HOST, rawServerAt, redirecting, saying } from './servers';

const LOOPBACK = { address: '127.0.0.1', family: 4 };
const policy = publicOnlyAnd(PUBLIC_HOST);

/** Everything that means this machine, or has been used to mean it where only some of it was caught. */
const SPELLINGS: readonly (readonly [what: string, host: string])[] = [
  ['in the usual form', '127.0.0.1'],
  ['in decimal', '2130706433'],
  ['in hexadecimal', '0x7f000001'],
  ['in hexadecimal parts', '0x7f.0.0.0x1'],
  ['in octal', '017700000001'],
  ['in octal parts', '0177.0.0.01'],
  ['in two parts', '127.1'],
  ['in three parts', '127.0.1'],
  ['in circled digits', '①②⑦.⓪.⓪.①'],
  ['in full-width digits', '１２７.０.０.１'],
  ['with ideographic full stops', '127。0。0。1'],
  ['escaped', '%31%32%37.%30.0.1'],
  ['with a dot at the end', '127.0.0.1.'],
  ['by another address of loopback', '127.255.255.254'],
  ['as no address', '0.0.0.0'],
  ['as a bare zero', '0'],
  ['by name', 'localhost'],
  ['by name in capitals, with a dot at the end', 'LOCALHOST.'],
  ['by a name below it', 'feeds.localhost'],
  ['in IPv6', '[::1]'],
  ['as no IPv6 address', '[::]'],
  ['as an IPv4-mapped address', '[::ffff:127.0.0.1]'],
  ['as an IPv4-compatible address', '[::127.0.0.1]'],
  ['as an address of NAT64', '[64:ff9b::7f00:1]'],
];
/** Those that no kernel leads to loopback by itself. */
const UNREACHABLE = new Set([
  '[::1]',
  '[::]',
  '[::127.0.0.1]',
  '[64:ff9b::7f00:1]',
  '127.255.255.254',
]);

const id = (number: number): string => `[A13.${String(number).padStart(2, '0')}]`;

const resolve = (): Promise<(typeof LOOPBACK)[]> => Promise.resolve([LOOPBACK]);

describe('this machine is not asked, however it is spelled', () => {
  test.each(SPELLINGS.map(([what, host], index) => [id(index + 1), what, host] as const))(
    '%s %s',
    async (_id, _what, host) => {
      const server = await rawServer(saying('secret'));
      const url = `http://${host}:${String(server.port)}/`;
      const client = { policy: publicOnly, resolve };
      expect(await failureOf(fetchFeed(url, { client }))).toMatchObject({
        code: 'private-address',
        details: { host: new URL(url).host },
      });
      expect(server.connections).toBe(0);
    },
  );

  test.each(SPELLINGS.filter(([, host]) => !UNREACHABLE.has(host)))(
    'control: without the guard the secret comes out: %s',
    async (_what, host) => {
      const server = await rawServer(saying('secret'));
      const url = `http://${host}:${String(server.port)}/`;
      expect(await textOf(fetchFeed(url, { client: { resolve } }))).toBe('secret');
    },
  );
});

describe('every redirect is judged', () => {
  const secret = (): Promise<RawServer> => rawServer(saying('secret'));

  test('[A13.25] from a public address to a private one', async () => {
    const server = await secret();
    const start = await rawServerAt(PUBLIC_HOST, redirecting(server.url()));
    const failure = await failureOf(fetchFeed(start.url(), { client: { policy } }));
    expect(failure).toMatchObject({
      code: 'private-address',
      details: { host: `127.0.0.1:${String(server.port)}` },
    });
    expect([start.connections, server.connections]).toEqual([1, 0]);
  });

  test('control: without the guard the redirect leads to the secret', async () => {
    const server = await secret();
    const start = await rawServerAt(PUBLIC_HOST, redirecting(server.url()));
    expect(await textOf(fetchFeed(start.url()))).toBe('secret');
  });

  test('[A13.26] from a private address that was allowed to a public one, which is fine', async () => {
    const end = await rawServerAt(PUBLIC_HOST, saying('news'));
    const start = await rawServer(redirecting(end.url()));
    const privateOrigin = new URL(start.url()).origin;
    const answer = fetchFeed(start.url(), { privateOrigin, client: { policy } });
    expect(await textOf(answer)).toBe('news');
  });

  test('[A13.27] from a name to a name with a private address', async () => {
    const server = await secret();
    const inside = `http://inside.example:${String(server.port)}/`;
    const start = await rawServerAt(PUBLIC_HOST, redirecting(inside));
    const resolve = (name: string) =>
      Promise.resolve([
        { address: name === 'outside.example' ? PUBLIC_HOST : '127.0.0.1', family: 4 },
      ]);
    const outside = `http://outside.example:${String(start.port)}/`;
    const failure = await failureOf(fetchFeed(outside, { client: { policy, resolve } }));
    expect(failure).toMatchObject({
      code: 'private-address',
      details: { host: new URL(inside).host },
    });
    expect([start.connections, server.connections]).toEqual([1, 0]);
  });

  test('[A13.28] after four others', async () => {
    const server = await secret();
    const start = await rawServerAt(PUBLIC_HOST, (socket, head) => {
      const step = Number(/^GET \/(\d)/.exec(head)?.[1]);
      redirecting(step < 5 ? `/${String(step + 1)}` : server.url())(socket, head);
    });
    const failure = await failureOf(fetchFeed(start.url('/1'), { client: { policy } }));
    expect(failure.code).toBe('private-address');
    expect([start.heads.length, server.connections]).toEqual([5, 0]);
  });

  test('[A13.29] to IPv6', async () => {
    const server = await rawServerAt('::1', saying('secret'));
    const start = await rawServerAt(PUBLIC_HOST, redirecting(server.url()));
    const failure = await failureOf(fetchFeed(start.url(), { client: { policy } }));
    expect(failure.code).toBe('private-address');
    expect(server.connections).toBe(0);
    // The server is really there.
    expect(await textOf(fetchFeed(start.url()))).toBe('secret');
  });

  test('[A13.30] from a private address that was allowed to another port of the same host', async () => {
    const server = await secret();
    const start = await rawServer(redirecting(server.url()));
    const privateOrigin = new URL(start.url()).origin;
    const answer = fetchFeed(start.url(), { privateOrigin, client: { policy } });
    expect((await failureOf(answer)).code).toBe('private-address');
    expect(server.connections).toBe(0);
  });
});

describe('a name that changes its meaning', () => {
  /** Says that a name is public once, and private ever after. */
  const turncoat = () => {
    const asked: string[] = [];
    const resolve = (name: string) => {
      asked.push(name);
      const address = asked.length === 1 ? PUBLIC_HOST : '127.0.0.1';
      return Promise.resolve([{ address, family: 4 }]);
    };
    return { asked, resolve };
  };

  test('[A13.31] between two requests is refused the second time', async () => {
    const start = await rawServerAt(PUBLIC_HOST, saying('news', 'Connection: close'));
    const server = await rawServerAt('127.0.0.1', saying('secret'), start.port);
    const { resolve } = turncoat();
    const client = httpClient({ policy, resolve });
    const request = webRequest(`http://rebind.example:${String(start.port)}/`);
    expect(await textOf(client.get(request))).toBe('news');
    expect((await failureOf(client.get(request))).code).toBe('private-address');
    expect(server.connections).toBe(0);
  });

  test('[A13.32] between judgement and connection has no such moment: it is asked for once', async () => {
    const start = await rawServerAt(PUBLIC_HOST, saying('news'));
    const server = await rawServerAt('127.0.0.1', saying('secret'), start.port);
    const { asked, resolve } = turncoat();
    const url = `http://rebind.example:${String(start.port)}/`;
    expect(await textOf(fetchFeed(url, { client: { policy, resolve } }))).toBe('news');
    expect(asked).toEqual(['rebind.example']);
    expect(server.connections).toBe(0);
  });

  test('control: without the guard the second request gets the secret', async () => {
    const start = await rawServerAt(PUBLIC_HOST, saying('news', 'Connection: close'));
    await rawServerAt('127.0.0.1', saying('secret'), start.port);
    const client = httpClient({ resolve: turncoat().resolve });
    const request = webRequest(`http://rebind.example:${String(start.port)}/`);
    expect(await textOf(client.get(request))).toBe('news');
    expect(await textOf(client.get(request))).toBe('secret');
  });

  test('or has several at once is asked only where it is public', async () => {
    const start = await rawServerAt(PUBLIC_HOST, saying('news'));
    const server = await rawServerAt('127.0.0.1', saying('secret'), start.port);
    const resolve = () => Promise.resolve([LOOPBACK, { address: PUBLIC_HOST, family: 4 }]);
    const url = `http://both.example:${String(start.port)}/`;
    expect(await textOf(fetchFeed(url, { client: { policy, resolve } }))).toBe('news');
    expect(server.connections).toBe(0);
  });
});

describe('a private origin that a person allowed', () => {
  test('is asked, by name or by address', async () => {
    const server = await rawServer(saying('home'));
    const client = { policy: publicOnly, resolve };
    for (const host of ['127.0.0.1', 'nas', 'nas.local', 'localhost']) {
      const url = `http://${host}:${String(server.port)}/feed`;
      const privateOrigin = new URL(url).origin;
      expect(await textOf(fetchFeed(url, { privateOrigin, client }))).toBe('home');
    }
  });

  test.each([
    ['another scheme', 'https://127.0.0.1'],
    ['another host', 'http://127.0.0.3'],
    ['no port', 'http://127.0.0.1'],
  ])('is no other one: %s', async (_what, privateOrigin) => {
    const server = await rawServer(saying('secret'));
    const client = { policy: publicOnly };
    const answer = fetchFeed(server.url(), { privateOrigin, client });
    expect((await failureOf(answer)).code).toBe('private-address');
    expect(server.connections).toBe(0);
  });

  test('does not lend its open connection to a redirect that leads there', async () => {
    const server = await rawServer(saying('secret'));
    const home = `http://home.example:${String(server.port)}/`;
    const start = await rawServerAt(PUBLIC_HOST, redirecting(home));
    const client = httpClient({ policy, resolve });
    const allowed = webRequest(home, { privateOrigin: new URL(home).origin });
    expect(await textOf(client.get(allowed))).toBe('secret');
    expect((await failureOf(client.get(webRequest(start.url())))).code).toBe('private-address');
    expect(server.heads).toHaveLength(1);
  });
});

test.each([22, 25, 6000, 6667])('port %i, which no web server has, is not asked', async (port) => {
  const direct = failureOf(fetchFeed(`http://127.0.0.1:${String(port)}/`));
  expect((await direct).code).toBe('network');
  const start = await rawServer(redirecting(`http://127.0.0.1:${String(port)}/`));
  expect((await failureOf(fetchFeed(start.url()))).code).toBe('unsafe-redirect');
});
