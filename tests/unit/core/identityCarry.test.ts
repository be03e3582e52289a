import { describe, expect, test } from 'vitest';
import {
  carryByAlias,
  carryByContent,
  type Renaming,
  type StoredSighting,
} from '../../../src/main/core/identityCarry';
import type { ArticleId } from '../../../src/shared/model';

interface Seen {
  readonly identity: string;
  readonly url?: string | null;
  readonly title?: string;
  readonly publishedAt?: number | null;
  readonly excerpt?: string;
  readonly wordCount?: number;
}
type Newcomer = Parameters<typeof carryByAlias>[0][number];

const stored = (...seen: Seen[]): StoredSighting[] =>
  seen.map((each, index) => ({
    id: (index + 1) as ArticleId,
    ...{ url: null, title: '', publishedAt: null, excerpt: '', wordCount: 0, ...each },
  }));
const newcomers = (...seen: (Seen & { formerly?: string[] })[]): Newcomer[] =>
  seen.map((each) => ({
    ...{
      formerly: [],
      url: null,
      title: '',
      publishedAt: null,
      excerpt: '',
      wordCount: 0,
      ...each,
    },
  }));
const names = (renamings: Renaming[]): [number, string][] =>
  renamings.map(({ id, identity }): [number, string] => [id, identity]).sort();

const http = 'guid:http://example.org/1';
const https = 'guid:https://example.org/1';

describe('an article with a like guid', () => {
  const carried = (before: Partial<Seen>, after: Partial<Seen>): [number, string][] =>
    names(
      carryByAlias(
        newcomers({ identity: https, formerly: [http], ...after }),
        stored({ identity: http, ...before }),
      ),
    );

  test('is the same with the same title', () => {
    const [before, after] = [{ url: 'https://a/1' }, { url: 'https://a/2' }];
    expect(carried({ ...before, title: 'A' }, { ...after, title: 'A' })).toEqual([[1, https]]);
  });

  test('is the same with the same link', () => {
    const url = 'https://example.org/1';
    expect(carried({ url, title: 'A' }, { url, title: 'B' })).toEqual([[1, https]]);
  });

  test.each([
    ['neither', { url: 'https://a/1', title: 'A' }, { url: 'https://a/2', title: 'B' }],
    ['no title and no link', {}, {}],
    ['the same date only', { title: 'A', publishedAt: 5 }, { title: 'B', publishedAt: 5 }],
  ])('is new with %s', (_name, before, after) => {
    expect(carried(before, after)).toEqual([]);
  });

  test('is not proved by its link where the identity is the link', () => {
    const url = 'https://example.org/1';
    const after = newcomers({ identity: `link:${url}`, formerly: [https], url, title: 'B' });
    expect(carryByAlias(after, stored({ identity: https, url, title: 'A' }))).toEqual([]);
  });

  test('on another host is the same with the same title and date', () => {
    const identity = 'guid:https://new.example/1';
    const after = { identity, formerly: [https], title: 'Hello world!', publishedAt: 5 };
    const before = { identity: https, title: 'Hello world!' };
    const both = (publishedAt: number): Renaming[] =>
      carryByAlias(newcomers(after), stored({ ...before, publishedAt }));
    expect(both(5)).toHaveLength(1);
    expect(both(6)).toEqual([]);
  });

  test('on another host without a date is the same when several moved together', () => {
    const moved = (count: number): Renaming[] => {
      const numbers = Array.from({ length: count }, (_, index) => String(index));
      const before = numbers.map((n) => ({ identity: `guid:https://old.example/${n}`, title: n }));
      const after = numbers.map((n, index) => ({
        identity: `guid:https://new.example/${n}`,
        formerly: [before[index]!.identity],
        title: n,
      }));
      return carryByAlias(newcomers(...after), stored(...before));
    };
    expect([moved(1), moved(2), moved(3)].map(({ length }) => length)).toEqual([0, 0, 3]);
  });
});

