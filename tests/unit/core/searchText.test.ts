import { describe, expect, test } from 'vitest';
import { foldText, phraseForIndex, textForIndex } from '../../../src/main/core/searchText';

describe('a text for the index', () => {
  test('of scripts with blanks stays as it is', () => {
    expect(textForIndex('Blanks tell words apart: à, ß, Ж.')).toBe(
      'Blanks tell words apart: à, ß, Ж.',
    );
  });

  test('of scripts without blanks becomes pairs, and its last character stands alone', () => {
    expect(textForIndex('a中文字b')).toBe('a 中文 文字 字 b');
    expect(textForIndex('中')).toBe(' 中 ');
    expect(textForIndex('𠀀𠀁')).toBe(' 𠀀𠀁 𠀁 ');
    expect(textForIndex('タワー')).toBe(' タワ ワー ー ');
  });

  test('has nothing in it that marks articles, and no controls', () => {
    expect(textForIndex('a\ue000f1\u0000b')).toBe('a f1 b');
  });

  test('is found by the same pairs, open at the end', () => {
    expect(phraseForIndex('中文字')).toBe('中文 文字');
    expect(phraseForIndex('中文b')).toBe('中文 文 b');
    expect(phraseForIndex('b中')).toBe('b 中');
  });
});

describe('a folded text', () => {
  test.each([
    ['ÀÉÎ õü', 'aei ou'],
    ['Ångström', 'angstrom'],
    ['İstanbul', 'istanbul'],
    ['中文 Ж', '中文 ж'],
    ['straße', 'straße'],
    ['한국', '한국'],
    ['👩‍👩‍👧 É', '👩‍👩‍👧 e'],
  ])('%s is as long as it was', (text, folded) => {
    expect(foldText(text)).toHaveLength(text.length);
    expect(foldText(text)).toBe(folded);
  });
});
