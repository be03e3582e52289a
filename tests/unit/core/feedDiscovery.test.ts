import { describe, expect, test } from 'vitest';
import {
  isCommentFeed,
  likelyFeedAddresses,
  offeredLinks,
  titledLinks,
} from '../../../src/main/core/feedDiscovery';

describe('a page that names no feed', () => {
  test('is tried at the common addresses, most frequent first, when it is a home page', () => {
    expect(likelyFeedAddresses('https://example.org/')).toEqual([
      'https://example.org/feed',
      'https://example.org/rss.xml',
      'https://example.org/feed.xml',
      'https://example.org/atom.xml',
      'https://example.org/index.xml',
    ]);
  });

  test.each(['https://example.org/blog', 'https://example.org/blog/', 'https://example.org/blog/2026/x'])(
    '%s: its folder is tried first, then the home page, then the root',
    (page) => {
      expect(likelyFeedAddresses(page).slice(0, 3)).toEqual([
        'https://example.org/blog/feed',
        'https://example.org/',
        'https://example.org/feed',
      ]);
    },
  ); // prettier-ignore

  test.each([
    'https://example.org/2026/11/24/a-long-day-at-sea/',
    'https://example.org/a-long-day-at-sea/',
    'https://example.org/article.html',
  ])('%s is an article: what lies behind it would be its comments', (page) => {
    expect(likelyFeedAddresses(page).slice(0, 2)).toEqual([
      'https://example.org/',
      'https://example.org/feed',
    ]);
  });

  test.each([
    ['https://social.example/@ada', 'https://social.example/@ada.rss'],
    ['https://social.example/@ada/1234', 'https://social.example/@ada.rss'],
    ['https://social.example/users/ada', 'https://social.example/users/ada/feed.atom'],
    ['https://talk.example/c/books', 'https://talk.example/feeds/c/books.xml?sort=New'],
    ['https://talk.example/u/ada', 'https://talk.example/feeds/u/ada.xml?sort=New'],
  ])('%s is known by its shape', (page, first) => {
    expect(likelyFeedAddresses(page)[0]).toBe(first);
  });

  test('costs never more than seven requests, never another host, never one address twice', () => {
    for (const page of [
      'https://example.org//evil.example/x',
      'http://example.org:8080/a/b/c',
      'https://example.org/@ada/with/more',
      'https://example.org/feed',
    ]) {
      const addresses = likelyFeedAddresses(page);
      expect(addresses.length).toBeLessThanOrEqual(7);
      expect(new Set(addresses).size).toBe(addresses.length);
      expect(addresses).not.toContain(page);
      for (const address of addresses) expect(new URL(address).origin).toBe(new URL(page).origin);
    }
  });
});

describe('the feeds a page names', () => {
  const link = (url: string, title = 'News') => ({ url: `https://example.org${url}`, title });

  test('are offered once each, those of comments last', () => {
    const links = [link('/comments/feed/', 'A'), link('/a'), link('/b', 'Comments on B'), link('/a', 'Twice'), link('/a#x')]; // prettier-ignore
    expect(offeredLinks(links, null).map(({ url }) => new URL(url).pathname)).toEqual([
      '/a',
      '/comments/feed/',
      '/b',
    ]);
  });

  test.each([
    ['/comments/feed/', 'News', true],
    ['/?feed=comments-rss2', 'News', true],
    ['/feeds/comments/default', 'News', true],
    ['/feed', 'News » Comments Feed', true],
    ['/feed', 'Neues » Kommentar-Feed', true],
    ['/feed', 'Actualités » Flux des commentaires', true],
    ['/feed', 'Noticias » Feed de los comentarios', true],
    ['/feed', 'News', false],
    ['/commenting', 'Uncommented code', false],
  ])('%s called %j is one of comments: %s', (url, title, isOne) => {
    expect(isCommentFeed(link(url, title))).toBe(isOne);
  });

  test.each([
    ['https://example.org/feed', 'https://blog.example', true],
    ['http://192.168.1.5/feed', 'https://blog.example', false],
    ['http://nas.local/feed', 'http://nas.local', true],
    ['http://nas.local:8080/feed', 'http://nas.local', false],
    ['https://nas.local/feed', 'http://nas.local', false],
    ['http://127.0.0.1/feed', 'http://nas.local', false],
  ])('%s, named by a page of %s, may be offered: %s', (url, origin, may) => {
    expect(offeredLinks([{ url, title: 'x' }], origin)).toHaveLength(may ? 1 : 0);
  });

  test.each(['RSS', 'Atom', 'RSS 2.0', 'rss feed', 'Feed', 'JSON Feed', 'example.org', ''])(
    'one called %j is called by its page’s title',
    (title) => {
      const page = { feeds: [link('/feed', title)], icons: [], title: 'The Daily' };
      expect(titledLinks(page).map((named) => named.title)).toEqual(['The Daily']);
    },
  );

  test('keep names that say something, and are told apart where a page gives several', () => {
    const feeds = [link('/a', 'RSS'), link('/b', 'Atom'), link('/c', 'The Feedbag')];
    expect(titledLinks({ feeds, icons: [], title: 'The Daily' }).map(({ title }) => title)).toEqual(
      ['The Daily (RSS)', 'The Daily (Atom)', 'The Feedbag'],
    );
    expect(titledLinks({ feeds, icons: [], title: '' })).toEqual(feeds);
  });
});
