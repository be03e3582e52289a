import { describe, expect, test } from 'vitest';
import { parseSearch } from '../../../src/main/core/searchQuery';
import type { SearchTerm } from '../../../src/shared/search';

type Text = Extract<SearchTerm, { kind: 'text' }>;
const word = (text: string, change: Partial<Text> = {}): Text => ({
  ...{ kind: 'text', text, isPhrase: false, isBeginning: false, field: 'any', isExcluded: false },
  ...change,
});
const isExcluded = false;
const day = (year: number, month: number, date: number): number =>
  new Date(year, month - 1, date).getTime();

const understood: [typed: string, clauses: SearchTerm[][]][] = [
  ['coffee ', [[word('coffee')]]],
  ['coff', [[word('coff', { isBeginning: true })]]],
  ['flat whi', [[word('flat')], [word('whi', { isBeginning: true })]]],
  ['"flat white"', [[word('flat white', { isPhrase: true })]]],
  ['"flat whi', [[word('flat whi', { isPhrase: true, isBeginning: true })]]],
  ['“flat white” x ', [[word('flat white', { isPhrase: true })], [word('x')]]],
  ['tea -milk', [[word('tea')], [word('milk', { isExcluded: true })]]],
  ['tea -"oat milk" ', [[word('tea')], [word('oat milk', { isPhrase: true, isExcluded: true })]]],
  ['tea OR coffee cup ', [[word('tea'), word('coffee')], [word('cup')]]],
  ['tea OR coffee OR water ', [[word('tea'), word('coffee'), word('water')]]],
  ['tea or coffee ', [[word('tea')], [word('or')], [word('coffee')]]],
  ['OR tea ', [[word('OR')], [word('tea')]]],
  ['tea OR ', [[word('tea')]]],
  ['title:beans author:"A. B." tag:x ', [[word('beans', { field: 'title' })], [word('A. B.', { field: 'author', isPhrase: true })], [word('x', { field: 'tag' })]]],
  ['TITLE:beans ', [[word('beans', { field: 'title' })]]],
  ['feed:"the roast" -folder:news', [[{ kind: 'feed', name: 'the roast', isExcluded }], [{ kind: 'folder', name: 'news', isExcluded: true }]]],
  ['is:unread is:Read -is:bookmarked', [[{ kind: 'state', state: 'unread', isExcluded }], [{ kind: 'state', state: 'read', isExcluded }], [{ kind: 'state', state: 'bookmarked', isExcluded: true }]]],
  ['has:image OR has:audio', [[{ kind: 'has', what: 'image', isExcluded }, { kind: 'has', what: 'audio', isExcluded }]]],
  ['before:2026-02-03 after:2026-02 after:2026', [[{ kind: 'before', at: day(2026, 2, 3), isExcluded }], [{ kind: 'after', at: day(2026, 2, 1), isExcluded }], [{ kind: 'after', at: day(2026, 1, 1), isExcluded }]]],
  // What is no operator, or no value of one, is part of the words.
  ['re:invent ', [[word('re:invent')]]],
  ['is:nothing ', [[word('is:nothing')]]],
  ['before:2026-02-30 ', [[word('before:2026-02-30')]]],
  ['after:0099 ', [[word('after:0099')]]],
  ['https://example.org/a ', [[word('https://example.org/a')]]],
  ['C++ ', [[word('C++')]]],
  // Still being typed, or nothing at all.
  ['tea feed:', [[word('tea')]]],
  ['tea -', [[word('tea')]]],
  ['tea "', [[word('tea')]]],
  ['tea !!! ', [[word('tea')]]],
  ['a\u0000b ', [[word('a')], [word('b')]]],
  ['\ue000f1 x ', [[word('f1')], [word('x')]]],
]; // prettier-ignore

describe('a search', () => {
  test.each(understood)('%j is understood', (typed, clauses) => {
    expect(parseSearch(typed)).toEqual(clauses);
  });

  test.each(['', '   ', '!!!', '"', '""', '-', 'feed:', 'feed:""', '\ue000', '☃', '-feed:'])(
    '%j asks for nothing',
    (typed) => {
      expect(parseSearch(typed)).toBeNull();
    },
  );

  test('of a thousand terms hears the first fifty', () => {
    expect(parseSearch('word '.repeat(1000))).toHaveLength(50);
  });
});
