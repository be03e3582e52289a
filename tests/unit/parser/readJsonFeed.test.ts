import { describe, expect, test } from 'vitest';
import type { RawEntry, RawFeed } from '../../../src/main/core/parsedFeed';
import { looksLikeJson, readJsonFeed } from '../../../src/main/parser/readJsonFeed';

const version = 'https://jsonfeed.org/version/1.1';
const read = (feed: object): RawFeed => readJsonFeed(JSON.stringify({ version, ...feed }));
const entryOf = (item: object): RawEntry => read({ items: [item] }).entries[0]!;

describe('a JSON Feed', () => {
  test('is read whole', () => {
    const feed = read({
      title: 'A & B',
      home_page_url: 'https://example.org/',
      feed_url: 'https://example.org/feed.json',
      description: 'About',
      language: 'en-US',
      icon: 'https://example.org/i.png',
      favicon: 'https://example.org/i.ico',
      authors: [{ name: 'Ada' }, { name: 'Bob' }],
      items: [
        {
          id: 'g',
          url: 'https://example.org/1',
          title: '1 < 2',
          content_html: '<p>long</p>',
          summary: 'short & sweet',
          image: 'https://example.org/1.png',
          date_published: '2026-11-20T10:00:00Z',
          date_modified: '2026-11-21T10:00:00Z',
          authors: [{ name: 'Cy' }],
          tags: ['x', 'y', 3, null],
          attachments: [
            { url: 'https://example.org/1.mp3', mime_type: 'audio/mpeg', size_in_bytes: 10 },
            { mime_type: 'audio/mpeg' },
          ],
        },
      ],
    });
    expect(feed).toEqual({
      id: 'https://example.org/feed.json',
      title: 'A &amp; B',
      link: 'https://example.org/',
      description: 'About',
      language: 'en-US',
      author: 'Ada, Bob',
      updated: null,
      image: 'https://example.org/i.png',
      icon: 'https://example.org/i.ico',
      hints: { everyMinutes: null, skipHours: [], skipDays: [] },
      isComplete: true,
      entries: [
        {
          id: 'g',
          link: 'https://example.org/1',
          title: '1 &lt; 2',
          author: 'Cy',
          html: '<p>long</p>',
          summary: 'short &amp; sweet',
          published: '2026-11-20T10:00:00Z',
          updated: '2026-11-21T10:00:00Z',
          commentsUrl: null,
          categories: ['x', 'y', '3'].map((term) => ({ term, label: null })),
          enclosures: [{ url: 'https://example.org/1.mp3', type: 'audio/mpeg', length: '10' }],
          image: 'https://example.org/1.png',
        },
      ],
    });
  });

  test.each([
    ['an id that is a number', { id: 7 }, { id: '7' }],
    ['no id but an address', { url: 'https://x/' }, { id: 'https://x/', link: 'https://x/' }],
    ['an address elsewhere', { external_url: 'https://x/' }, { link: 'https://x/' }],
    ['version 1.0’s author', { author: { name: 'Ada' } }, { author: 'Ada' }],
    ['an author that is a text', { author: 'Ada' }, { author: 'Ada' }],
    ['plain text', { content_text: 'a < b' }, { html: 'a &lt; b' }],
    ['plain text of lines', { content_text: 'a\nb\n\nc' }, { html: '<p>a<br>\nb</p>\n<p>c</p>' }],
    ['a summary only', { summary: 's' }, { html: 's', summary: 's' }],
    ['fields of the wrong kind', { title: {}, tags: 'x', attachments: 5 }, { title: null, enclosures: [] }],
    ['half a character', { title: 'a\ud83d' }, { title: 'a\ufffd' }],
  ])('may have %s', (_what, item, expected) => {
    expect(entryOf(item)).toMatchObject(expected);
  }); // prettier-ignore

  test('has its own author where an item has none', () => {
    expect(read({ author: { name: 'Ada' }, items: [{}] }).entries[0]?.author).toBe('Ada');
  });

  test('keeps no item that is none', () => {
    expect(read({ items: [null, 1, 'x', [], { id: '1' }] }).entries).toHaveLength(1);
  });

  test('pollutes nothing', () => {
    readJsonFeed(`{"version":"${version}","items":[{"__proto__":{"polluted":1}}]}`);
    expect({}).not.toHaveProperty('polluted');
  });

  test.each(['\ufeff{', '\n {', '{'])('is known by its beginning %j', (text) => {
    expect(looksLikeJson(text)).toBe(true);
  });
});

describe('what is no JSON Feed', () => {
  test.each([
    ['another kind of JSON', '{"name":"x"}', 'not-a-feed'],
    ['a list', '[1]', 'not-a-feed'],
    ['a text in braces', '{x}', 'not-a-feed'],
    ['JSON that ends too early', `{"version":"${version}","items":[{"id":"1"`, 'incomplete'],
  ])('%s', (_what, text, code) => {
    expect(() => readJsonFeed(text)).toThrow(expect.objectContaining({ code }) as Error);
  });
});
