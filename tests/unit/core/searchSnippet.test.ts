import { describe, expect, test } from 'vitest';
import { parseSearch } from '../../../src/main/core/searchQuery';
import { marksIn, snippetOf, wordsToMark } from '../../../src/main/core/searchSnippet';

const wordsOf = (typed: string): ReturnType<typeof wordsToMark> =>
  wordsToMark(parseSearch(typed) ?? []);
const marked = (text: string, typed: string): string[] =>
  marksIn(text, wordsOf(typed), true).map(({ start, end }) => text.slice(start, end));

describe('marks', () => {
  test.each([
    ['The cat and the Cats', 'cat ', ['cat']],
    ['The cat and the Cats', 'cat', ['cat', 'Cat']],
    ['concat cat', 'cat ', ['cat']],
    ['Flat white, flat, white', '"flat white"', ['Flat white', 'flat', 'white']],
    ['About é and e', 'e ', ['é', 'e']],
    ['人工智能', '智能', ['智能']],
    ['no author here', 'author:here ', []],
    ['in a title', 'title:title ', ['title']],
    ['not this', '-this', []],
    ['a-b a b', 'a-b ', ['a', 'b', 'a', 'b']],
  ])('in %j of %j', (text, typed, expected) => {
    expect(marked(text, typed)).toEqual(expected);
  });

  test('never overlap and stay within the text', () => {
    const text = 'aaa aaaa AAAA äaa '.repeat(30);
    const marks = marksIn(text, wordsOf('aa a aaa aaaa'), true);
    marks.reduce((end, range) => {
      expect(range.start).toBeGreaterThanOrEqual(end);
      expect(range.end).toBeGreaterThan(range.start);
      return range.end;
    }, 0);
    expect(marks.at(-1)!.end).toBeLessThanOrEqual(text.length);
  });
});

describe('a snippet', () => {
  test('is cut at words and never inside a character', () => {
    const text = `${'word '.repeat(100)}needle ${'👩‍👩‍👧'.repeat(100)}`;
    const snippet = snippetOf(text, wordsOf('needle '), '');
    expect(snippet.text).toMatch(/^…word /);
    expect(snippet.text).not.toMatch(/\p{Surrogate}/u);
    const [mark] = snippet.marks;
    expect(snippet.text.slice(mark!.start, mark!.end)).toBe('needle');
  });

  test('is the excerpt where the text has none of the words', () => {
    expect(snippetOf('Text.', wordsOf('needle '), 'Excerpt.')).toEqual({
      text: 'Excerpt.',
      marks: [],
    });
  });
});
