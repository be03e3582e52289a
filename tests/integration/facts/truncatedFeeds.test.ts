import { brotliCompressSync, gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { items, rss } from '../../support/builders';
import { engine, rawServer } from '../../support/forOneTest';
import { list, refresh, subscribe } from '../engine/reading';

const COUNT = 30;
const newer = Buffer.from(rss([{ guid: 'new', title: 'New' }, ...items(COUNT)]));
const zipped = gzipSync(newer);
const half = (bytes: Uint8Array): Uint8Array => bytes.subarray(0, bytes.byteLength / 2);
const length = (bytes: Uint8Array): string => `Content-Length: ${String(bytes.byteLength)}`;

const answer = (head: string[], body: Uint8Array, version = 'HTTP/1.1'): Buffer =>
  Buffer.concat([Buffer.from(`${[`${version} 200 OK`, ...head].join('\r\n')}\r\n\r\n`), body]);

const OLD = answer(['ETag: "old"', 'Connection: close'], Buffer.from(rss(items(COUNT))));
const TWO = ['ETag: "new"', 'Last-Modified: Tue, 24 Nov 2026 09:00:00 GMT', 'Connection: close'];

describe('a feed that is cut and says 200', () => {
  test.each([
    ['gzip cut in half, with a length that agrees', answer([...TWO, 'Content-Encoding: gzip', length(half(zipped))], half(zipped))],
    ['brotli cut in half', answer([...TWO, 'Content-Encoding: br'], half(brotliCompressSync(newer)))],
    ['an HTTP/1.0 answer that ends with its connection', answer(TWO, newer.subarray(0, 1000), 'HTTP/1.0')],
    ['cut between two articles', answer(TWO, newer.subarray(0, newer.lastIndexOf('<item>')))],
    ['without the last byte', answer(TWO, newer.subarray(0, -1))],
    ['an empty body called gzip', answer([...TWO, 'Content-Encoding: gzip', 'Content-Length: 0'], Buffer.alloc(0))],
    ['an empty body', answer([...TWO, 'Content-Length: 0'], Buffer.alloc(0))],
  ])('[S1.9] %s is incomplete: nothing is lost, nothing is taken for the new version', async (_how, cut) => {
    let bytes = OLD;
    const server = await rawServer((socket) => {
      socket.end(bytes);
    });
    const reader = engine();
    await subscribe(reader, server.url());
    const before = await list(reader);
    expect(before).toHaveLength(COUNT);

    bytes = cut;
    expect(await refresh(reader)).toMatchObject({ failed: 1, added: 0 });
    expect(await list(reader)).toEqual(before);
    const { feeds } = await reader.api['feeds.list']({});
    expect(feeds[0]?.failure).toMatchObject({ code: 'incomplete', count: 1 });

    bytes = answer(TWO, newer);
    expect(await refresh(reader)).toMatchObject({ failed: 0, added: 1 });
    // Both times the old version was named, so the server had no reason to say "not modified".
    for (const head of server.heads.slice(1)) expect(head).toContain('if-none-match: "old"');
    expect(server.heads).toHaveLength(3);
  }); // prettier-ignore
});

test.each([
  ['half of a gzip body', ['Content-Encoding: gzip', length(half(zipped))], half(zipped)],
  ['half of a body that ends with its connection', [], half(newer)],
])('[S1.9] control: %s is a success to Node’s own fetch', async (_what, head, body) => {
  const server = await rawServer((socket) => {
    socket.end(answer([...head, 'Connection: close'], body, head.length > 0 ? undefined : 'HTTP/1.0'));
  });
  const response = await fetch(server.url());
  const text = await response.text();
  expect(response.status).toBe(200);
  expect(text.length).toBeLessThan(newer.byteLength);
  expect(newer.toString()).toContain(text.slice(0, 100));
}); // prettier-ignore
