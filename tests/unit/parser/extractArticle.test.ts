import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { extractArticle, type ExtractedArticle } from '../../../src/main/parser/extractArticle';
import { readPageFacts } from '../../../src/main/parser/pageFacts';
import { textOfHtml } from '../../../src/main/parser/readHtml';
import { fixture, fixturePath } from '../../support/fixtures';

/** The address for which the fixtures say what should come out. */
const URL_OF_PAGES = 'http://fakehost/test/page.html';

function extract(html: string, url = URL_OF_PAGES): ExtractedArticle | null {
  return extractArticle(html, url, readPageFacts(html, url));
}

const wordsOf = (html: string): string[] =>
  textOfHtml(html)
    .toLowerCase()
    .match(/[\p{L}\p{N}]+/gu) ?? [];

/** Words that both have, against those that either has alone: 1 for the same words, 0 for none. */
function agreement(html: string, expected: string): number {
  const found = wordsOf(html);
  const wanted = wordsOf(expected);
  const left = new Map<string, number>();
  for (const word of wanted) left.set(word, (left.get(word) ?? 0) + 1);
  let common = 0;
  for (const word of found) {
    const count = left.get(word) ?? 0;
    if (count > 0) common += 1;
    left.set(word, count - 1);
  }
  return found.length + wanted.length === 0 ? 1 : (2 * common) / (found.length + wanted.length);
}

interface Expected {
  readonly title: string;
  readonly byline: string | null;
  readonly lang: string | null;
}

const pages = readdirSync(fixturePath('readability')).sort();
/** The fixtures are those of a later Readability, which cuts titles elsewhere. */
const TITLES: ReadonlyMap<string, string> = new Map([
  ['mercurial', 'Shared Mutable History — evolve extension for Mercurial'],
  ['title-en-dash', 'Lorem ipsum dolor sit amet – My website'],
]);

describe('the article of a real page', () => {
  test('there are many of them', () => {
    expect(pages.length).toBeGreaterThanOrEqual(75);
  });

  test.each(pages)('%s', (name) => {
    const page = (file: string): string => fixture(`readability/${name}/${file}`).toString();
    const expected = JSON.parse(page('expected-metadata.json')) as Expected;
    const article = extract(page('source.html'));
    expect(wordsOf(page('expected.html')).length, 'words to find').toBeGreaterThan(0);
    const reached = agreement(article?.source ?? '', page('expected.html'));
    expect(reached).toBeGreaterThanOrEqual(0.99);
    const line = (text: string | null | undefined): string => (text ?? '').replace(/\s+/g, ' ').trim(); // prettier-ignore
    expect(article?.title).toBe(TITLES.get(name) ?? line(expected.title));
    expect(line(article?.author)).toBe(line(expected.byline));
    expect(line(article?.language)).toBe(line(expected.lang));
  });
});

const paragraph = `<p>${'A sentence with a comma, and another one. '.repeat(20)}</p>`;

describe('an article', () => {
  test('has absolute addresses, counted from the base of its page', () => {
    const page = (head: string): string =>
      `<html><head>${head}</head><body><article>${paragraph}<p><a href="b?x=1&amp;copy=2">b</a> <img src="/c.png"></p>${paragraph}</article></body></html>`;
    const url = 'https://example.org/a/page';
    expect(extract(page(''), url)?.source).toContain('href="https://example.org/a/b?x=1&amp;copy=2"');
    const based = extract(page('<base href="https://other.example/d/">'), url)?.source;
    expect(based).toContain('href="https://other.example/d/b?x=1&amp;copy=2"');
    expect(based).toContain('src="https://other.example/c.png"');
  }); // prettier-ignore

  test('is found in a piece of HTML without the usual elements around it', () => {
    const article = extract(`<title>A title</title><h2>Heading</h2>${paragraph.repeat(3)}`);
    expect(article?.source).toContain('A sentence with a comma');
  });

  test.each([
    ['an empty page', ''],
    ['a page of nothing but scripts', '<html><body><script>app()</script></body></html>'],
  ])('is not there in %s', (_what, html) => {
    expect(extract(html)).toBeNull();
  });

  test.each([
    ['H39a: of too many elements', '<div><a href=x>link text</a>, <span>a</span></div>'.repeat(40_000)],
    ['H39b: that nests too deep', `${'<div>'.repeat(5000)}${paragraph}${'</div>'.repeat(5000)}`],
    ['that nests without an end', '<div>'.repeat(100_000)],
  ])('is not looked for in a page %s', { timeout: 60_000 }, (_what, body) => {
    const start = performance.now();
    expect(extract(`<html><body>${body}</body></html>`)).toBeNull();
    // One to three seconds; looking took thirteen and more.
    expect(performance.now() - start).toBeLessThan(10_000);
  }); // prettier-ignore
});
