import { describe, expect, test } from 'vitest';
import { closeAlias, looseAlias } from '../../../src/main/core/identityAlias';

const plain = 'guid:https://example.org/a/1';

describe('an identity keeps its alias', () => {
  test.each([
    ['over http', 'guid:http://example.org/a/1'],
    ['without a scheme', 'guid://example.org/a/1'],
    ['with www.', 'guid:https://www.example.org/a/1'],
    ['with its host in capitals', 'guid:HTTPS://Example.ORG/a/1'],
    ['with a slash at its end', 'guid:https://example.org/a/1/'],
    ['with a tracking parameter', 'guid:https://example.org/a/1?utm_source=rss'],
    ['with several', 'guid:https://example.org/a/1/?utm_source=rss&utm_medium=feed&fbclid=x'],
    ['as a link', 'link:https://example.org/a/1'],
  ])('%s', (_name, identity) => {
    expect(closeAlias(identity)).toBe(closeAlias(plain));
  });

  test('in each part of a longer key', () => {
    expect(closeAlias('guid:dup|http://www.example.org/1/?utm_id=3|words')).toBe(
      closeAlias('guid:dup|https://example.org/1|words'),
    );
  });

  test('on another host only when hosts do not count', () => {
    const moved = 'guid:https://new.example/a/1';
    expect(looseAlias(moved)).toBe(looseAlias(plain));
    expect(closeAlias(moved)).not.toBe(closeAlias(plain));
  });
});

describe('an identity gets another alias', () => {
  test.each([
    ['by its path', 'guid:https://example.org/a/2'],
    ['by capitals in its path', 'guid:https://example.org/A/1'],
    ['by a parameter that is not for tracking', 'guid:https://example.org/a/1?p=1'],
    ['by a fragment', 'guid:https://example.org/a/1#2'],
    ['as something that is no address', 'guid:a/1'],
  ])('%s', (_name, identity) => {
    expect(looseAlias(identity)).not.toBe(looseAlias(plain));
  });
});

test('parameters beside the tracking ones are kept', () => {
  const kept = closeAlias('guid:https://example.org/?p=1&q=2');
  expect(closeAlias('guid:https://example.org/?utm_source=x&p=1&q=2')).toBe(kept);
  expect(closeAlias('guid:https://example.org/?p=1&utm_source=x&q=2')).toBe(kept);
  expect(closeAlias('guid:https://example.org/?p=1&q=2&utm_source=x')).toBe(kept);
});

test('a hash of words has no alias, an opaque guid is its own', () => {
  expect(closeAlias('text:abc')).toBeNull();
  expect(closeAlias('guid:tag:example.org,2026:1/')).toBe('tag:example.org,2026:1/');
});

test('a very long address is its own alias', () => {
  const alias = (length: number): string | null =>
    closeAlias(`guid:http://www.example.org/${'a'.repeat(length)}`);
  expect(alias(400)).toBe(closeAlias(`guid:https://example.org/${'a'.repeat(400)}`));
  expect(alias(600)).toBe(`http://www.example.org/${'a'.repeat(600)}`);
});

test.each(['/', '&', '?', 'utm_', '|//', '?utm_a='])(
  'thousands of addresses of %s over and over, of any length, are read in no time',
  (part) => {
    // Anything worse than linear would take minutes, and the test's time limit ends it.
    for (const length of [480, 200_000]) {
      const address = `guid:https://example.org/${part.repeat(length / part.length)}x`;
      for (let count = 0; count < 5000; count += 1) expect(looseAlias(address)).not.toBeNull();
    }
  },
);
