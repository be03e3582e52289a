import { describe, expect, test } from 'vitest';
import { articleIdentities, formerIdentities } from '../../../src/main/core/articleIdentity';
import type { RawEntry } from '../../../src/main/core/parsedFeed';
import { rawEntry } from '../../support/rawEntry';

const identities = (...entries: Partial<RawEntry>[]): string[] =>
  articleIdentities(entries.map(rawEntry), (text) => `hash(${text})`);
const identity = (entry: Partial<RawEntry>): string => identities(entry)[0]!;

describe('what makes two sightings the same article', () => {
  test('is the guid, whatever happens to title, link, text and dates', () => {
    const before = identity({ id: 'g', link: 'a', title: 'A', html: 'x', published: '2026-01-01' });
    const after = identity({ id: 'g', link: 'b', title: 'B', html: 'y', published: '2026-02-02' });
    expect(after).toBe(before);
  });

  test('is the guid without the white space around and inside it', () => {
    expect(identity({ id: '\n  tag:a,b \n' })).toBe(identity({ id: 'tag:a,b' }));
  });

  test('is the link when there is no guid, or an empty one', () => {
    const before = identity({ link: 'https://example.org/1', title: 'A' });
    expect(identity({ id: '  ', link: 'https://example.org/1', title: 'B' })).toBe(before);
  });

  test('is title and text when there is neither guid nor link', () => {
    const before = identity({ title: 'A', html: 'x' });
    expect(identity({ title: 'A', html: 'x', published: '2026-01-01' })).toBe(before);
    expect(identity({ title: 'A', html: 'y' })).not.toBe(before);
    expect(identity({ title: 'B', html: 'x' })).not.toBe(before);
  });

  test('never confuses a guid with a link or a text of the same letters', () => {
    const keys = [{ id: 'x' }, { link: 'x' }, { title: 'x' }].map(identity);
    expect(new Set(keys).size).toBe(3);
  });

  test('an entry with nothing at all has an identity too', () => {
    expect(identity({})).not.toBe('');
  });

  test.each(['hasOwnProperty', '__proto__', 'constructor', 'toString'])(
    'the guid %s is a guid like any other',
    (id) => {
      expect(identities({ id }, { id: 'other' })).toEqual([`guid:${id}`, 'guid:other']);
    },
  );
});

describe('a publisher who repeats one guid on every item', () => {
  const repeated = (...numbers: number[]): Partial<RawEntry>[] =>
    numbers.map((number) => ({ id: 'dup', link: `https://example.org/${String(number)}` }));

  test('has as many articles as links', () => {
    expect(new Set(identities(...repeated(1, 2, 3))).size).toBe(3);
  });

  test('and puts new items on top: no known article gets another identity', () => {
    const before = identities(...repeated(2, 1));
    const after = identities(...repeated(4, 3, 2, 1));
    expect(after.slice(2)).toEqual(before);
    expect(new Set(after).size).toBe(4);
  });

  test('does not change the identity of items with a guid of their own', () => {
    const [own] = identities({ id: 'own' }, ...repeated(1, 2));
    expect(own).toBe(identity({ id: 'own' }));
  });

  test('and one link too: titles tell the articles apart', () => {
    const same = { id: 'dup', link: 'https://example.org/' };
    const before = identities({ ...same, title: 'Two' }, { ...same, title: 'One' });
    const after = identities(
      { ...same, title: 'Three' },
      { ...same, title: 'Two' },
      { ...same, title: 'One' },
    );
    expect(new Set(after).size).toBe(3);
    expect(after.slice(1)).toEqual(before);
  });

  test('on untitled items: their texts tell the articles apart', () => {
    const same = { id: 'dup', link: 'https://example.org/' };
    expect(new Set(identities({ ...same, html: 'a' }, { ...same, html: 'b' })).size).toBe(2);
  });

  test('without any link: titles tell the articles apart', () => {
    expect(new Set(identities({ id: 'dup', title: 'One' }, { id: 'dup', title: 'Two' })).size).toBe(
      2,
    );
  });
});

test('an item that a document lists twice keeps the identity it has alone', () => {
  const entry = { id: 'g', link: 'https://example.org/1', title: 'One' };
  expect(identities(entry, entry)).toEqual([identity(entry), identity(entry)]);
});

