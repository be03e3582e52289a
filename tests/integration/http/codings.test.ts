import { brotliCompressSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { items, rss } from '../../support/builders';
import { feedServer } from '../../support/forOneTest';
import { contentOf, fetchFeed } from './fetchFeed';

const text = rss(items(20), 'Grüße 新聞');
const plain = Buffer.from(text);

test.each([
  ['[F12.01]', 'gzip', gzipSync(plain), 'gzip'],
  ['[F12.02]', 'brotli', brotliCompressSync(plain), 'br'],
  ['[F12.03]', 'zstd', zstdCompressSync(plain), 'zstd'],
  ['[F12.04]', 'deflate', deflateSync(plain), 'deflate'],
  ['[F12.05]', 'no coding at all', plain, 'identity'],
  ['[F12.06]', 'gzip within gzip', gzipSync(gzipSync(plain)), 'gzip, gzip'],
])('%s %s gives the same bytes', async (_id, _coding, body, encoding) => {
  const server = await feedServer();
  server.serve('/', body, { extra: { 'content-encoding': encoding } });
  const { bytes, facts } = await contentOf(fetchFeed(server.url('/')));
  expect(new TextDecoder().decode(bytes)).toBe(text);
  expect(facts.bytes).toBe(body.byteLength);
  // Sent to a thread, bytes that share their memory would take strangers along.
  expect(bytes.buffer.byteLength).toBe(bytes.byteLength);
});
