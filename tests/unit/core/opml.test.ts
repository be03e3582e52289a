import { describe, expect, test } from 'vitest';
import { flattenOutlines, outlinedAddress } from '../../../src/main/core/opml';
import type { Outline } from '../../../src/main/core/parsedFeed';

const feed = (url: string): Outline => ({ kind: 'feed', url, title: url });
const folder = (title: string, ...outlines: Outline[]): Outline => ({
  kind: 'folder',
  title,
  outlines,
});

test('an outline becomes its feeds in reading order, each with the folders around it', () => {
  const outlines = [feed('a'), folder('News', feed('b'), folder('Local', feed('c')), feed('d'))];
  expect(flattenOutlines(outlines).map(({ url, path }) => [url, path])).toEqual([
    ['a', []],
    ['b', ['News']],
    ['c', ['News', 'Local']],
    ['d', ['News']],
  ]);
});

test('folders without feeds leave nothing behind', () => {
  expect(flattenOutlines([folder('Empty', folder('Emptier'))])).toEqual([]);
});

describe('an address in an outline', () => {
  const web = ['http:', 'https:'];
  test.each([
    ['https://example.org/feed', 'https://example.org/feed'],
    ['  http://Example.ORG  ', 'http://example.org/'],
    ['feed://example.org/rss', 'http://example.org/rss'],
    ['feed:https://example.org/rss', 'https://example.org/rss'],
    ['feed://https://example.org/rss', 'https://example.org/rss'],
    ['https://example.org/feed#latest', 'https://example.org/feed'],
  ])('%j is stored as %s', (written, stored) => {
    expect(outlinedAddress(written, web)).toBe(stored);
  });

  test.each([
    '',
    'example.org/feed',
    '/feed.xml',
    'javascript:alert(1)',
    'file:///etc/passwd',
    'sample://guide/feed.xml',
    'ftp://example.org/feed',
    'http://',
    `https://example.org/${'a'.repeat(2048)}`,
  ])('%j is refused', (written) => {
    expect(outlinedAddress(written, web)).toBeNull();
  });

  test('of the bundled collection is taken only where that is allowed', () => {
    expect(outlinedAddress('sample://guide/feed.xml', ['sample:'])).toBe('sample://guide/feed.xml');
    expect(outlinedAddress('https://example.org/feed', ['sample:'])).toBeNull();
  });
});
