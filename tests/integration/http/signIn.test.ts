import { describe, expect, test } from 'vitest';
import { toWire } from '../../../src/shared/errors';
import { feedServer, rawServer } from '../../support/forOneTest';
import { headerLines } from '../../support/rawServer';
import { contentOf, failureOf, fetchFeed, refusalOf } from './fetchFeed';
import { redirecting, saying } from './servers';

const basic = (text: string): string => `Basic ${Buffer.from(text).toString('base64')}`;
const withUser = (url: string): string => url.replace('//', '//reader:open%20sesame@');

describe('a name and password', () => {
  test('[F21.01] in an address are taken out of it and sent', async () => {
    const server = await rawServer(saying('<rss/>'));
    const { facts } = await contentOf(fetchFeed(withUser(server.url('/feed'))));
    const [head = ''] = server.heads;
    expect(head.split('\r\n')[0]).toBe('GET /feed HTTP/1.1');
    const headers = new Map(headerLines(head));
    expect(headers.get('authorization')).toBe(basic('reader:open sesame'));
    expect(headers.get('host')).toBe(`127.0.0.1:${String(server.port)}`);
    expect(facts.url).toBe(server.url('/feed'));
  });

  test.each([
    ['Basic realm="News"', true],
    ['basic', true],
    ['Digest realm="a, Basic b", nonce="x"', false],
    ['Bearer', false],
    ['Digest nonce="x", BASIC realm="y"', true],
    ['Negotiate\r\nWWW-Authenticate: Basic realm="z"', true],
  ])('are asked for by 401 with %j: %s', async (challenge, wantsSignIn) => {
    const server = await rawServer((socket) => {
      const head = `HTTP/1.1 401 No\r\nWWW-Authenticate: ${challenge}\r\nContent-Length: 0`;
      socket.end(`${head}\r\n\r\n`);
    });
    expect(await refusalOf(fetchFeed(server.url()))).toMatchObject({
      wantsSignIn,
      facts: { status: 401 },
    });
  });

  test('[F21.02] that were asked for are sent, and let one in', async () => {
    const server = await feedServer();
    server.on('/', ({ headers }, response) => {
      const isKnown = headers.authorization === basic('reader:pässword:1');
      response.writeHead(isKnown ? 200 : 401, { 'www-authenticate': 'Basic realm="News"' });
      response.end(isKnown ? '<rss/>' : '');
    });
    expect((await refusalOf(fetchFeed(server.url('/')))).wantsSignIn).toBe(true);
    // Asking is the reader's to do: the client does not try again by itself.
    expect(server.requests).toHaveLength(1);
    const credentials = { username: 'reader', password: 'pässword:1' };
    await contentOf(fetchFeed(server.url('/'), { credentials }));
    expect(server.requests).toHaveLength(2);
  });

  test('[F21.03] stay with their server: not sent on after a redirect, nor to whoever leads back', async () => {
    const home = await feedServer();
    const away = await rawServer((socket, head) => {
      redirecting(home.url('/back'))(socket, head);
    });
    home.on('/', (_request, response) => response.writeHead(302, { location: '/inside' }).end());
    home.on('/inside', (_request, response) => {
      response.writeHead(302, { location: away.url() }).end();
    });
    home.serve('/back', '<rss/>');
    await contentOf(fetchFeed(withUser(home.url('/'))));
    const sent = home.requests.map(({ path, headers }) => [path, headers.authorization]);
    expect(sent).toEqual([
      ['/', basic('reader:open sesame')],
      ['/inside', basic('reader:open sesame')],
      ['/back', undefined],
    ]);
    expect(new Map(headerLines(away.heads[0] ?? '')).has('authorization')).toBe(false);
  });

  test('[F21.04] are in no error and in nothing that is told of an answer', async () => {
    const closed = await rawServer(() => undefined);
    const closedUrl = closed.url();
    await closed.kill();
    const speaking = async (text: string): Promise<string> =>
      (await rawServer((socket) => socket.end(text))).url();
    const failing = [
      closedUrl,
      await speaking('SSH-2.0-OpenSSH_9.9\r\n'),
      await speaking('HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n'),
      await speaking('HTTP/1.1 302 Found\r\nLocation: file:///\r\n\r\n'),
      await speaking('HTTP/1.1 302 Found\r\nLocation: /\r\n\r\n'),
      await speaking(''),
      closedUrl.replace('http:', 'https:'),
    ];
    for (const url of failing) {
      const thrown: unknown = await fetchFeed(withUser(url)).catch((error: unknown) => error);
      const told = [JSON.stringify(toWire(thrown)), String((thrown as Error).stack)].join();
      expect(told).toContain('127.0.0.1');
      expect(told).not.toMatch(/sesame|reader:/);
    }
    const server = await feedServer();
    server.on('/', (_request, response) => response.writeHead(302, { location: '/end' }).end());
    const { facts } = await refusalOf(fetchFeed(withUser(server.url('/'))));
    expect([facts.url, JSON.stringify(facts.hops)].join()).not.toMatch(/sesame|reader/);
  });

  test('that are no good escapes are sent as they are', async () => {
    const server = await rawServer(saying('<rss/>'));
    await contentOf(fetchFeed(server.url().replace('//', '//a%:b%zz@')));
    const headers = new Map(headerLines(server.heads[0] ?? ''));
    expect(headers.get('authorization')).toBe(basic('a%:b%zz'));
  });
});

test('proof of a human is recognised', async () => {
  const server = await rawServer((socket) => {
    socket.end('HTTP/1.1 403 Forbidden\r\ncf-mitigated: challenge\r\nContent-Length: 0\r\n\r\n');
  });
  expect(await refusalOf(fetchFeed(server.url()))).toMatchObject({
    isChallenge: true,
    wantsSignIn: false,
    facts: { status: 403 },
  });
});

test('an address that did not move comes back as it was asked for', async () => {
  const server = await rawServer(saying('<rss/>'));
  const url = withUser(server.url('/a b#c'));
  expect((await contentOf(fetchFeed(url))).facts.permanentUrl).toBe(url);
  expect((await failureOf(fetchFeed('http://'))).code).toBe('network');
});
