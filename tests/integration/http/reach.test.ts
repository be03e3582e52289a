import { describe, expect, test } from 'vitest';
import { publicOnlyAnd } from '../../support/addressPolicies';
import { rawServer } from '../../support/forOneTest';
import type { RawAnswer } from '../../support/rawServer';
import { failureOf, fetchFeed, type FetchOptions } from './fetchFeed';
import { blackHole, redirecting } from './servers';

/** What the failure says of how far the request came. */
async function reachOf(url: string, options: FetchOptions = {}): Promise<string | undefined> {
  return (await failureOf(fetchFeed(url, options))).details?.reach;
}

describe('a failure tells that a server answered', () => {
  const client = { policy: publicOnlyAnd('127.0.0.1') };

  test.each<[what: string, answer: RawAnswer, code: string]>([
    ['with a redirect to itself', redirecting('/'), 'network'],
    ['with a redirect to a private address', redirecting('http://192.168.0.1/'), 'private-address'],
    ['with a redirect to where nobody listens', redirecting('http://127.0.0.1:6/'), 'network'],
    ['with a redirect to nowhere', (socket) => socket.end('HTTP/1.1 302 Found\r\nContent-Length: 0\r\n\r\n'), 'network'],
    ['with a redirect away from the web', redirecting('ftp://127.0.0.1/'), 'unsafe-redirect'],
    ['with an unknown coding', (socket) => socket.end('HTTP/1.1 200 OK\r\nContent-Encoding: aes\r\n\r\nx'), 'network'],
    ['with half of what it promised', (socket) => socket.end('HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n<rss'), 'incomplete'],
    ['with half a line', (socket) => socket.end('HTTP/1.1 2'), 'network'],
  ])('%s', async (_what, answer, code) => {
    const server = await rawServer(answer);
    const failure = await failureOf(fetchFeed(server.url(), { client }));
    expect(failure).toMatchObject({ code, details: { reach: 'answered' } });
  }); // prettier-ignore
});

test('a failure tells that a server was asked and said nothing', async () => {
  const closing = await rawServer((socket) => socket.destroy());
  expect(await reachOf(closing.url())).toBe('asked');
  const silent = await rawServer(() => undefined);
  expect(await reachOf(silent.url(), { client: { headersMs: 100 } })).toBe('asked');
});

test('a failure tells of nothing where nobody was asked', async () => {
  const gone = await rawServer(() => undefined);
  const url = gone.url();
  await gone.kill();
  expect(await reachOf(url)).toBeUndefined();
  const hole = await blackHole('127.0.0.1');
  const deaf = `http://127.0.0.1:${String(hole.port)}/`;
  expect(await reachOf(deaf, { client: { connectMs: 100 } })).toBeUndefined();
  const client = { policy: publicOnlyAnd() };
  expect(await reachOf('http://192.168.0.1/', { client })).toBeUndefined();
});
