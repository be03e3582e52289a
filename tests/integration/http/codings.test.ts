import { brotliCompressSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { items, rss } from '../../support/builders';
import { feedServer } from '../../support/forOneTest';
import { contentOf, failureOf, fetchFeed, textOf } from './fetchFeed';

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

describe('zstd of several frames', () => {
  const frames = [plain.subarray(0, 700), Buffer.alloc(0), plain.subarray(700)].map((piece) => zstdCompressSync(piece)); // prettier-ignore
  /** RFC 8878, section 3.1.2. */
  const skippable = Buffer.from([0x50, 0x2a, 0x4d, 0x18, 3, 0, 0, 0, 1, 2, 3]);
  const get = async (...pieces: Buffer[]) => {
    const server = await feedServer();
    server.serve('/', Buffer.concat(pieces), { extra: { 'content-encoding': 'zstd' } });
    return fetchFeed(server.url('/'));
  };

  test('is read to its end', async () => {
    expect(await textOf(get(...frames))).toBe(text);
    expect(await textOf(get(skippable, ...frames, skippable))).toBe(text);
  });

  test.each([
    ['cut in the second', [...frames.slice(0, 2), frames[2]!.subarray(0, -3)]],
    ['followed by something else', [...frames, Buffer.from('<rss/>')]],
    ['of too many, each nothing', Array.from({ length: 1001 }, () => frames[1]!)],
  ])('%s is never half taken', async (_how, pieces) => {
    expect((await failureOf(get(...pieces))).code).toBe('incomplete');
  });

  test('is limited over all of them', async () => {
    const half = zstdCompressSync(Buffer.alloc(8 * 1024 * 1024));
    expect((await failureOf(get(half, half))).code).toBe('too-large');
    const whole = zstdCompressSync(Buffer.alloc(15 * 1024 * 1024));
    expect((await contentOf(get(whole, frames[1]!))).bytes.byteLength).toBe(15 * 1024 * 1024);
    expect((await failureOf(get(whole, zstdCompressSync(Buffer.from('x'))))).code).toBe('too-large'); // prettier-ignore
  });
});

describe('a coding that is none', () => {
  const utf16 = Buffer.from(`\ufeff${text}`, 'utf16le');
  const get = async (coding: string, body: Uint8Array) => {
    const server = await feedServer();
    server.serve('/', body, { extra: { 'content-encoding': coding } });
    return fetchFeed(server.url('/'));
  };

  test.each([
    ['none', plain, plain],
    ['utf-8', Buffer.from('\ufeff \n{"items":[]}'), Buffer.from('\ufeff \n{"items":[]}')],
    ['binary', utf16, utf16],
    ['gzip, none', gzipSync(plain), plain],
  ])('%s is passed over where markup or JSON is behind it', async (coding, body, expected) => {
    const { bytes } = await contentOf(get(coding, body));
    expect(Buffer.from(bytes).equals(expected)).toBe(true);
  });

  test.each([
    ['none', gzipSync(plain)],
    ['compress', Buffer.from([0x1f, 0x9d, 0x90])],
    ['utf-8', Buffer.alloc(0)],
    ['gzip, aes', Buffer.from(plain)],
  ])('%s is a failure where there is anything else', async (coding, body) => {
    const failure = await failureOf(get(coding, body));
    expect(['network', 'incomplete']).toContain(failure.code);
    expect(failure.details).toMatchObject({ reach: 'answered' });
  });

  test('more than two are none that anybody needs', async () => {
    expect((await failureOf(get('none, none, none', plain))).code).toBe('network');
  });
});
