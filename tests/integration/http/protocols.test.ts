import { gzipSync } from 'node:zlib';
import type { Socket } from 'node:net';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import type { ErrorDetails } from '../../../src/shared/errors';
import { feedServer, rawServer } from '../../support/forOneTest';
import type { SecureServerChoices } from '../../support/secureServer';
import { contentOf, failureOf, fetchFeed, httpClient, textOf, webRequest } from './fetchFeed';
import { saying, secureServer } from './servers';

const HOUR_MS = 3_600_000;

describe('servers of every age are understood', () => {
  test('[F19.01] HTTP/1.0', async () => {
    const server = await rawServer((socket) => {
      socket.end('HTTP/1.0 200 OK\r\nETag: "e"\r\n\r\n<rss/>');
    });
    const answer = await contentOf(fetchFeed(server.url()));
    expect(new TextDecoder().decode(answer.bytes)).toBe('<rss/>');
    expect(answer.facts.validators.etag).toBe('"e"');
    // Nothing but the document can tell whether that was all.
    expect(answer.isFramed).toBe(false);
  });

  test('[F19.02] HTTP/1.1 that closes a kept connection just when it is used again', async () => {
    const used = new Set<Socket>();
    const server = await rawServer((socket, head) => {
      if (used.has(socket)) {
        socket.destroy();
        return;
      }
      used.add(socket);
      saying('news')(socket, head);
    });
    const client = httpClient();
    expect(await textOf(client.get(webRequest(server.url('/1'))))).toBe('news');
    await nextTurn();
    expect(await textOf(client.get(webRequest(server.url('/2'))))).toBe('news');
    expect(server.heads.map((head) => head.split(' ')[1])).toEqual(['/1', '/2', '/2']);
    expect(server.connections).toBe(2);
  });

  test('[F19.03] HTTP/2', async () => {
    const body = '<rss/>'.repeat(10_000);
    const ifNoneMatch: unknown[] = [];
    const server = await secureServer((request, response) => {
      ifNoneMatch.push(request.headers['if-none-match']);
      response.setHeader('content-encoding', 'gzip');
      response.setHeader('etag', '"caf\xe9"');
      response.end(gzipSync(body));
    });
    const client = httpClient({ authorities: [server.certificate] });
    const first = await contentOf(client.get(webRequest(server.url('/1'))));
    expect(new TextDecoder().decode(first.bytes)).toBe(body);
    expect(first.isFramed).toBe(true);
    expect(first.facts.validators.etag).toBe('"caf\xe9"');
    await nextTurn();
    const { validators } = first.facts;
    await contentOf(client.get(webRequest(server.url('/2'), { validators })));
    expect(ifNoneMatch).toEqual([undefined, '"caf\xe9"']);
    expect(server.requests).toEqual([
      { path: '/1', httpVersion: '2.0' },
      { path: '/2', httpVersion: '2.0' },
    ]);
    expect(server.connections).toBe(1);
  });

  test('[F19.04] HTTP/2 that says GOAWAY instead of answering', async () => {
    const server = await secureServer((request, response) => {
      if (server.requests.length === 1) request.stream.session?.goaway(0, 0);
      else response.end('news');
    });
    const client = httpClient({ authorities: [server.certificate] });
    expect(await textOf(client.get(webRequest(server.url())))).toBe('news');
    expect(server.requests).toHaveLength(2);
    expect(server.connections).toBe(2);
    // And it goes on from there.
    expect(await textOf(client.get(webRequest(server.url())))).toBe('news');
  });
});

describe('a certificate that is not to be trusted ends it there', () => {
  const cases: readonly [
    id: string,
    what: string,
    reason: NonNullable<ErrorDetails['reason']>,
    choices: SecureServerChoices,
    isKnown: boolean,
  ][] = [
    ['[F19.05]', 'expired', 'expired', { certificate: { from: Date.now() - 48 * HOUR_MS, until: Date.now() - HOUR_MS } }, true],
    ['[F19.06]', 'of another host', 'wrong-host', { certificate: { host: 'other.example' } }, true],
    ['[F19.07]', 'signed by itself', 'self-signed', {}, false],
    ['[F19.08]', 'under TLS 1.0', 'old-protocol', { tls: { minVersion: 'TLSv1', maxVersion: 'TLSv1', ciphers: 'DEFAULT@SECLEVEL=0' } }, true],
  ]; // prettier-ignore

  test.each(cases)('%s %s', async (_id, _what, reason, choices, isKnown) => {
    const server = await secureServer((_request, response) => response.end('secret'), choices);
    const authorities = isKnown ? [server.certificate] : [];
    const failure = await failureOf(fetchFeed(server.url(), { client: { authorities } }));
    expect(failure).toMatchObject({
      code: 'certificate',
      details: { reason, host: `127.0.0.1:${String(server.port)}` },
    });
    // Neither around the check, nor again without encryption.
    expect(server.requests).toEqual([]);
    expect(server.connections).toBe(1);
  });

  test('control: a good one is taken', async () => {
    const server = await secureServer((_request, response) => response.end('news'));
    const client = { authorities: [server.certificate] };
    expect(await textOf(fetchFeed(server.url(), { client }))).toBe('news');
  });

  test('a plain server behind https is a failure of the network, not of a certificate', async () => {
    const server = await feedServer();
    const failure = await failureOf(fetchFeed(server.url('/').replace('http:', 'https:')));
    expect(failure.code).toBe('network');
    expect(server.requests).toEqual([]);
  });
});