test('items without a guid that all link to one page are told apart by their titles', () => {
  const link = 'https://example.org/changes';
  const before = identities({ link, title: '1.1' }, { link, title: '1.0' });
  const after = identities({ link, title: '1.2' }, { link, title: '1.1' }, { link, title: '1.0' });
  expect(new Set(after).size).toBe(3);
  expect(after.slice(1)).toEqual(before);
});

describe('entries that share guid, link and title, or link and title', () => {
  const alert = (change: Partial<RawEntry>): Partial<RawEntry> => ({
    ...{ link: 'https://example.org/', title: 'Alert', ...change },
  });

  test.each([
    ['without a guid', {}],
    ['of one guid', { id: 'dup' }],
  ])('%s are told apart by their dates, and stay so when their texts change', (_name, given) => {
    const day = (published: string, html: string): Partial<RawEntry> =>
      alert({ ...given, published, html });
    const before = identities(day('3', 'c'), day('2', 'b'), day('1', 'a'));
    expect(new Set(before).size).toBe(3);
    const after = identities(day('4', 'd'), day('3', 'c, edited'), day('2', 'b'), day('1', 'a'));
    expect(after.slice(1)).toEqual(before);
    expect(new Set(after).size).toBe(4);
  });

  test.each([
    ['without a guid', {}],
    ['of one guid', { id: 'dup' }],
  ])('%s and without dates are told apart by their texts', (_name, given) => {
    const before = identities(alert({ ...given, html: 'b' }), alert({ ...given, html: 'a' }));
    const after = identities(...['c', 'b', 'a'].map((html) => alert({ ...given, html })));
    expect(new Set(after).size).toBe(3);
    expect(after.slice(1)).toEqual(before);
  });

  test('and the date too are told apart by their texts where no guid says they are one', () => {
    const same = { published: '2026-11-24' };
    expect(new Set(identities(alert({ ...same, html: 'a' }), alert({ ...same, html: 'b' }))).size).toBe(2); // prettier-ignore
  });

  test('and the date too are revisions of one entry where a guid says so', () => {
    const revision = (updated: string): Partial<RawEntry> =>
      alert({ id: 'urn:1', published: '2026-11-24', updated, html: updated });
    const [first, second] = identities(revision('2026-11-26'), revision('2026-11-25'));
    expect(first).toBe(second);
  });
});

describe('a feed that was, or was not, ambiguous before', () => {
  const hash = (text: string): string => `hash(${text})`;
  const known = (...identities: string[]): Map<string, string> =>
    new Map(identities.map((identity) => [identity, 'fingerprint']));
  const item = (number: number): RawEntry =>
    rawEntry({ id: 'dup', link: `https://example.org/${String(number)}`, title: 'Same' });
  const keyOf = (number: number): string => `guid:dup|https://example.org/${String(number)}`;

  test('keeps the longer key of an article that is alone now', () => {
    expect(articleIdentities([item(1)], hash, known(keyOf(1), keyOf(2)))).toEqual([keyOf(1)]);
  });

  test('does not give the short key of a vanished article to one with a key of its own', () => {
    expect(articleIdentities([item(2)], hash, known('guid:dup', keyOf(2)))).toEqual([keyOf(2)]);
  });

  test('gives each item of a document that holds only one a key of its own', () => {
    const all = known(keyOf(1), keyOf(2));
    for (const number of [3, 4, 5]) {
      const [key] = articleIdentities([item(number)], hash, all);
      expect(key).toBe(keyOf(number));
      all.set(key!, 'fingerprint');
    }
  });

  test('does not give the short key to a new item where another had it', () => {
    const all = known('guid:dup', keyOf(2));
    expect(articleIdentities([item(3)], hash, all)).toEqual([keyOf(3)]);
    expect(formerIdentities([item(3)], [keyOf(3)], hash, all)).toEqual([['guid:dup']]);
  });

  test('whose links were repeated too gives the next item a key with its title', () => {
    const titled = (title: string): RawEntry => rawEntry({ ...item(1), title });
    const all = known(...articleIdentities([titled('B'), titled('A')], hash));
    expect(articleIdentities([titled('C')], hash, all)).toEqual([`${keyOf(1)}|hash(C)`]);
  });

  test('is not remembered of other guids that begin alike', () => {
    const all = known(keyOf(1), keyOf(2), 'guid:dup2', 'guid:du');
    for (const id of ['dup2', 'du', 'd', 'dup3', 'e']) {
      expect(articleIdentities([rawEntry({ id })], hash, all)).toEqual([`guid:${id}`]);
    }
  });

  test('keeps a key with words where the link alone would do now', () => {
    const twin = rawEntry({ id: 'dup', link: 'https://example.org/1', title: 'Other' });
    const before = articleIdentities([item(1), twin], hash);
    const after = articleIdentities([item(1), item(2)], hash, known(...before));
    expect(after).toEqual([before[0], keyOf(2)]);
  });

  test('control: without what is known, the short key is given again', () => {
    expect(articleIdentities([item(1)], hash)).toEqual(['guid:dup']);
    expect(articleIdentities([item(1)], hash, known('guid:other'))).toEqual(['guid:dup']);
  });

  test('names the short key as what each of the ambiguous ones may have been', () => {
    const entries = [item(2), item(1)];
    const now = articleIdentities(entries, hash, known('guid:dup'));
    expect(now).toEqual([keyOf(2), keyOf(1)]);
    expect(formerIdentities(entries, now, hash, known('guid:dup'))).toEqual([
      ['guid:dup'],
      ['guid:dup'],
    ]);
  });
});

