import { describe, expect, test } from 'vitest';
import type { RawEntry, RawFeed } from '../../../src/main/core/parsedFeed';
import { readXmlFeed } from '../../../src/main/parser/readXmlFeed';
import { items, rss } from '../../support/builders';

const atom = (inner: string): Promise<RawFeed> =>
  readXmlFeed(`<feed xmlns="http://www.w3.org/2005/Atom"><title>A</title>${inner}</feed>`);
const channel = (inner: string): Promise<RawFeed> =>
  readXmlFeed(`<rss version="2.0"><channel><title>R</title>${inner}</channel></rss>`);
const entryOf = async (inner: string): Promise<RawEntry> =>
  (await atom(`<entry>${inner}</entry>`)).entries[0]!;
const itemOf = async (inner: string): Promise<RawEntry> =>
  (await channel(`<item>${inner}</item>`)).entries[0]!;

describe('RSS 2.0', () => {
  test('is read whole', async () => {
    const feed = await channel(`<link>https://example.org/</link><item>
      <guid>g</guid><link>https://example.org/1</link><title>One</title>
      <author>ada@example.org (Ada)</author><pubDate>Fri, 20 Nov 2026 10:00:00 GMT</pubDate>
      <description>&lt;p&gt;Text&lt;/p&gt;</description></item>`);
    expect(feed).toEqual({
      title: 'R',
      link: 'https://example.org/',
      entries: [
        {
          id: 'g',
          link: 'https://example.org/1',
          title: 'One',
          author: 'Ada',
          html: '<p>Text</p>',
          published: 'Fri, 20 Nov 2026 10:00:00 GMT',
          updated: null,
        },
      ],
    });
  });

  test('prefers the whole text to its summary', async () => {
    const html =
      '<description>short</description><content:encoded><![CDATA[<p>long</p>]]></content:encoded>';
    expect((await itemOf(html)).html).toBe('<p>long</p>');
    expect((await itemOf(html.replace('<p>long</p>', ' '))).html).toBe('short');
  });

  test('does not take the feed’s own address, or another service’s, for the site', async () => {
    const feed = await channel(`
      <atom:link xmlns:atom="http://www.w3.org/2005/Atom" rel="self" href="https://example.org/f"/>
      <link>https://example.org/</link>`);
    expect(feed.link).toBe('https://example.org/');
  });

  test.each([
    ['<guid>https://example.org/g</guid>', 'https://example.org/g'],
    ['<guid isPermaLink="true">https://example.org/g</guid>', 'https://example.org/g'],
    ['<guid isPermaLink="false">https://example.org/g</guid>', null],
    ['<guid>tag:example.org,2026:1</guid>', null],
    ['<guid isPermaLink="true">javascript:alert(1)</guid>', null],
    [
      '<guid>https://example.org/g</guid><link>https://example.org/l</link>',
      'https://example.org/l',
    ],
  ])('%s leads to %s', async (inner, link) => {
    const entry = await itemOf(inner);
    expect(entry.link).toBe(link);
    expect(entry.id).not.toBeNull();
  });

  test('knows authors by dc:creator as well', async () => {
    expect((await itemOf('<dc:creator>Ada</dc:creator>')).author).toBe('Ada');
    expect((await itemOf('<author>Bob</author>')).author).toBe('Bob');
  });

  test.each(['0.91', '0.92', '1.0', '2.0', ''])('with version="%s" is read', async (version) => {
    const text = rss(items(2)).replace('version="2.0"', `version="${version}"`);
    expect((await readXmlFeed(text)).entries).toHaveLength(2);
  });

  test('without a version is read', async () => {
    const text = rss(items(2)).replace(' version="2.0"', '');
    expect((await readXmlFeed(text)).entries).toHaveLength(2);
  });

  test('without items is a feed all the same', async () => {
    expect((await channel('')).entries).toEqual([]);
  });
});

