import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import type { Purpose } from '../../../src/main/core/ports';
import { MAX_BYTES } from '../../../src/main/fetch/httpClient';
import { feedServer, rawServer } from '../../support/forOneTest';
import { contentOf, failureOf, fetchFeed } from './fetchFeed';
import { timed } from './servers';

const MEBIBYTE = 1024 * 1024;

async function served(body: Uint8Array): Promise<string> {
  const server = await feedServer();
  server.serve('/', body);
  return server.url('/');
}

describe('an answer', () => {
  test('[F15.01] of one byte less than 15 MiB is taken', async () => {
    const body = Buffer.alloc(15 * MEBIBYTE - 1, 'a');
    expect((await contentOf(fetchFeed(await served(body)))).bytes.byteLength).toBe(body.byteLength);
  });

  test('[F15.02] of one byte more is refused', async () => {
    const url = await served(Buffer.alloc(15 * MEBIBYTE + 1, 'a'));
    expect((await failureOf(fetchFeed(url))).code).toBe('too-large');
  });

  test('[F15.03] whose length is a lie is cut, refused at once, or read as far as it says', async () => {
    const claiming = async (length: number, body: string): Promise<string> => {
      const server = await rawServer((socket) => {
        socket.write(`HTTP/1.1 200 OK\r\nContent-Length: ${String(length)}\r\n\r\n${body}`);
        // The huge one stays open: it must not be waited for.
        if (length < MEBIBYTE) socket.end();
      });
      return server.url();
    };
    expect((await failureOf(fetchFeed(await claiming(100, 'short')))).code).toBe('incomplete');
    const { result, took } = await timed(failureOf(fetchFeed(await claiming(1e12, 'short'))));
    expect(result.code).toBe('too-large');
    expect(took).toBeLessThan(5000);
    const { bytes } = await contentOf(fetchFeed(await claiming(5, 'short and more')));
    expect(new TextDecoder().decode(bytes)).toBe('short');
  });

  test('[F15.04] with 200 KB of headers is refused', async () => {
    const server = await rawServer((socket) => {
      const headers = Array.from(
        { length: 200 },
        (_, at) => `X-${String(at)}: ${'a'.repeat(1000)}`,
      );
      socket.end(`HTTP/1.1 200 OK\r\n${headers.join('\r\n')}\r\nContent-Length: 0\r\n\r\n`);
    });
    expect((await failureOf(fetchFeed(server.url()))).code).toBe('too-large');
  });

  test('[F15.05] of one GiB in one MB of gzip is stopped early and cheaply', async () => {
    // Members of gzip may follow one another (RFC 1952, section 2.2).
    const member = gzipSync(Buffer.alloc(16 * MEBIBYTE));
    const bomb = Buffer.concat(Array<Buffer>(64).fill(member));
    const server = await feedServer();
    server.serve('/', bomb, { extra: { 'content-encoding': 'gzip' } });
    const before = process.memoryUsage().rss;
    const { result, took } = await timed(failureOf(fetchFeed(server.url('/'))));
    expect(result.code).toBe('too-large');
    expect(process.memoryUsage().rss - before).toBeLessThan(100 * MEBIBYTE);
    expect(took).toBeLessThan(5000);
  });

  test.each<[Purpose, number]>([
    ['page', 15 * MEBIBYTE],
    ['image', 10 * MEBIBYTE],
    ['icon', MEBIBYTE],
  ])('for a %s has a limit of its own', async (purpose, limit) => {
    expect(MAX_BYTES[purpose]).toBe(limit);
    const fits = await served(Buffer.alloc(limit, 'a'));
    await contentOf(fetchFeed(fits, { purpose }));
    const overflows = await served(Buffer.alloc(limit + 1, 'a'));
    expect((await failureOf(fetchFeed(overflows, { purpose }))).code).toBe('too-large');
  });
});
