/** A news article as a Blogger page and a Blogger feed give it, with all that themes leave around it. */
import { describe, expect, test } from 'vitest';
import type { ParsedArticle, ParsedFeed } from '../../../src/main/core/parsedFeed';
import { readDocument } from '../../../src/main/parser/readDocument';
import { readFullText } from '../../../src/main/parser/readFullText';
import { textOfHtml } from '../../../src/main/parser/readHtml';
import { sanitizeHtml } from '../../../src/main/parser/sanitizeHtml';
import { fixture } from '../../support/fixtures';

const BASE = 'https://desk.example';
const ADDRESS = `${BASE}/2025/05/article.html`;

interface Expected {
  readonly title: string;
  readonly published: string;
  readonly author: string;
  readonly categories: readonly string[];
  readonly headings: readonly string[];
  readonly paragraphs: readonly string[];
  readonly mustNotContain: readonly string[];
  readonly mustNotRequest: readonly string[];
}

const read = (name: string): string =>
  fixture(`seed/${name}`).toString('utf8').replaceAll('{BASE}', BASE);
const expected = JSON.parse(read('expected.json')) as Expected;
const page = Buffer.from(read('page.html'));

/** The text of every element of these names, in order. */
const textsOf = (html: string, names: string): string[] =>
  [...html.matchAll(new RegExp(`<(${names})>(.*?)</\\1>`, 'gs'))]
    .map(([, , content = '']) => textOfHtml(content))
    .filter((text) => text !== '');

function expectArticle(source: string): void {
  const html = sanitizeHtml(source, ADDRESS);
  expect(textsOf(html, 'p')).toEqual(expected.paragraphs);
  expect(textsOf(html, 'h2|h3|h4')).toEqual(expected.headings);
  for (const residue of [...expected.mustNotContain, ...expected.mustNotRequest]) {
    expect(html).not.toContain(residue);
  }
  const pictures = [...html.matchAll(/<img[^>]* src="([^"]*)"/g)].map(([, address]) => address);
  expect(pictures).toEqual([`${BASE}/2025/05/media/square.png`]);
}

const facts = {
  title: expected.title,
  author: expected.author,
  publishedAt: Date.parse(expected.published),
};

describe('the article of a Blogger theme', () => {
  test('as a page that is saved', async () => {
    const context = { url: ADDRESS, contentType: 'text/html; charset=UTF-8' };
    const article = (await readDocument({ kind: 'page', bytes: page, context })) as ParsedArticle;
    expect(article).toMatchObject(facts);
    expectArticle(article.source);
  });

  test('as the full text of a feed that gives less', () => {
    const { source } = readFullText(page, { url: ADDRESS, contentType: 'text/html' });
    expectArticle(source);
  });

  test('as an entry of its feed', async () => {
    const bytes = Buffer.from(read('posts.atom.xml'));
    const context = { url: `${BASE}/feeds/posts/default`, contentType: 'application/atom+xml' };
    const feed = await readDocument({ kind: 'feed', bytes, context, known: new Map() });
    const [article, ...others] = (feed as ParsedFeed).articles;
    expect(others).toEqual([]);
    expect(article).toMatchObject({ ...facts, url: ADDRESS, categories: expected.categories });
    expectArticle(article?.source ?? '');
  });
});
