/** The hostile documents of the protocols, each read in a real thread with its limits of time and memory. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ParsedFeed } from '../../src/main/core/parsedFeed';
import { ParserPool } from '../../src/main/parser/parserPool';
import { items, rss } from '../support/builders';
import { PARSER_PATH } from '../support/threads';

const context = { url: 'https://example.org/feed', contentType: null };
const nothingKnown = new Map<string, string>();
const channel = (inner: string, prolog = ''): string =>
  `${prolog}<rss version="2.0"><channel><title>T</title>${inner}</channel></rss>`;
const item = (inner: string): string => channel(`<item><guid>1</guid>${inner}</item>`);

let parser: ParserPool;
beforeAll(async () => {
  parser = new ParserPool({ path: PARSER_PATH });
  // The thread's own start is no part of what is measured.
  await read(rss(items(1)));
});
afterAll(() => parser.close());

function read(
  document: string | Uint8Array,
  contentType: string | null = null,
): Promise<ParsedFeed> {
  return parser.parseFeed(Buffer.from(document), { ...context, contentType }, nothingKnown);
}

interface Outcome {
  readonly feed: ParsedFeed | null;
  /** Code of the failure, if it failed. */
  readonly code: unknown;
  readonly milliseconds: number;
}

/** Reads a document, and then an honest one, which must not have suffered. */
async function outcomeOf(document: string | Uint8Array): Promise<Outcome> {
  const start = performance.now();
  const outcome = await read(document).then(
    (feed) => ({ feed, code: null }),
    (error: unknown) => ({ feed: null, code: (error as { code: unknown }).code }),
  );
  const milliseconds = performance.now() - start;
  expect((await read(rss(items(2)))).articles).toHaveLength(2);
  return { ...outcome, milliseconds };
}

const entities = (declarations: string): string => `<!DOCTYPE r [${declarations}]>`;
const laughs = entities(
  `<!ENTITY l0 "lol">${Array.from(
    { length: 9 },
    (_, index) => `<!ENTITY l${String(index + 1)} "${`&l${String(index)};`.repeat(10)}">`,
  ).join('')}`,
);
const long = entities(`<!ENTITY a "${'a'.repeat(50_000)}">`);

describe('entities', () => {
  test('[H21] the billion laughs are refused at once', async () => {
    const document = laughs + item('<title>&l9;</title>');
    expect(document.length).toBeLessThan(2000);
    const { code, milliseconds } = await outcomeOf(document);
    expect(code).toBe('too-large');
    expect(milliseconds).toBeLessThan(1000);
  });

  test('[H22] quadratic blow-up is refused, after a second document type as well, and a million references are read as what they are', async () => {
    const document = item(`<title>${'&a;'.repeat(20_000)}</title>`);
    for (const prolog of [long, `<!DOCTYPE r>${long}`]) {
      const { code, milliseconds } = await outcomeOf(prolog + document);
      expect(code).toBe('too-large');
      expect(milliseconds).toBeLessThan(1000);
    }
    const references = item(`<title>${'&#65;'.repeat(1_000_000)}</title>`);
    const { feed, milliseconds } = await outcomeOf(references);
    expect(feed?.articles[0]?.title).toBe(`${'A'.repeat(1000)}…`);
    expect(milliseconds).toBeLessThan(2000);
  });

  test('[H23] a file or an address in an entity is never opened', async () => {
    for (const target of ['file:///etc/hostname', 'http://127.0.0.1:9/leak']) {
      const prolog = entities(`<!ENTITY x SYSTEM "${target}"><!ENTITY % y SYSTEM "${target}"> %y;`);
      const { feed } = await outcomeOf(prolog + item('<title>&x;</title>'));
      expect(feed?.articles[0]?.title).toBe('&x;');
    }
  });
});