describe('RSS 1.0', () => {
  test('is read whole', async () => {
    const feed = await readXmlFeed(`<rdf:RDF xmlns="http://purl.org/rss/1.0/"
      xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
      xmlns:dc="http://purl.org/dc/elements/1.1/">
      <channel rdf:about="https://example.org/f"><title>R</title><link>https://example.org/</link>
      </channel><item rdf:about="https://example.org/1"><title>One</title>
      <link>https://example.org/1</link><description>d</description>
      <dc:date>2026-11-20T10:00:00Z</dc:date><dc:creator>Ada</dc:creator></item></rdf:RDF>`);
    expect(feed.title).toBe('R');
    expect(feed.entries).toEqual([
      {
        id: 'https://example.org/1',
        link: 'https://example.org/1',
        title: 'One',
        author: 'Ada',
        html: 'd',
        published: '2026-11-20T10:00:00Z',
        updated: null,
      },
    ]);
  });
});

describe('Atom', () => {
  test('is read whole', async () => {
    const feed = await atom(`<link rel="self" href="https://example.org/f"/>
      <link href="https://example.org/"/><entry><id>tag:1</id><title>One</title>
      <link rel="edit" href="https://example.org/edit"/>
      <link rel="alternate" href="https://example.org/1"/><author><name>Ada</name></author>
      <published>2026-11-20T10:00:00Z</published><updated>2026-11-21T10:00:00Z</updated>
      <summary>short</summary><content type="html">&lt;p&gt;long&lt;/p&gt;</content></entry>`);
    expect(feed.link).toBe('https://example.org/');
    expect(feed.entries).toEqual([
      {
        id: 'tag:1',
        link: 'https://example.org/1',
        title: 'One',
        author: 'Ada',
        html: '<p>long</p>',
        published: '2026-11-20T10:00:00Z',
        updated: '2026-11-21T10:00:00Z',
      },
    ]);
  });

  test('as XHTML keeps the order of its words', async () => {
    const words = 'one <b>two</b> three';
    const div = `<div xmlns="http://www.w3.org/1999/xhtml">${words}</div>`;
    expect((await entryOf(`<content type="xhtml">${div}</content>`)).html).toBe(words);
    expect((await entryOf(`<title type="xhtml">${div}</title>`)).title).toBe(words);
  });

  test('falls back to its summary', async () => {
    expect((await entryOf('<summary>short</summary>')).html).toBe('short');
  });

  test.each(['never', '2026-99-99', ''])(
    'with the date "%s" is read, date and all',
    async (date) => {
      expect((await entryOf(`<id>1</id><updated>${date}</updated>`)).updated).toBe(date);
    },
  );

  test.each(['<link/>', '<link rel="alternate"/>', '<link rel="enclosure" href="https://x/"/>'])(
    'with %s alone has no page',
    async (link) => {
      expect((await entryOf(`<id>1</id>${link}`)).link).toBeNull();
    },
  );
});

describe('names that JavaScript objects have already', () => {
  test('are elements like any other and pollute nothing', async () => {
    const feed = await channel(`<__proto__><polluted>1</polluted></__proto__>
      <constructor>x</constructor><item><guid>hasOwnProperty</guid><__proto__>x</__proto__>
      <toString>y</toString><title>T</title></item>`);
    expect(feed.entries[0]).toMatchObject({ id: 'hasOwnProperty', title: 'T' });
    expect({}).not.toHaveProperty('polluted');
  });
});

describe('what is no feed', () => {
  test.each([
    ['a text', 'hello'],
    ['JSON', '{"version":"https://jsonfeed.org/version/1.1","items":[]}'],
    ['another kind of XML', '<svg xmlns="http://www.w3.org/2000/svg"/>'],
    ['OPML', '<opml version="2.0"><body/></opml>'],
  ])('%s is refused', async (_what, text) => {
    await expect(readXmlFeed(text)).rejects.toMatchObject({ code: 'not-a-feed' });
  });
});
