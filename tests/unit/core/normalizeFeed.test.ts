import { describe, expect, test } from 'vitest';
import { MOST_ENTRIES } from '../../../src/main/core/mostEntries';
import { normalizeFeed } from '../../../src/main/core/normalizeFeed';
import type {
  ParsedArticle,
  ParsedFeed,
  RawEntry,
  RawFeed,
} from '../../../src/main/core/parsedFeed';
import type { KnownArticles } from '../../../src/main/core/ports';
import { rawEntry } from '../../support/rawEntry';

const now = Date.UTC(2026, 10, 24);
const feedUrl = 'https://example.org/feeds/all.xml';
const nothingKnown: KnownArticles = new Map();

/** Every piece of HTML that was read, with the base it was read with. */
const read: [string, string][] = [];
function normalize(
  entries: readonly Partial<RawEntry>[],
  feed: Partial<RawFeed> = {},
  known: KnownArticles = nothingKnown,
): ParsedFeed {
  const raw: RawFeed = {
    id: null,
    title: 'A & B',
    link: null,
    description: null,
    language: null,
    author: null,
    updated: null,
    image: null,
    icon: null,
    hints: { everyMinutes: 60, skipHours: [1], skipDays: [2] },
    isComplete: true,
    entries: entries.map(rawEntry),
    ...feed,
  };
  return normalizeFeed(raw, feedUrl, known, {
    hash: (text) => `hash(${text})`,
    readHtml: (html, base) => {
      read.push([html, base]);
      return { source: html, text: html.replace(/<[^>]*>/g, ''), imageSources: [`${base}#`] };
    },
    textOfHtml: (html) => html.replace(/<[^>]*>/g, '').trim(),
    now,
  });
}
const article = (entry: Partial<RawEntry>): ParsedArticle => normalize([entry]).articles[0]!;

describe('a feed of any format', () => {
  test('says of itself what it is', () => {
    expect(
      normalize([], { link: '/blog', description: '<p>About</p>', language: 'en_US' }),
    ).toEqual({
      title: 'A & B',
      siteUrl: 'https://example.org/blog',
      description: 'About',
      language: 'en-us',
      iconUrl: null,
      hints: { everyMinutes: 60, skipHours: [1], skipDays: [2] },
      isComplete: true,
      total: 0,
      articles: [],
    });
    expect(normalize([], { icon: '/i.ico' }).iconUrl).toBe('https://example.org/i.ico');
    expect(normalize([], { isComplete: false }).isComplete).toBe(false);
  });

  test.each(['javascript:alert(1)', 'ftp://example.org/', 'http://'])(
    'has no site address %s',
    (link) => {
      expect(normalize([], { link }).siteUrl).toBeNull();
    },
  );

  test.each(['English', '', 'x', 'en us', '<b>', '12'])(
    'is in no language called %j',
    (language) => {
      const tag = normalize([], { language }).language;
      expect(tag === null || tag === 'english').toBe(true);
    },
  );

  test('keeps the order of its entries and lists the same entry once', () => {
    const entries = ['b', 'a', 'b'].map((id) => ({ id, title: id }));
    const feed = normalize(entries);
    expect(feed.articles.map(({ title }) => title)).toEqual(['b', 'a']);
    expect(feed.total).toBe(2);
  });
});

describe('of more entries than anybody publishes', () => {
  const dated = (numbers: number[]): Partial<RawEntry>[] =>
    numbers.map((number) => ({
      id: String(number),
      title: String(number),
      published: new Date(Date.UTC(2020, 0, 1) + number * 1000).toISOString(),
    }));
  const oldestFirst = Array.from({ length: MOST_ENTRIES + 5 }, (_, index) => index);
  const ends = ({ articles, total }: ParsedFeed): unknown[] => [
    ...[total, articles.length, articles[0]?.title, articles.at(-1)?.title],
  ];

  test('those at the newer end are read, in the order of the document', () => {
    const newest = String(MOST_ENTRIES + 4);
    const read = [MOST_ENTRIES, MOST_ENTRIES];
    expect(ends(normalize(dated(oldestFirst)))).toEqual([...read, '5', newest]);
    expect(ends(normalize(dated(oldestFirst.toReversed())))).toEqual([...read, newest, '5']);
  });

  test('those that come first are read where dates do not tell', () => {
    const undated = oldestFirst.map((number) => ({ id: String(number), title: String(number) }));
    const last = String(MOST_ENTRIES - 1);
    expect(ends(normalize(undated))).toEqual([MOST_ENTRIES, MOST_ENTRIES, '0', last]);
  });
});

