import { describe, expect, test } from 'vitest';
import { countWords, excerptOf } from '../../../src/main/core/excerpt';

const isWellFormed = (text: string): boolean => !/[\ud800-\udfff]/u.test(text);

describe('an excerpt', () => {
  test('is the whole text when that is short', () => {
    expect(excerptOf('Short.')).toBe('Short.');
    expect(excerptOf('a'.repeat(240))).toBe('a'.repeat(240));
  });

  test('ends at a word', () => {
    const excerpt = excerptOf('word '.repeat(100));
    expect(excerpt).toMatch(/^(word )*word…$/);
    expect(excerpt.length).toBeGreaterThan(200);
    expect(excerpt.length).toBeLessThanOrEqual(241);
  });

  test('of Chinese text without spaces is cut between characters', () => {
    expect(excerptOf('新聞'.repeat(200))).toBe(`${'新聞'.repeat(120)}…`);
  });

  test('is not cut at a lone space near its beginning', () => {
    expect(excerptOf(`a ${'新'.repeat(400)}`)).toHaveLength(241);
  });

  test.each([0, 1])('never ends inside a surrogate pair (offset %i)', (offset) => {
    const excerpt = excerptOf('x'.repeat(offset) + '📰'.repeat(200));
    expect(isWellFormed(excerpt)).toBe(true);
    expect(excerpt.endsWith('📰…')).toBe(true);
  });
});

describe('words to read', () => {
  test.each([
    ['', 0],
    ['one', 1],
    ['One, two; three - four!', 4],
    ['don’t stop', 3],
    ['1,000 readers', 3],
    ['新聞新聞', 2],
    ['日本語のニュース', 4],
    ['สวัสดี', 3],
    ['한국어 뉴스 기사', 3],
    ['TypeScript 新聞 today', 3],
  ])('%j has %i', (text, count) => {
    expect(countWords(text)).toBe(count);
  });
});