describe('HTTP/2', () => {
  const start = async (answer: Parameters<typeof secureServer>[0], headersMs = 15_000) => {
    const server = await secureServer(answer);
    return { server, client: httpClient({ authorities: [server.certificate], headersMs }) };
  };

  test('that says GOAWAY in the middle of an answer is asked again', async () => {
    const { server, client } = await start((request, response) => {
      response.write('beginning ');
      if (server.requests.length > 1) response.end('end');
      else setImmediate(() => request.stream.session?.goaway(0));
    });
    expect(await textOf(client.get(webRequest(server.url())))).toBe('beginning end');
  });

  test('that closes between two requests is connected to anew', async () => {
    const { server, client } = await start((_request, response) => response.end('news'));
    expect(await textOf(client.get(webRequest(server.url())))).toBe('news');
    const session = server.sessions[0];
    const closed = new Promise((resolve) => session?.once('close', resolve));
    session?.close();
    await closed;
    expect(await textOf(client.get(webRequest(server.url())))).toBe('news');
    expect(server.sessions).toHaveLength(2);
  });

  test('that resets a stream of a new connection without an answer is not asked again', async () => {
    const { server, client } = await start((request) => {
      request.stream.close(8);
    });
    const failure = await failureOf(client.get(webRequest(server.url())));
    expect(failure).toMatchObject({ code: 'network', details: { reach: 'asked' } });
    expect(server.requests).toHaveLength(1);
  });

  test('that resets a stream in the middle of a body has cut it', async () => {
    const { server, client } = await start((request, response) => {
      response.write('beginning');
      setImmediate(() => {
        request.stream.close(2);
      });
    });
    expect((await failureOf(client.get(webRequest(server.url())))).code).toBe('incomplete');
  });

  test('that says less than its length has cut it', async () => {
    const { server, client } = await start((_request, response) => {
      response.setHeader('content-length', '100');
      response.end('short');
    });
    const failure = await failureOf(client.get(webRequest(server.url())));
    expect(['incomplete', 'network']).toContain(failure.code);
  });

  test('that says nothing is given up', async () => {
    const { server, client } = await start(() => undefined, 300);
    expect((await failureOf(client.get(webRequest(server.url())))).code).toBe('timeout');
  });

  test('is hung up on when the request is cancelled', async () => {
    const controller = new AbortController();
    let ended = (): void => undefined;
    const aborted = new Promise<void>((resolve) => (ended = resolve));
    const { server, client } = await start((request) => {
      request.stream.on('close', () => {
        ended();
      });
      controller.abort();
    });
    const answer = client.get(webRequest(server.url(), { signal: controller.signal }));
    expect((await failureOf(answer)).code).toBe('cancelled');
    await aborted;
  });

  test('serves several at once', async () => {
    const { server, client } = await start((request, response) => response.end(request.url));
    const paths = Array.from({ length: 12 }, (_, at) => `/${String(at)}`);
    const texts = paths.map((path) => textOf(client.get(webRequest(server.url(path)))));
    expect(await Promise.all(texts)).toEqual(paths);
  });
});

test.each([
  ['a length', 'Content-Length: 6\r\n\r\n<rss/>', true],
  ['chunks', 'Transfer-Encoding: chunked\r\n\r\n6\r\n<rss/>\r\n0\r\n\r\n', true],
  ['the end of the connection', '\r\n<rss/>', false],
])('the end of a body that is marked by %s is told', async (_how, rest, isFramed) => {
  const server = await rawServer((socket) => {
    socket.end(`HTTP/1.1 200 \r\nX-A: b\r\n${rest}`);
  });
  expect((await contentOf(fetchFeed(server.url()))).isFramed).toBe(isFramed);
});

test('a server that hangs up on everybody is asked once', async () => {
  const server = await rawServer((socket) => socket.destroy());
  const failure = await failureOf(fetchFeed(server.url()));
  expect(failure).toMatchObject({ code: 'network', details: { reach: 'asked' } });
  expect(server.heads).toHaveLength(1);
});

test('a server that hangs up on kept connections and on new ones is asked twice and no more', async () => {
  let isOpen = true;
  const server = await rawServer((socket, head) => {
    if (isOpen) saying('news')(socket, head);
    else socket.destroy();
  });
  const client = httpClient();
  expect(await textOf(client.get(webRequest(server.url('/1'))))).toBe('news');
  isOpen = false;
  await nextTurn();
  expect((await failureOf(client.get(webRequest(server.url('/2'))))).code).toBe('network');
  expect(server.heads.map((head) => head.split(' ')[1])).toEqual(['/1', '/2', '/2']);
});
