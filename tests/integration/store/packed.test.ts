import { describe, expect, test } from 'vitest';
import { packIds, unpackIds } from '../../../src/main/store/packedIds';
import { packText, textOf } from '../../../src/main/store/packedText';
import { addFeed, article, openLibrary, save } from '../../support/library';

describe('packed ids', () => {
  test.each([
    ['none', []],
    ['one', [7]],
    ['neighbours', [1, 2, 3, 4]],
    ['far apart', [1, 128, 129, 16_384, 2 ** 31, 2 ** 40, Number.MAX_SAFE_INTEGER]],
  ])('%s come back', (_name, ids) => {
    expect(unpackIds(packIds(ids))).toEqual(ids);
  });

  test('come back in order, a byte each where they lie close together', () => {
    const ids = Array.from({ length: 5000 }, (_, index) => 1_000_000 + ((index * 7919) % 5000) * 3);
    const packed = packIds(ids);
    expect(unpackIds(packed)).toEqual([...ids].sort((one, other) => one - other));
    expect(packed.length).toBeLessThan(5010);
  });
});

const long = '<p>Words that come again and again, as words do.</p>'.repeat(20);

describe('packed texts', () => {
  test.each([
    ['nothing', ''],
    ['a short one', '<p>Short.</p>'],
    ['a long one', long],
    ['one of many scripts', 'Größe 大きい मान 👩‍🚀 \u0000 '.repeat(50)],
  ])('%s comes back as it was', (_name, text) => {
    const { source, packed } = packText(text);
    expect(textOf(packed ?? source)).toBe(text);
    expect(packed === null ? source : '').toBe(source);
  });

  test('are smaller, and short ones are left as they are', () => {
    expect(packText(long).packed?.length).toBeLessThan(long.length / 5);
    expect(packText('<p>Short.</p>').packed).toBeNull();
    // Even one in which no two characters are the same.
    const codes = Array.from({ length: 500 }, (_, index) => 0x10000 + ((index * 7919) % 100_000));
    const noise = String.fromCodePoint(...codes);
    expect(packText(noise).packed?.length).toBeLessThan(Buffer.byteLength(noise));
  });

  test('that are damaged are an error and no other text', () => {
    const { packed } = packText(long);
    expect(() => textOf(packed!.subarray(0, packed!.length / 2))).toThrow(/unexpected end/);
  });

  test('lie in the library packed, and are read as they were written', () => {
    const library = openLibrary();
    const feed = addFeed(library, 'a');
    const id = save(library, feed, article('a', { source: long }));
    const row = library.database.prepare('SELECT source, packed FROM bodies').get();
    expect(row).toEqual({ source: '', packed: expect.any(Buffer) as unknown });
    expect(library.articles.find(id)?.source).toBe(long);
    // One that gets short is plain again.
    save(library, feed, article('a', { source: 'Short.' }));
    expect(library.database.prepare('SELECT source, packed FROM bodies').get()).toEqual({
      source: 'Short.',
      packed: null,
    });
    expect(library.articles.find(id)?.source).toBe('Short.');
  });

  test('of a bookmarked article are kept as they were, packed or not', () => {
    const library = openLibrary();
    const feed = addFeed(library, 'a');
    const id = save(library, feed, article('a', { source: long }));
    library.states.setBookmarked(id, true, 1);
    save(library, feed, article('a', { source: long, author: 'Only the author is new' }));
    expect(library.articles.versionsOf(id)).toEqual([]);
    save(library, feed, article('a', { source: 'Short.' }));
    save(library, feed, article('a', { source: `${long} Longer.` }));
    expect(library.articles.versionsOf(id).map(({ source }) => source)).toEqual([long, 'Short.']);
  });
});
