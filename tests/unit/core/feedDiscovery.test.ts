import { expect, test } from 'vitest';
import { commonFeedAddresses } from '../../../src/main/core/feedDiscovery';

test('a home page is tried at the common addresses, most frequent first', () => {
  expect(commonFeedAddresses('https://example.org/?from=search#top')).toEqual([
    'https://example.org/feed',
    'https://example.org/rss.xml',
    'https://example.org/feed.xml',
    'https://example.org/atom.xml',
    'https://example.org/index.xml',
    'https://example.org/rss',
  ]);
});

test.each(['https://example.org/blog', 'https://example.org/blog/'])(
  'the folder of the page %s is tried before the root',
  (page) => {
    const addresses = commonFeedAddresses(page);
    expect(addresses[0]).toBe('https://example.org/blog/feed');
    expect(addresses[1]).toBe('https://example.org/feed');
  },
);

test('never more than seven requests, never another host, never one address twice', () => {
  for (const page of ['https://example.org//evil.example/x', 'http://example.org:8080/a/b/c']) {
    const addresses = commonFeedAddresses(page);
    expect(addresses.length).toBeLessThanOrEqual(7);
    expect(new Set(addresses).size).toBe(addresses.length);
    for (const address of addresses) expect(new URL(address).origin).toBe(new URL(page).origin);
  }
});
