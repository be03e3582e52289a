import { describe, expect, test } from 'vitest';
import { normalizeFeed } from '../../../src/main/core/normalizeFeed';
import type { ParsedArticle, ParsedFeed, RawEntry } from '../../../src/main/core/parsedFeed';
import { rawEntry } from '../../support/rawEntry';

const now = Date.UTC(2026, 10, 24);

const bases: string[] = [];
function normalize(entries: readonly Partial<RawEntry>[], link: string | null = null): ParsedFeed {
  const raw = { title: 'A &amp; B', link, entries: entries.map(rawEntry) };
  return normalizeFeed(raw, 'https://example.org/feeds/all.xml', {
    hash: (text) => `hash(${text})`,
    sanitize: (html, base) => {
      bases.push(base);
      return { html, imageSources: [] };
    },
    now,
  });
}
const article = (entry: Partial<RawEntry>): ParsedArticle => normalize([entry]).articles[0]!;

describe('a feed of any format', () => {
  test('has a plain title and an absolute site address', () => {
    expect(normalize([], '/blog')).toEqual({
      title: 'A & B',
      siteUrl: 'https://example.org/blog',
      articles: [],
    });
  });

  test.each(['javascript:alert(1)', 'ftp://example.org/', 'http://'])(
    'has no site address %s',
    (link) => {
      expect(normalize([], link).siteUrl).toBeNull();
    },
  );

  test('keeps the order of its entries and lists the same entry once', () => {
    const entries = ['b', 'a', 'b'].map((id) => ({ id, title: id }));
    expect(normalize(entries).articles.map(({ title }) => title)).toEqual(['b', 'a']);
  });
});

describe('an entry', () => {
  test('with a relative link has an absolute address', () => {
    expect(article({ link: '../2026/post' }).url).toBe('https://example.org/2026/post');
  });

  test.each(['javascript:alert(1)', 'jav\nascript:alert(1)', 'data:text/html,x', 'file:///etc'])(
    'with the link %j has no address',
    (link) => {
      expect(article({ link }).url).toBeNull();
    },
  );

  test('has its text’s addresses start at its own link, else at the feed', () => {
    bases.length = 0;
    normalize([{ link: 'https://other.example/post/' }, { title: 'no link' }]);
    expect(bases).toEqual(['https://other.example/post/', 'https://example.org/feeds/all.xml']);
  });

  test('without a title is called by its first words', () => {
    expect(article({ html: '<p>Just a note.</p>' }).title).toBe('Just a note.');
    const title = article({ html: 'word '.repeat(60) }).title;
    expect(title).toMatch(/^(word )+word…$/);
    expect(title.length).toBeLessThanOrEqual(81);
  });

  test('without a title is never called by half a character', () => {
    for (const offset of [0, 1]) {
      const { title } = article({ html: 'x'.repeat(offset) + '📰'.repeat(100) });
      expect(title).not.toMatch(/[\ud800-\udfff]/u);
      expect(title.endsWith('📰…')).toBe(true);
    }
  });

  test('with nothing at all is called untitled', () => {
    expect(article({}).title).toBe('Untitled');
  });

  test('has an author only when one is named', () => {
    expect(article({ author: '  Ada &amp; Bob ' }).author).toBe('Ada & Bob');
    expect(article({ author: ' ' }).author).toBeNull();
  });

  test('is dated by its publication, else by its update, else not at all', () => {
    const published = '2026-11-01T00:00:00Z';
    const updated = '2026-11-02T00:00:00Z';
    expect(article({ published, updated }).publishedAt).toBe(Date.parse(published));
    expect(article({ updated }).publishedAt).toBe(Date.parse(updated));
    expect(article({ published: 'soon', updated }).publishedAt).toBe(Date.parse(updated));
    expect(article({}).publishedAt).toBeNull();
  });

  test.each([
    ['title', { title: 'New' }],
    ['text', { html: '<p>New</p>' }],
    ['link', { link: 'https://example.org/new' }],
    ['author', { author: 'New' }],
    ['date', { published: '2026-11-02T00:00:00Z' }],
  ])('has another fingerprint once its %s changes', (_what, change) => {
    const entry = { id: 'g', title: 'T', html: 'x', link: 'https://example.org/1', author: 'A' };
    expect(article({ ...entry, ...change }).fingerprint).not.toBe(article(entry).fingerprint);
    expect(article({ ...entry }).fingerprint).toBe(article(entry).fingerprint);
  });
});