describe('what two articles claim', () => {
  const claims = (...seen: Partial<Seen>[]): Newcomer[] =>
    newcomers(
      ...seen.map((each, index) => ({
        identity: `guid:http${'s'.repeat(index)}://www.example.org/1`,
        formerly: [https],
        ...each,
      })),
    );

  test('goes to the one with more in common', () => {
    const before = stored({ identity: https, url: 'https://a/1', title: 'A' });
    const [, second] = claims({ title: 'A' }, { title: 'A', url: 'https://a/1' });
    expect(carryByAlias([claims({ title: 'A' })[0]!, second!], before)).toEqual([
      { id: 1, identity: second!.identity },
    ]);
  });

  test('goes to neither when both have as much', () => {
    const before = stored({ identity: https, title: 'A' });
    expect(carryByAlias(claims({ title: 'A' }, { title: 'A' }), before)).toEqual([]);
  });
});

describe('a guid that turns out to be repeated', () => {
  const link = (number: number): string => `https://example.org/${String(number)}`;
  const long = (number: number, title: string): Seen & { formerly: string[] } => ({
    identity: `guid:dup|${link(number)}`,
    formerly: ['guid:dup'],
    url: link(number),
    title,
  });

  test('stays with the article of the same link', () => {
    const before = stored({ identity: 'guid:dup', url: link(1), title: 'Update' });
    const after = newcomers(long(2, 'Update'), long(1, 'Update'));
    expect(names(carryByAlias(after, before))).toEqual([[1, `guid:dup|${link(1)}`]]);
  });

  test('is nobody’s when the article of that link is gone, whatever the titles', () => {
    const before = stored({ identity: 'guid:dup', url: link(1), title: 'Update' });
    expect(carryByAlias(newcomers(long(3, 'Other'), long(2, 'Update')), before)).toEqual([]);
  });

  test('and whose links are equal too stays with the same title', () => {
    const before = stored({ identity: 'guid:dup', url: link(1), title: 'A' });
    const twin = (title: string): Seen & { formerly: string[] } => ({
      ...long(1, title),
      identity: `guid:dup|${link(1)}|${title}`,
    });
    expect(names(carryByAlias(newcomers(twin('B'), twin('A')), before))).toEqual([
      [1, `guid:dup|${link(1)}|A`],
    ]);
    expect(carryByAlias(newcomers(twin('B'), twin('C')), before)).toEqual([]);
  });
});

describe('a guid, and an address, that turn out to be of several days', () => {
  const daily = (publishedAt: number | null): Seen => ({
    identity: `guid:dup|https://example.org/daily|title|${String(publishedAt)}`,
    ...{ url: 'https://example.org/daily', title: 'Daily', publishedAt },
  });
  const before = stored({ ...daily(5), identity: 'guid:dup' });
  const carried = (...days: (number | null)[]): [number, string][] => {
    const after = days.map((day) => ({ ...daily(day), formerly: ['guid:dup'] }));
    return names(carryByAlias(newcomers(...after), before));
  };

  test('stay with the article of the same date', () => {
    expect(carried(6, 5)).toEqual([[1, daily(5).identity]]);
  });

  test('are nobody’s of another date, even if it is alone', () => {
    expect(carried(7, 6)).toEqual([]);
    expect(carried(6)).toEqual([]);
  });

  test('go to one without a date, as titles and addresses decide then', () => {
    expect(carried(null)).toHaveLength(1);
  });
});