describe('[H24] depth and breadth', () => {
  test.each([
    ['a hundred thousand elements deep', channel('<a>'.repeat(100_000) + '</a>'.repeat(100_000))],
    ['and never closed', `<rss>${'<a>'.repeat(100_000)}`],
    ['and each of another name', channel(Array.from({ length: 100_000 }, (_, index) => `<a${String(index)}>`).join(''))],
    ['a hundred thousand attributes wide', `<rss ${Array.from({ length: 100_000 }, (_, index) => `a${String(index)}="1"`).join(' ')}></rss>`],
    ['of declarations without end', `<rss><channel><title>${'<!['.repeat(300_000)}`],
    ['of comments without end', `<rss><channel>${'<!--'.repeat(300_000)}`],
    ['of CDATA without end', `<rss><channel><item><title>${'<![CDATA['.repeat(300_000)}`],
    ['of document types without end', `<rss>${'<!DOCTYPE['.repeat(300_000)}`],
    ['of JSON lists without end', `{"version":"https://jsonfeed.org/version/1.1","items":${'['.repeat(1_000_000)}`],
  ])('%s is refused within its time', async (_what, document) => {
    const { code, milliseconds } = await outcomeOf(document);
    expect(code).toMatch(/^(?:too-large|incomplete|not-a-feed)$/);
    expect(milliseconds).toBeLessThan(10_000);
  }); // prettier-ignore

  /** Each of these is a feed all the same, and made to be slow in one way or another. */
  const slow: Record<string, string> = {
    quotes: channel(`<a b="c '`.repeat(200_000)),
    'less-than signs': item(`<title>${'<'.repeat(1_000_000)}</title>`),
    'escaped less-than signs': item(`<description>${'&lt;'.repeat(1_000_000)}</description>`),
    'escaped comments': item(`<description>${'&lt;!--'.repeat(300_000)}</description>`),
    'escaped quotes': item(`<description>${'&lt;a b=&quot;'.repeat(200_000)}</description>`),
    'escaped depth': item(`<description>${'&lt;div&gt;'.repeat(100_000)}</description>`),
    'bare depth': item(`<description>${'<div>'.repeat(100_000)}</description>`),
    bases: item(`<description>${'&lt;p xml:base="a/"&gt;'.repeat(50_000)}</description>`),
    blanks: item(`<link>a${' '.repeat(1_000_000)}b</link><img src="a${' '.repeat(1_000_000)}b"/>`),
    'blanks in an address': item(`<description>&lt;img src="a${' '.repeat(1_000_000)}b"&gt;</description>`),
    'a mail address': item(`<author>${'a@'.repeat(500_000)}</author>`),
    'a date': item(`<pubDate>${'1 '.repeat(500_000)}</pubDate>`),
    'a list of pictures': item(`<description>&lt;img srcset="${'a ,'.repeat(300_000)}"&gt;</description>`),
    'a namespace': `<rss xmlns:a="${'/'.repeat(1_000_000)}x"><channel></channel></rss>`,
    categories: item('<category>x</category>'.repeat(100_000)),
    files: item('<enclosure url="https://example.org/1"/>'.repeat(100_000)),
  }; // prettier-ignore
  test.each(Object.entries(slow))('%s cost no more than their length', async (_what, document) => {
    const { feed, milliseconds } = await outcomeOf(document);
    expect(feed).not.toBeNull();
    expect(milliseconds).toBeLessThan(5000);
  });
});

test('[H25] names that objects have already pollute nothing', async () => {
  const names = ['__proto__', 'constructor', 'prototype', 'hasOwnProperty', 'toString'];
  const inner = names.map((name) => `<${name}><polluted>1</polluted></${name}>`).join('');
  const feed = await read(channel(`${inner}<item><guid>hasOwnProperty</guid>${inner}</item>`));
  expect(feed.articles[0]?.identity).toBe('guid:hasOwnProperty');
  const json = `{"version":"https://jsonfeed.org/version/1.1","items":[{"id":"1","__proto__":{"polluted":1}}]}`;
  expect((await read(json)).articles).toHaveLength(1);
  expect({}).not.toHaveProperty('polluted');
});

test('[H26] ten thousand items, and an item of nine megabytes, are read whole', async () => {
  const many = Array.from(
    { length: 10_000 },
    (_, index) =>
      `<item><guid>${String(index)}</guid><description>${'word '.repeat(160)}</description></item>`,
  );
  const large = await outcomeOf(channel(many.join('')));
  expect(large.feed?.articles).toHaveLength(10_000);
  expect(large.milliseconds).toBeLessThan(10_000);
  const words = 'word '.repeat(1_800_000);
  const { feed } = await outcomeOf(item(`<description><![CDATA[${words}]]></description>`));
  expect(feed?.articles[0]).toMatchObject({ wordCount: 1_800_000 });
  expect(feed?.articles[0]?.source).toHaveLength(words.length - 1);
});

test('[H27] a guid that every item has is no identity, and two more items rename none', async () => {
  const same = (numbers: readonly number[]): string =>
    rss(
      numbers.map((number) => ({
        guid: 'dup',
        link: `https://example.org/${String(number)}`,
        title: `Item ${String(number)}`,
      })),
    );
  const first = await read(same([3, 2, 1]));
  expect(first.total).toBe(3);
  const known = new Map(first.articles.map(({ identity, fingerprint }) => [identity, fingerprint]));
  const second = await parser.parseFeed(Buffer.from(same([5, 4, 3, 2, 1])), context, known);
  expect(second.total).toBe(5);
  expect(second.articles.map(({ title }) => title)).toEqual(['Item 5', 'Item 4']);
});

describe('[H28] a charset that lies', () => {
  const title = (text: string, encoding: string | null): string => {
    const declaration = encoding === null ? '' : `<?xml version="1.0" encoding="${encoding}"?>`;
    return `${declaration}${item(`<title>${text}</title>`)}`;
  };
  const titleOf = async (bytes: Uint8Array, contentType: string | null): Promise<string> =>
    (await read(bytes, contentType)).articles[0]?.title ?? '';
  const latin = (text: string): Buffer => Buffer.from(text, 'latin1');

  test.each([
    ['UTF-8 called latin-1', Buffer.from(title('é新', 'iso-8859-1')), null, 'é新'],
    ['windows-1252 called UTF-8', latin(title('\x93q\x94', 'utf-8')), null, '“q”'],
    ['UTF-16 called UTF-8', Buffer.from(`\ufeff${title('é新', 'utf-8')}`, 'utf16le'), 'text/xml; charset=utf-8', 'é新'],
    ['UTF-7, which is refused', latin(title('+ADw-b+AD4-', 'utf-7')), null, '+ADw-b+AD4-'],
    ['KOI8-R called nothing', latin(title('\xf0\xd2', null)), null, 'ðÒ'],
  ])('%s: no exception, and no markup out of nothing', async (_what, bytes, contentType, text) => {
    expect(await titleOf(bytes, contentType)).toBe(text);
  }); // prettier-ignore
});
