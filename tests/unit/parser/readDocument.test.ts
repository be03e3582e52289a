import { describe, expect, test } from 'vitest';
import type { ParsedFeed } from '../../../src/main/core/parsedFeed';
import { looksLikePage } from '../../../src/main/parser/findFeedLinks';
import { readDocument } from '../../../src/main/parser/readDocument';
import { items, rss } from '../../support/builders';
import { fixture } from '../../support/fixtures';

const context = { url: 'https://example.org/feed', contentType: null };
const parse = (document: string | Uint8Array): Promise<ParsedFeed> =>
  readDocument({ kind: 'feed', bytes: Buffer.from(document), context }) as Promise<ParsedFeed>;

const atom = `<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>A</title>
  <entry><id>1</id><title type="xhtml"><div>A <b>bold</b> title</div></title>
  <content type="xhtml"><div>one <b>two</b></div></content></entry></feed>`;

describe('a document that ends too early', () => {
  test.each([
    ['RSS', rss(items(3), 'Cut &amp; dried')],
    ['RSS with CDATA', rss([{ guid: '1', description: '<![CDATA[<p>a & b</p>]]>' }])],
    ['Atom with XHTML', atom],
  ])('%s, cut after any byte: incomplete, and never taken for whole', async (_what, whole) => {
    expect((await parse(whole)).articles.length).toBeGreaterThan(0);
    for (let length = 0; length < whole.length; length += 1) {
      const cut = parse(whole.slice(0, length));
      await expect(cut, `cut after ${String(length)}`).rejects.toMatchObject({
        code: 'incomplete',
      });
    }
  });
});

describe('a document', () => {
  test('is judged by its root element, not by the HTML inside its articles', async () => {
    const page = '<![CDATA[<!DOCTYPE html><html><head></head><body><p>x</p></body></html>]]>';
    expect((await parse(rss([{ guid: '1', description: page }]))).articles[0]?.html).toBe(
      '<p>x</p>',
    );
    await expect(parse('<!DOCTYPE html><html><body>x</body></html>')).rejects.toMatchObject({
      code: 'not-a-feed',
    });
  });

  test.each([
    ['<!doctype html><title>x</title>', true],
    ['\n<HTML lang="en">', true],
    ['<!-- made by <rss> -->\n<html>', true],
    ['<?xml version="1.0"?><!DOCTYPE html PUBLIC "x" "y"><html>', true],
    ['<body>', true],
    ['<rss version="2.0"><channel><description>&lt;html></description>', false],
    ['<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><subtitle><body>', false],
    ['<rdf:RDF xmlns="http://purl.org/rss/1.0/"><head>', false],
    ['<header>', false],
    ['plain text', false],
  ])('%j is a page: %s', (text, isPage) => {
    expect(looksLikePage(text)).toBe(isPage);
  });

  test('with an XHTML title is titled by its text', async () => {
    expect((await parse(atom)).articles[0]).toMatchObject({
      title: 'A bold title',
      excerpt: 'one two',
    });
  });

  test('has none of its entities expanded', async () => {
    const feed = await parse(`<!DOCTYPE r [<!ENTITY l0 "lol"><!ENTITY l1 "&l0;&l0;&l0;&l0;">
      <!ENTITY file SYSTEM "file:///etc/hostname">]>${rss([{ guid: '1', title: '&l1; &file;' }])}`);
    expect(feed.articles[0]?.title).toBe('&l1; &file;');
  });
});

describe('real feeds', () => {
  interface RealFeed {
    readonly file: string;
    readonly format: string;
    /** What feedparser reads in it; missing where that was not recorded. */
    readonly ref?: { readonly entries: readonly { readonly title: string | null }[] };
  }
  const feeds = (JSON.parse(fixture('cases/realworld.json').toString()) as RealFeed[]).filter(
    ({ file }) => !file.endsWith('.json'),
  );

  test('there are more than a hundred of them', () => {
    expect(feeds.length).toBeGreaterThan(100);
  });

  test.each(
    feeds.map(({ file, ref }) => [file.split('/').slice(-2).join('/'), file, ref] as const),
  )('%s: has all its articles, each with an identity and a title', async (_name, file, ref) => {
    const { articles } = await parse(fixture(file));
    // Two items without any difference are one article.
    const expected = new Set(ref?.entries.map((entry) => JSON.stringify(entry)));
    if (ref !== undefined) expect(articles.length).toBe(expected.size);
    expect(new Set(articles.map(({ identity }) => identity)).size).toBe(articles.length);
    for (const { title, excerpt, url } of articles) {
      expect(title).not.toBe('');
      expect(excerpt.length).toBeLessThanOrEqual(241);
      if (url !== null) expect(url).toMatch(/^https?:/);
    }
  });
});