describe('the identities that an unknown article may have had', () => {
  const hash = (text: string): string => `hash(${text})`;
  const former = (entries: RawEntry[], ...known: string[]): (readonly string[])[] => {
    const map = new Map(known.map((identity) => [identity, '']));
    return formerIdentities(entries, articleIdentities(entries, hash, map), hash, map);
  };

  test('are those of the same address', () => {
    const entry = rawEntry({ id: 'https://example.org/1' });
    expect(former([entry], 'guid:http://www.example.org/1/', 'guid:2')).toEqual([
      ['guid:http://www.example.org/1/'],
    ]);
  });

  test('are those of the same address before those that share only its path', () => {
    const entry = rawEntry({ id: 'https://example.org/1' });
    const planet = Array.from({ length: 20 }, (_, n) => `guid:http://site${String(n)}.example/1`);
    expect(former([entry], ...planet, 'guid:http://example.org/1')).toEqual([
      ['guid:http://example.org/1'],
    ]);
  });

  test('are none where one path is that of many', () => {
    const sites = (domain: string, count: number): string[] =>
      Array.from({ length: count }, (_, n) => `http://site${String(n)}.${domain}/feed`);
    const found = (before: number, after: number): number =>
      former(
        sites('new', after).map((id) => rawEntry({ id })),
        ...sites('old', before).map((id) => `guid:${id}`),
      ).flat().length;
    expect([found(1, 1), found(2, 3), found(9, 1), found(1, 9)]).toEqual([1, 6, 0, 0]);
    // Each with each would be 100 million.
    expect(found(10_000, 10_000)).toBe(0);
  });

  test('are none for an article that is known', () => {
    const entry = rawEntry({ id: 'https://example.org/1' });
    expect(former([entry], 'guid:https://example.org/1', 'guid:http://example.org/1')).toEqual([
      [],
    ]);
  });

  test('never are those that the document lists itself', () => {
    const entries = [
      rawEntry({ id: 'https://example.org/1' }),
      rawEntry({ id: 'http://example.org/1' }),
    ];
    expect(former(entries, 'guid:http://example.org/1')).toEqual([[], []]);
  });

  test('may have been a link where there is a guid now, and the other way round', () => {
    const link = 'https://example.org/1';
    expect(former([rawEntry({ id: link })], `link:${link}`)).toEqual([[`link:${link}`]]);
    expect(former([rawEntry({ link })], `guid:${link}`)).toEqual([[`guid:${link}`]]);
  });

  test('are none in a feed of which nothing is known', () => {
    expect(former([rawEntry({ id: 'https://example.org/1' })])).toEqual([[]]);
  });
});
