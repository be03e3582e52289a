import { describe, expect, test } from 'vitest';
import { withoutCredentials } from '../../../src/main/core/addressCredentials';

describe('name and password in an address', () => {
  test.each([
    ['https://ann:secret@example.org/feed', 'ann', 'secret'],
    ['https://ann@example.org/feed', 'ann', ''],
    ['https://:secret@example.org/feed', '', 'secret'],
    ['https://a%40b.example:p%3A%2F%40s@example.org/feed', 'a@b.example', 'p:/@s'],
    ['https://J%C3%BCrgen:%E2%82%AC@example.org/feed', 'Jürgen', '€'],
    ['https://ann:100%@example.org/feed', 'ann', '100%'],
    ['https://ann:%ff@example.org/feed', 'ann', '%ff'],
    ['https://a:b:c@example.org/feed', 'a', 'b:c'],
    ['https://a@b:c@example.org/feed', 'a@b', 'c'],
  ])('%s are taken out of it', (address, username, password) => {
    expect(withoutCredentials(address)).toEqual({
      url: 'https://example.org/feed',
      credentials: { username, password },
    });
  });

  test('leave port, path, query and an at sign elsewhere as they are', () => {
    expect(withoutCredentials('http://u:p@example.org:8080/@ann?mail=a@b').url).toBe(
      'http://example.org:8080/@ann?mail=a@b',
    );
  });

  test.each([
    'https://example.org/feed',
    'https://@example.org/feed',
    'https://:@example.org/feed',
  ])('%s names nobody', (address) => {
    expect(withoutCredentials(address)).toEqual({
      url: 'https://example.org/feed',
      credentials: null,
    });
  });
});
