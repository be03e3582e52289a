import { describe, expect, test } from 'vitest';
import { mayReceive } from '../../../src/main/core/secretOrigin';

describe('a secret', () => {
  test.each([
    ['https://example.org', 'https://example.org/any/path?query'],
    ['http://example.org:8080', 'http://example.org:8080/feed'],
    ['http://example.org', 'https://example.org/feed'],
  ])('given for %s goes to %s', (origin, url) => {
    expect(mayReceive(origin, url)).toBe(true);
  });

  test.each([
    ['https://example.org', 'http://example.org/feed'],
    ['https://example.org', 'https://example.org:8443/feed'],
    ['http://example.org:8080', 'https://example.org:8080/feed'],
    ['http://example.org:8080', 'https://example.org/feed'],
    ['http://example.org', 'https://example.org:8443/feed'],
    ['https://example.org', 'https://www.example.org/feed'],
    ['https://example.org', 'https://example.org.evil.example/feed'],
    ['https://example.org', 'https://example.org@evil.example/feed'],
  ])('given for %s does not go to %s', (origin, url) => {
    expect(mayReceive(origin, url)).toBe(false);
  });
});
