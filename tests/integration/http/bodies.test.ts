import {
  brotliCompressSync,
  deflateRawSync,
  deflateSync,
  gzipSync,
  zstdCompressSync,
} from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { MAX_BYTES } from '../../../src/main/fetch/httpClient';
import { items, rss } from '../../support/builders';
import { feedServer, rawServer } from '../../support/forOneTest';
import { contentOf, failureOf, fetchFeed, refusalOf, textOf } from './fetchFeed';

const MAX_BODY_BYTES = MAX_BYTES.feed;
const text = rss(items(20), 'Grüße 新聞');
const plain = Buffer.from(text);

async function served(body: Uint8Array, encoding?: string): Promise<string> {
  const server = await feedServer();
  server.serve(
    '/',
    body,
    encoding === undefined ? {} : { extra: { 'content-encoding': encoding } },
  );
  return server.url('/');
}

describe('a compressed body comes out as it went in', () => {
  test.each([
    ['not at all', plain, undefined],
    ['identity', plain, 'identity'],
    ['gzip', gzipSync(plain), 'gzip'],
    ['gzip under its old name', gzipSync(plain), 'x-gzip'],
    ['gzip in capitals', gzipSync(plain), 'GZIP'],
    ['gzip in two members', Buffer.concat([gzipSync(plain.subarray(0, 99)), gzipSync(plain.subarray(99))]), 'gzip'],
    ['brotli', brotliCompressSync(plain), 'br'],
    ['deflate', deflateSync(plain), 'deflate'],
    ['deflate without its frame', deflateRawSync(plain), 'deflate'],
    ['zstd', zstdCompressSync(plain), 'zstd'],
    ['zstd and then gzip', gzipSync(zstdCompressSync(plain)), 'zstd, gzip'],
    ['gzip and then brotli', brotliCompressSync(gzipSync(plain)), 'gzip, br'],
  ])('%s', async (_how, body, encoding) => {
    expect(await textOf(fetchFeed(await served(body, encoding)))).toBe(text);
  }); // prettier-ignore

  test('in many small chunks', async () => {
    const server = await feedServer();
    server.on('/', (_request, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' });
      for (const byte of gzipSync(plain)) response.write(Uint8Array.of(byte));
      response.end();
    });
    expect(await textOf(fetchFeed(server.url('/')))).toBe(text);
  });
});

describe('a body that cannot be read is a failure', () => {
  test.each([
    ['a coding that nobody knows', gzipSync(plain), 'klingon', 'network'],
    ['three codings on top of one another', gzipSync(gzipSync(gzipSync(plain))), 'gzip, gzip, gzip', 'network'],
    ['fifty codings', plain, Array(50).fill('gzip').join(', '), 'network'],
    ['plain text that calls itself zstd', plain, 'zstd', 'incomplete'],
    ['plain text that calls itself gzip', plain, 'gzip', 'incomplete'],
    ['plain text that calls itself brotli', plain, 'br', 'incomplete'],
  ])('%s', async (_what, body, encoding, code) => {
    expect((await failureOf(fetchFeed(await served(body, encoding)))).code).toBe(code);
  }); // prettier-ignore
});

test.each(['klingon', 'gzip, gzip, gzip'])(
  'an answer in the coding %s is not read: the client hangs up',
  async (coding) => {
    let hungUp = (): void => undefined;
    const closed = new Promise<void>((resolve) => (hungUp = resolve));
    const server = await rawServer((socket) => {
      socket.on('close', () => {
        hungUp();
      });
      socket.write(`HTTP/1.1 200 OK\r\nContent-Encoding: ${coding}\r\n\r\nbeginning`);
    });
    expect((await failureOf(fetchFeed(server.url()))).code).toBe('network');
    await closed;
  },
);

describe('the size limit', () => {
  test('takes a body of exactly the limit', async () => {
    const { bytes } = await contentOf(fetchFeed(await served(Buffer.alloc(MAX_BODY_BYTES, 'a'))));
    expect(bytes.byteLength).toBe(MAX_BODY_BYTES);
  });

  test('refuses one byte more', async () => {
    const url = await served(Buffer.alloc(MAX_BODY_BYTES + 1, 'a'));
    expect((await failureOf(fetchFeed(url))).code).toBe('too-large');
  });

  test.each([
    ['gzip', gzipSync],
    ['br', brotliCompressSync],
    ['zstd', zstdCompressSync],
  ])('stops a bomb of 64 megabytes in %s early and cheaply', async (encoding, compress) => {
    const bomb = compress(Buffer.alloc(64 * 1024 * 1024));
    expect(bomb.byteLength).toBeLessThan(100_000);
    const url = await served(bomb, encoding);
    const before = process.memoryUsage();
    expect((await failureOf(fetchFeed(url))).code).toBe('too-large');
    const after = process.memoryUsage();
    // Without the limit it would be 64 MB and more, kept in array buffers.
    const growth = after.arrayBuffers - before.arrayBuffers;
    expect(growth).toBeLessThan(2 * MAX_BODY_BYTES);
  });

  test('stops an endless body', async () => {
    const server = await rawServer((socket) => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n');
      const chunk = Buffer.alloc(64 * 1024, 'a');
      const pour = (): void => {
        while (!socket.destroyed && socket.write(chunk));
      };
      socket.on('drain', pour);
      pour();
    });
    expect((await failureOf(fetchFeed(server.url()))).code).toBe('too-large');
  });

  test.each([
    ['an error page', '404 Not Found', 404],
    ['the page of a redirect', '302 Found\r\nLocation: /end', 410],
  ])('ends the reading of %s, which nobody wants', async (_what, status, seen) => {
    const server = await rawServer((socket, head) => {
      socket.write(`HTTP/1.1 ${head.startsWith('GET /end') ? '410 Gone' : status}\r\n\r\n`);
      const chunk = Buffer.alloc(64 * 1024, 'a');
      const pour = (): void => {
        while (!socket.destroyed && socket.write(chunk));
      };
      socket.on('drain', pour);
      pour();
    });
    expect((await refusalOf(fetchFeed(server.url()))).facts.status).toBe(seen);
  });

  test('holds for headers too', async () => {
    const server = await rawServer((socket) => {
      socket.end(`HTTP/1.1 200 OK\r\nX-Long: ${'a'.repeat(200_000)}\r\nContent-Length: 0\r\n\r\n`);
    });
    expect((await failureOf(fetchFeed(server.url()))).code).toBe('too-large');
  });
});
