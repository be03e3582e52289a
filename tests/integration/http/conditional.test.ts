import { describe, expect, test } from 'vitest';
import { rawServer } from '../../support/forOneTest';
import { headerLines, type RawServer } from '../../support/rawServer';
import { contentOf, fetchFeed } from './fetchFeed';

const answering = (...headers: string[]): Promise<RawServer> =>
  rawServer((socket) => {
    const lines = ['HTTP/1.1 200 OK', 'Content-Length: 2', ...headers, '', 'ok'];
    socket.end(Buffer.from(lines.join('\r\n'), 'latin1'));
  });

/** What the second request says, after the first was answered with these header lines. */
async function secondRequest(...headers: string[]): Promise<Map<string, string>> {
  const server = await answering(...headers);
  const { validators } = (await contentOf(fetchFeed(server.url()))).facts;
  await fetchFeed(server.url(), { validators });
  return new Map(headerLines(server.heads[1] ?? ''));
}

describe('an ETag goes back byte for byte', () => {
  test.each([
    ['strong', '"abc123"'],
    ['weak', 'W/"abc123"'],
    ['unquoted', 'abc123'],
    ['with spaces', '"a b  c"'],
    ['empty', '""'],
    ['with quotes and backslashes inside', '"a\\"b"'],
    ['with the mark of compression', '"abc-gzip"'],
    ['in latin-1', '"caf\xe9 \xff"'],
    ['in UTF-8', `"${Buffer.from('新聞').toString('latin1')}"`],
    ['of two kilobytes', `"${'x'.repeat(2048)}"`],
  ])('%s', async (_kind, etag) => {
    const second = await secondRequest(`ETag: ${etag}`);
    expect(second.get('if-none-match')).toBe(etag);
    expect(second.has('if-modified-since')).toBe(false);
  });
});

describe('a Last-Modified goes back byte for byte', () => {
  test.each([
    ['Fri, 20 Nov 2026 10:00:00 GMT'],
    ['Friday, 20-Nov-26 10:00:00 GMT'],
    ['Fri Nov 20 10:00:00 2026'],
    ['Tue, 19 Jan 2038 03:14:08 GMT'],
    ['fri, 20 nov 2026 10:00:00 +0100'],
    ['yesterday'],
  ])('%s', async (lastModified) => {
    const second = await secondRequest(`Last-Modified: ${lastModified}`);
    expect(second.get('if-modified-since')).toBe(lastModified);
    expect(second.has('if-none-match')).toBe(false);
  });
});

test('both go back together', async () => {
  const second = await secondRequest('ETag: "e"', 'Last-Modified: Fri, 20 Nov 2026 10:00:00 GMT');
  expect(second.get('if-none-match')).toBe('"e"');
  expect(second.get('if-modified-since')).toBe('Fri, 20 Nov 2026 10:00:00 GMT');
});

test('without either the next request is unconditional', async () => {
  const second = await secondRequest();
  expect([...second.keys()].filter((name) => name.startsWith('if-'))).toEqual([]);
});

test('304 says that nothing changed, and hands back no bytes', async () => {
  const server = await rawServer((socket) => {
    socket.end('HTTP/1.1 304 Not Modified\r\nETag: "e"\r\n\r\n');
  });
  const answer = await fetchFeed(server.url(), { validators: { etag: '"e"' } });
  expect(answer).toMatchObject({ kind: 'not-modified', facts: { validators: { etag: '"e"' } } });
  expect(answer).not.toHaveProperty('bytes');
});

test('content comes with its type and its address', async () => {
  const server = await answering('Content-Type: application/rss+xml; charset=koi8-r');
  expect(await fetchFeed(server.url('/feed?a=1'))).toMatchObject({
    kind: 'content',
    contentType: 'application/rss+xml; charset=koi8-r',
    facts: {
      url: server.url('/feed?a=1'),
      permanentUrl: server.url('/feed?a=1'),
      validators: { etag: null, lastModified: null },
      bytes: 2,
    },
  });
});