describe('articles that are known', () => {
  const entries = [
    { id: '1', title: 'One', html: 'x' },
    { id: '2', title: 'Two', html: 'y' },
  ];
  const first = normalize(entries);
  const known = new Map(first.articles.map(({ identity, fingerprint }) => [identity, fingerprint]));

  test('are counted, and left out without being read', () => {
    read.length = 0;
    const again = normalize(entries, {}, known);
    expect([again.total, again.articles.length, read.length]).toEqual([2, 0, 0]);
  });

  test('are read again once anything of them changes', () => {
    read.length = 0;
    const changed = [entries[0]!, { ...entries[1]!, html: 'z' }];
    const again = normalize(changed, {}, known);
    expect(again.articles.map(({ title, source }) => [title, source])).toEqual([['Two', 'z']]);
    expect(read).toEqual([['z', feedUrl]]);
  });

  test('do not hide a new one', () => {
    const again = normalize([{ id: '3', title: 'Three' }, ...entries], {}, known);
    expect([again.total, again.articles.map(({ title }) => title)]).toEqual([3, ['Three']]);
  });
});

describe('an entry', () => {
  test('with a relative link has an absolute address', () => {
    expect(article({ link: '../2026/post' }).url).toBe('https://example.org/2026/post');
  });

  test.each([
    'javascript:alert(1)',
    'jav\nascript:alert(1)',
    'data:text/html,x',
    'file:///etc',
    `https://example.org/${'a'.repeat(2048)}`,
  ])('links, comments and files do not lead to %j', (address) => {
    const enclosures = [{ url: address, type: null, length: null }];
    expect(article({ link: address, commentsUrl: address, enclosures })).toMatchObject({
      url: null,
      commentsUrl: null,
      enclosures: [],
    });
  });

  test('has its text’s addresses start at the document', () => {
    read.length = 0;
    normalize([{ link: 'https://other.example/post/', html: 'x' }]);
    expect(read).toEqual([['x', feedUrl]]);
  });

  test('without a title is called by its first words', () => {
    expect(article({ html: '<p>Just a note.</p>' }).title).toBe('Just a note.');
    const { title } = article({ html: 'word '.repeat(60) });
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

  test('is told apart by no more than a long title', () => {
    expect(article({ title: 'a'.repeat(100_000) }).title).toHaveLength(1001);
  });

  test('has an author only when one is named', () => {
    expect(article({ author: '  Ada & Bob ' }).author).toBe('Ada & Bob');
    expect(article({ author: ' ' }).author).toBeNull();
  });

  test('is dated by its publication, else by its update, else not at all', () => {
    const published = '2026-11-01T00:00:00Z';
    const updated = '2026-11-02T00:00:00Z';
    const times = { publishedAt: Date.parse(published), updatedAt: Date.parse(updated) };
    expect(article({ published, updated })).toMatchObject(times);
    expect(article({ updated }).publishedAt).toBe(times.updatedAt);
    expect(article({ published: 'soon', updated }).publishedAt).toBe(times.updatedAt);
    expect(article({})).toMatchObject({ publishedAt: null, updatedAt: null });
  });

  test('has categories as people read them, each once', () => {
    const categories = [
      { term: 'x', label: 'Label' },
      { term: 'Term', label: null },
      { term: 'Term', label: null },
      { term: ' ', label: null },
      ...Array.from({ length: 200 }, (_, index) => ({ term: String(index), label: null })),
    ];
    const read = article({ categories }).categories;
    expect(read.slice(0, 3)).toEqual(['Label', 'Term', '0']);
    expect(read.length).toBeLessThanOrEqual(100);
  });

  test.each([
    [
      { type: 'audio/mpeg', length: '10' },
      { type: 'audio/mpeg', length: 10 },
    ],
    [
      { type: 'Audio/MPEG; codecs="x"', length: '0' },
      { type: 'audio/mpeg', length: null },
    ],
    [
      { type: 'mp3', length: 'unknown' },
      { type: null, length: null },
    ],
    [
      { type: '', length: '-1' },
      { type: null, length: null },
    ],
    [
      { type: null, length: '1.5' },
      { type: null, length: null },
    ],
  ])('has files as they are described: %j', (written, described) => {
    const { enclosures } = article({ enclosures: [{ url: '/a.mp3', ...written }] });
    expect(enclosures).toEqual([{ url: 'https://example.org/a.mp3', ...described }]);
  });

  test.each([
    ['title', { title: 'New' }],
    ['text', { html: '<p>New</p>' }],
    ['link', { link: 'https://example.org/new' }],
    ['author', { author: 'New' }],
    ['date', { published: '2026-11-02T00:00:00Z' }],
    ['update', { updated: '2026-11-02T00:00:00Z' }],
    ['discussion', { commentsUrl: 'https://example.org/c' }],
    ['categories', { categories: [{ term: 'x', label: null }] }],
    ['files', { enclosures: [{ url: 'https://example.org/a', type: null, length: null }] }],
  ])('has another fingerprint once its %s changes', (_what, change) => {
    const entry = { id: 'g', title: 'T', html: 'x', link: 'https://example.org/1', author: 'A' };
    expect(article({ ...entry, ...change }).fingerprint).not.toBe(article(entry).fingerprint);
    expect(article({ ...entry }).fingerprint).toBe(article(entry).fingerprint);
  });
});
