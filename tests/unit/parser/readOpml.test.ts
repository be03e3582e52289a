import { describe, expect, test } from 'vitest';
import { flattenOutlines, type OutlinedFeed } from '../../../src/main/core/opml';
import { singleLine } from '../../../src/main/core/plainText';
import { decodeBody } from '../../../src/main/parser/decodeBody';
import { readOpml } from '../../../src/main/parser/readOpml';
import { fixture } from '../../support/fixtures';

const flatten = (text: string): OutlinedFeed[] => flattenOutlines(readOpml(text).outlines);
const read = (body: string): OutlinedFeed[] =>
  flatten(`<opml version="2.0"><body>${body}</body></opml>`);

describe('an OPML file', () => {
  test('keeps folders inside folders', () => {
    const feeds = read(`<outline text="News"><outline text="Local">
      <outline xmlUrl="https://a.example/f" text="A"/></outline>
      <outline xmlUrl="https://b.example/f" text="B"/></outline>
      <outline xmlUrl="https://c.example/f" text="C"/>`);
    expect(feeds).toEqual([
      { url: 'https://a.example/f', title: 'A', path: ['News', 'Local'] },
      { url: 'https://b.example/f', title: 'B', path: ['News'] },
      { url: 'https://c.example/f', title: 'C', path: [] },
    ]);
  });

  test.each(['xmlUrl', 'xmlurl', 'XMLURL', 'xmlURL'])('may write %s as it likes', (name) => {
    expect(read(`<outline ${name}=" https://a.example/f "/>`)[0]?.url).toBe('https://a.example/f');
  });

  test('names a feed by its text, else its title, else not at all', () => {
    const url = 'xmlUrl="https://a.example/f"';
    expect(read(`<outline ${url} title="T" text="t"/>`)[0]?.title).toBe('t');
    expect(read(`<outline ${url} title="T" text=" "/>`)[0]?.title).toBe('T');
    expect(read(`<outline ${url} text="A &amp;amp; B"/>`)[0]?.title).toBe('A & B');
    expect(read(`<outline ${url}/>`)[0]?.title).toBeNull();
  });

  test('may hold bare ampersands and end early', () => {
    const text = '<opml><body><outline text="A & B"><outline xmlUrl="https://a.example/?x=1&y=2">';
    expect(flatten(text)).toEqual([
      { url: 'https://a.example/?x=1&y=2', title: null, path: ['A & B'] },
    ]);
  });

  test('that says the same line twice in one folder has one feed, and two elsewhere', () => {
    const line = '<outline text="A" xmlUrl="https://a.example/f"/>';
    const other = '<outline text="B" xmlUrl="https://a.example/f"/>';
    expect(read(`${line}${line}${other}<outline text="F">${line}</outline>`)).toHaveLength(3);
  });

  test('has a title, and the page behind each feed', () => {
    const document = readOpml(`<opml><head><title> My &amp; list </title></head><body>
      <outline title="A" xmlUrl="https://a.example/f" htmlUrl=" https://a.example/ "/>
      <outline xmlUrl="https://b.example/f"><title>no</title></outline></body></opml>`);
    expect(document.title).toBe('My & list');
    expect(document.outlines).toMatchObject([
      { siteUrl: 'https://a.example/' },
      { siteUrl: null, title: null },
    ]);
  });

  test('with a folder without a name puts its feeds one level up', () => {
    expect(read('<outline><outline xmlUrl="https://a.example/f"/></outline>')[0]?.path).toEqual([]);
  });

  test('nested twenty thousand deep ends in twenty folders', () => {
    const depth = 20_000;
    const text = `${'<outline text="x">'.repeat(depth)}<outline xmlUrl="https://a.example/f"/>`;
    expect(read(text)[0]?.path).toHaveLength(20);
  });

  test('does not expand entities of its own making', () => {
    const text = `<!DOCTYPE opml [<!ENTITY a "b">]><opml><body>
      <outline text="&a;" xmlUrl="https://a.example/f"/></body></opml>`;
    expect(flatten(text)[0]?.title).toBe('&a;');
  });

  test.each([
    ['nothing', ''],
    ['a web page', '<!DOCTYPE html><html><body>Sign in</body></html>'],
    ['a feed', '<rss><channel><title>x</title></channel></rss>'],
    ['JSON', '{"feeds": []}'],
  ])('is not %s', (_what, text) => {
    expect(() => readOpml(text)).toThrow(
      expect.objectContaining({ code: 'invalid-input' }) as Error,
    );
  });
});

interface OpmlCase {
  readonly id: string;
  readonly file: string;
  readonly asserts: readonly {
    readonly op: string;
    readonly value: unknown;
    readonly index?: number;
    readonly key?: string;
  }[];
}

const JUDGED_ELSEWHERE = [
  // Names an untitled feed by its site; the import names it by its host.
  'miniflux/opml/TestParseOpmlWithEmptyTitleAndEmptySiteURL',
  // Has no outline: refused, so that choosing a wrong file is noticed.
  'opmlparser/test/opml/no-outlines.opml',
];

describe('every OPML file of the collection has its feeds found', () => {
  const cases = (JSON.parse(fixture('cases/opml.json').toString()) as OpmlCase[]).filter(
    ({ id }) => !JUDGED_ELSEWHERE.includes(id),
  );

  test('there are more than a hundred', () => {
    expect(cases.length).toBeGreaterThan(100);
  });

  test.each(cases.map(({ id, file, asserts }) => [id, file, asserts] as const))(
    '%s',
    (_id, file, asserts) => {
      const feeds = flatten(decodeBody(fixture(file), null));
      for (const { op, value, index = 0, key } of asserts) {
        const feed = feeds[index];
        if (op === 'count') expect(feeds).toHaveLength(value as number);
        if (op === 'atleast') expect(feeds.length).toBeGreaterThanOrEqual(value as number);
        if (op === 'urls') expect(feeds.map(({ url }) => url)).toEqual(value);
        if (op === 'feed' && key === 'url') expect(feed?.url).toBe(value);
        if (op === 'titles') {
          const titles = (value as string[]).map(singleLine);
          expect(feeds.map(({ title }) => title ?? '')).toEqual(titles);
        }
        if (op === 'feed' && key === 'title') expect(feed?.title).toBe(value);
        if (op === 'leaf') expect(feed?.path.at(-1)).toBe(value);
      }
    },
  );
});
