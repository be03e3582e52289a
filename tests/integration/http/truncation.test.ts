import { brotliCompressSync, gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { items, rss } from '../../support/builders';
import { rawServer } from '../../support/forOneTest';
import { failureOf, fetchFeed, textOf } from './fetchFeed';

const whole = Buffer.from(rss(items(50)));
const zipped = gzipSync(whole);

/** Sends a head and as much of a body as is there, and then hangs up. */
async function sending(head: string[], body: Uint8Array): Promise<string> {
  const server = await rawServer((socket) => {
    socket.write(`${['HTTP/1.1 200 OK', ...head].join('\r\n')}\r\n\r\n`);
    socket.end(body);
  });
  return server.url();
}

const half = (body: Uint8Array): Uint8Array => body.subarray(0, body.byteLength / 2);
const length = (body: Uint8Array): string => `Content-Length: ${String(body.byteLength)}`;
const chunk = (body: Uint8Array): Buffer =>
  Buffer.concat([Buffer.from(`${body.byteLength.toString(16)}\r\n`), body, Buffer.from('\r\n')]);

describe('a whole body is taken, however it ends', () => {
  test.each([
    ['by its length', [length(whole)], whole],
    ['by its last chunk', ['Transfer-Encoding: chunked'], Buffer.concat([chunk(whole), Buffer.from('0\r\n\r\n')])],
    ['by the end of the connection', ['Connection: close'], whole],
    ['by the end of the connection, compressed', ['Connection: close', 'Content-Encoding: gzip'], zipped],
  ])('%s', async (_how, head, body) => {
    expect(await textOf(fetchFeed(await sending(head, body)))).toBe(whole.toString());
  }); // prettier-ignore
});

describe('a body that is cut is never taken for whole', () => {
  test.each([
    ['short of its length', [length(whole)], half(whole)],
    ['without its last chunk', ['Transfer-Encoding: chunked'], chunk(half(whole))],
    ['in the middle of a chunk', ['Transfer-Encoding: chunked'], half(chunk(whole))],
    ['gzip cut in half, with a length that agrees', [length(half(zipped)), 'Content-Encoding: gzip'], half(zipped)],
    ['gzip without its check sum', [length(zipped.subarray(0, -8)), 'Content-Encoding: gzip'], zipped.subarray(0, -8)],
    ['gzip with a wrong check sum', ['Connection: close', 'Content-Encoding: gzip'], Buffer.concat([zipped.subarray(0, -8), Buffer.alloc(8)])],
    ['gzip cut at the end of the connection', ['Connection: close', 'Content-Encoding: gzip'], half(zipped)],
    ['brotli cut in half', ['Connection: close', 'Content-Encoding: br'], half(brotliCompressSync(whole))],
    ['short of its length, compressed', [length(zipped), 'Content-Encoding: gzip'], half(zipped)],
    ['nothing at all, called gzip', ['Content-Length: 0', 'Content-Encoding: gzip'], Buffer.alloc(0)],
  ])('%s', async (_how, head, body) => {
    const failure = await failureOf(fetchFeed(await sending(head, body)));
    expect(['incomplete', 'network']).toContain(failure.code);
  }); // prettier-ignore
});

describe('a connection that breaks', () => {
  test.each([
    ['before an answer', ''],
    ['within the head', 'HTTP/1.1 200 OK\r\nContent-Ty'],
    ['by saying something else', 'SSH-2.0-OpenSSH_9.9\r\n'],
  ])('%s is a failure of the network', async (_when, sent) => {
    const server = await rawServer((socket) => {
      socket.end(sent);
    });
    const { code, details } = await failureOf(fetchFeed(server.url()));
    expect(code).toBe('network');
    expect(details?.host).toBe(`127.0.0.1:${String(server.port)}`);
  });

  test('before it is made is one as well', async () => {
    const server = await rawServer(() => undefined);
    const address = server.url();
    await server.kill();
    expect((await failureOf(fetchFeed(address))).code).toBe('network');
  });
});
