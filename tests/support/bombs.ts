/** Documents and answers made to hang, exhaust or overflow whatever reads them. Small on the wire. */
import { constants, createBrotliCompress, gzipSync, zstdCompressSync } from 'node:zlib';
import type { ServerResponse } from 'node:http';

const GIBIBYTE = 1024 ** 3;
const PIECE = 16 * 1024 * 1024;
const XML = 'application/rss+xml';

/** One way to answer a request for a feed or a page. */
export type Bomb = (response: ServerResponse) => void;

const document = (body: string, before = ''): string =>
  `<?xml version="1.0"?>${before}<rss version="2.0"><channel><title>Bomb</title>${body}</channel></rss>`;
const item = (inner: string): string => `<item><guid>bomb</guid>${inner}</item>`;

function plain(text: string): Bomb {
  const bytes = Buffer.from(text);
  return (response) => {
    response.writeHead(200, { 'content-type': XML, 'content-length': bytes.length }).end(bytes);
  };
}

function coded(coding: string, bytes: Buffer): Bomb {
  return (response) => {
    response.writeHead(200, { 'content-type': XML, 'content-encoding': coding }).end(bytes);
  };
}

/** A gibibyte of zeros, as members or frames one after the other, which both formats allow. */
function repeated(compress: (bytes: Buffer) => Buffer): Buffer {
  const piece = compress(Buffer.alloc(PIECE));
  return Buffer.concat(Array.from({ length: GIBIBYTE / PIECE }, () => piece));
}

/** Brotli has no members, so it is one stream. @returns about a kilobyte */
async function brotliGibibyte(): Promise<Buffer> {
  const stream = createBrotliCompress({ params: { [constants.BROTLI_PARAM_QUALITY]: 1 } });
  const chunks: Buffer[] = [];
  stream.on('data', (chunk: Buffer) => chunks.push(chunk));
  const ended = new Promise((resolve) => stream.once('end', resolve));
  const zeros = Buffer.alloc(PIECE);
  for (let written = 0; written < GIBIBYTE; written += PIECE) {
    await new Promise((resolve) => stream.write(zeros, resolve));
  }
  stream.end();
  await ended;
  return Buffer.concat(chunks);
}

function nestedGzip(times: number): Bomb {
  let bytes = Buffer.from(document(item('<title>Far inside</title>')));
  for (let count = 0; count < times; count += 1) bytes = gzipSync(bytes);
  return coded(Array.from({ length: times }, () => 'gzip').join(', '), bytes);
}

/** H21: each entity is ten of the one before; the last is three thousand million letters. */
function billionLaughs(): string {
  const entities = Array.from({ length: 9 }, (_, index) => {
    const before = `&l${String(index)};`;
    return `<!ENTITY l${String(index + 1)} "${before.repeat(10)}">`;
  });
  const type = `<!DOCTYPE rss [<!ENTITY l0 "lol">${entities.join('')}]>`;
  return document(item('<title>&l9;</title>'), type);
}

/** H22: one entity of 50,000 letters, named 20,000 times. */
function quadratic(types: number): string {
  const type = `<!DOCTYPE rss [<!ENTITY a "${'a'.repeat(50_000)}">]>`;
  return document(item(`<title>${'&a;'.repeat(20_000)}</title>`), type.repeat(types));
}

/** @returns every bomb of protocol A15 that arrives as a feed, by its case */
export async function feedBombs(): Promise<ReadonlyMap<string, { name: string; bomb: Bomb }>> {
  const nested = '<a>'.repeat(100_000) + '</a>'.repeat(100_000);
  const attributes = Array.from({ length: 100_000 }, (_, index) => ` a${String(index)}="1"`);
  const manyItems = Array.from(
    { length: 10_000 },
    (_, index) =>
      `<item><guid>many-${String(index)}</guid><title>Entry ${String(index)}</title><description>${'word '.repeat(150)}</description></item>`,
  );
  return new Map(
    [
      ['1 GiB as gzip', coded('gzip', repeated(gzipSync))],
      ['1 GiB as brotli', coded('br', await brotliGibibyte())],
      ['1 GiB as zstd', coded('zstd', repeated(zstdCompressSync))],
      ['gzip six times over', nestedGzip(6)],
      ['gzip fifty times over', nestedGzip(50)],
      ['H21, a billion laughs', plain(billionLaughs())],
      ['H22a, one long entity often', plain(quadratic(1))],
      ['H22b, the same after a second document type', plain(quadratic(2))],
      [
        'H22c, a million character references',
        plain(document(item(`<title>${'&#65;'.repeat(1_000_000)}</title>`))),
      ],
      ['H24a, elements 100,000 deep', plain(document(nested + item('<title>Deep</title>')))],
      [
        'H24b, a root with 100,000 attributes',
        plain(
          `<rss version="2.0"${attributes.join('')}><channel><title>Bomb</title></channel></rss>`,
        ),
      ],
      [
        'H24c, 300,000 unclosed declarations',
        plain(document(item(`<title>${'<!['.repeat(300_000)}`))),
      ],
      ['H26a, 10,000 entries', plain(document(manyItems.join('')))],
      [
        'H26b, one entry of 9 MB',
        plain(
          document(
            item(
              `<title>Large</title><description><![CDATA[<p>${'long '.repeat(1_800_000)}</p>]]></description>`,
            ),
          ),
        ),
      ],
    ].map(([name, bomb], index) => [
      `A15.${String(index + 1).padStart(2, '0')}`,
      { name: name as string, bomb: bomb as Bomb },
    ]),
  );
}