describe('when all guids are new, an article is the same', () => {
  const one = { url: 'https://example.org/1', title: 'One', publishedAt: 1000 };
  const text = { excerpt: 'Some words.', wordCount: 2 };
  const carried = (before: Partial<Seen>, after: Partial<Seen>): number =>
    carryByContent(
      newcomers({ identity: 'guid:new', ...one, ...after }),
      stored({ identity: 'guid:old', ...one, ...before }),
    ).length;

  test.each([
    ['title, link and date', {}, {}],
    [
      'title, link and text, undated',
      { publishedAt: null, ...text },
      { publishedAt: null, ...text },
    ],
    [
      'title and link, undated, where the link was its identity',
      { identity: 'link:https://example.org/1', publishedAt: null },
      { publishedAt: null },
    ],
    ['title and a link like it', {}, { url: 'http://www.example.org/1/?utm_source=x' }],
    ['title and date', {}, { url: 'https://example.org/moved/1' }],
    ['link and date', {}, { title: 'Renamed' }],
  ])('by the same %s', (_name, before, after) => {
    expect(carried(before, after)).toBe(1);
  });

  test.each([
    ['title', {}, { url: 'https://example.org/2', publishedAt: 2000 }],
    ['link', {}, { title: 'Two', publishedAt: 2000 }],
    ['date', {}, { title: 'Two', url: 'https://example.org/2' }],
    ['title and link, at another date', {}, { publishedAt: 2000 }],
    ['title and link, at another date, with the same text', text, { publishedAt: 2000, ...text }],
    ['title and link, undated, of a word of the day', { publishedAt: null, ...text }, { publishedAt: null, ...text, excerpt: 'Other words.' }],
    ['title and link, undated, with a longer text', { publishedAt: null, ...text }, { publishedAt: null, ...text, wordCount: 3 }],
    ['title and link, undated and without a text', { publishedAt: null }, { publishedAt: null }],
    ['title, undated and without a link', { url: null, publishedAt: null }, { url: null, publishedAt: null }],
  ])('but never by the %s alone', (_name, before, after) => {
    expect(carried(before, after)).toBe(0);
  }); // prettier-ignore

  test('and by title and link at other dates when several agree', () => {
    const several = (count: number): number => {
      const numbers = Array.from({ length: count }, (_, index) => index);
      const seen = (kind: string, publishedAt: number): Seen[] =>
        numbers.map((n) => ({
          identity: `guid:${kind}${String(n)}`,
          url: `https://example.org/${String(n)}`,
          title: `Title ${String(n)}`,
          publishedAt,
        }));
      return carryByContent(newcomers(...seen('new', 2)), stored(...seen('old', 1))).length;
    };
    expect([several(1), several(2), several(3)]).toEqual([0, 0, 3]);
  });

  test('never by an address that all articles share', () => {
    const url = 'https://example.org/status';
    const outage = (identity: string): Seen => ({ identity, url, title: 'Outage' });
    const before = stored(outage('guid:1'), outage('guid:2'), outage('guid:3'));
    const after = newcomers(outage('guid:4'), outage('guid:5'), outage('guid:6'));
    expect(carryByContent(after, before)).toEqual([]);
  });

  test('by title and date where few share them, and not where many do', () => {
    const shared = (count: number): number => {
      const seen = (kind: string): Seen[] =>
        Array.from({ length: count }, (_, index) => ({
          identity: `guid:${kind}${String(index)}`,
          // One of them has its address as a witness, which leaves the others one fewer.
          ...{ url: index === 0 ? 'https://example.org/own' : null, title: 'One', publishedAt: 1 },
        }));
      return carryByContent(newcomers(...seen('new')), stored(...seen('old'))).length;
    };
    expect([shared(1), shared(2), shared(3), shared(9)]).toEqual([1, 2, 1, 1]);
  });

  test.each([
    ['one title', { title: 'x' }],
    ['one title and date', { title: 'x', publishedAt: 1 }],
    ['one address', { url: 'https://example.org/' }],
    ['one of each', { title: 'x', publishedAt: 1, url: 'https://example.org/' }],
  ])('and twenty thousand articles of %s are compared in no time', (_name, all) => {
    // Comparing each with each would be 400 million claims, more than fit into memory.
    const seen = (kind: string): Seen[] =>
      Array.from({ length: 20_000 }, (_, index) => ({
        ...{ identity: `guid:${kind}${String(index)}`, ...all },
      }));
    expect(carryByContent(newcomers(...seen('new')), stored(...seen('old')))).toEqual([]);
  });
});
