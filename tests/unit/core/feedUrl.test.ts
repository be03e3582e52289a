import { describe, expect, test } from 'vitest';
import { resolveWebAddress, tidyAddress } from '../../../src/main/core/feedUrl';

describe('an address that a person typed', () => {
  test.each([
    ['https://example.org/feed', 'https://example.org/feed'],
    ['  https://example.org/feed  ', 'https://example.org/feed'],
    ['example.org', 'https://example.org/'],
    ['example.org/blog/', 'https://example.org/blog/'],
    ['//example.org/feed', 'https://example.org/feed'],
    ['HTTPS://EXAMPLE.ORG/Feed', 'https://example.org/Feed'],
    ['http://example.org', 'http://example.org/'],
    ['feed://example.org/rss', 'https://example.org/rss'],
    ['feed:https://example.org/rss', 'https://example.org/rss'],
    ['feed:http://example.org/rss', 'http://example.org/rss'],
    ['example.org:8080/feed', 'https://example.org:8080/feed'],
    ['localhost:3000', 'http://localhost:3000/'],
    ['127.0.0.1/feed', 'http://127.0.0.1/feed'],
    ['localhost.example.org', 'https://localhost.example.org/'],
    ['127.example.org', 'https://127.example.org/'],
    ['http://nas/feed', 'http://nas/feed'],
    ['nas:8080/feed', 'https://nas:8080/feed'],
    ['127.0.0.1:3000/feed', 'http://127.0.0.1:3000/feed'],
    ['[::1]:3000/feed', 'http://[::1]:3000/feed'],
    ['https://example.org/feed#latest', 'https://example.org/feed'],
    ['https://example.org/feed?a=1&b=2', 'https://example.org/feed?a=1&b=2'],
    ['https://bücher.example/feed', 'https://xn--bcher-kva.example/feed'],
  ])('%s becomes %s', (typed, address) => {
    expect(tidyAddress(typed)).toBe(address);
  });

  test.each([
    ['nothing', ''],
    ['spaces', '   '],
    ['a word', 'news'],
    ['words', 'the daily news'],
    ['words with a dot', 'daily news.org'],
    ['javascript:', 'javascript:alert(1)'],
    ['feed: around javascript:', 'feed:javascript:alert(1)'],
    ['data:', 'data:text/xml,<rss/>'],
    ['file:', 'file:///etc/passwd'],
    ['ftp:', 'ftp://example.org/feed'],
    ['mailto:', 'mailto:ada@example.org'],
    ['the bundled collection', 'sample://guide/feed.xml'],
    ['a scheme alone', 'https://'],
    ['a broken port', 'https://example.org:99999/'],
    ['more than 2048 characters', `https://example.org/${'a'.repeat(2048)}`],
  ])('is refused when it is %s', (_what, typed) => {
    expect(() => tidyAddress(typed)).toThrow(
      expect.objectContaining({ code: 'invalid-input' }) as Error,
    );
  });

  test('tidying twice changes nothing more', () => {
    const once = tidyAddress('feed:Example.org/a b'.replace(' ', '%20'));
    expect(tidyAddress(once)).toBe(once);
  });
});

describe('a possibly relative address', () => {
  const base = 'https://example.org/blog/post/';
  test.each([
    ['../feed', 'https://example.org/blog/feed'],
    ['/feed', 'https://example.org/feed'],
    ['//cdn.example.org/x', 'https://cdn.example.org/x'],
    ['?page=2', 'https://example.org/blog/post/?page=2'],
    [' https://other.example/ ', 'https://other.example/'],
    ['', null],
    ['javascript:alert(1)', null],
    ['jav\tascript:alert(1)', null],
    ['data:text/html,x', null],
    ['file:///etc/passwd', null],
    ['app://bundle/index.html', null],
    ['http://', null],
  ])('%j resolves to %j', (address, resolved) => {
    expect(resolveWebAddress(address, base)).toBe(resolved);
  });
});
