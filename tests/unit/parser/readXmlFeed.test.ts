import { describe, expect, test } from 'vitest';
import type { RawEntry, RawFeed } from '../../../src/main/core/parsedFeed';
import { readXmlFeed } from '../../../src/main/parser/readXmlFeed';
import { items, rss } from '../../support/builders';

const read = (text: string): Promise<RawFeed> => readXmlFeed(text, 'https://example.org/feed');
const atom = (inner: string): Promise<RawFeed> =>
  read(`<feed xmlns="http://www.w3.org/2005/Atom"><title>A</title>${inner}</feed>`);
const channel = (inner: string): Promise<RawFeed> =>
  read(`<rss version="2.0"><channel><title>R</title>${inner}</channel></rss>`);
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
    expect(feed).toMatchObject({ title: 'R', link: 'https://example.org/', isComplete: true });
    expect(feed.entries).toEqual([
      {
        id: 'g',
        link: 'https://example.org/1',
        title: 'One',
        author: 'Ada',
        html: '<p>Text</p>',
        summary: '<p>Text</p>',
        published: 'Fri, 20 Nov 2026 10:00:00 GMT',
        updated: null,
        commentsUrl: null,
        categories: [],
        enclosures: [],
        image: null,
      },
    ]);
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
    expect((await read(text)).entries).toHaveLength(2);
  });

  test('without a version is read', async () => {
    const text = rss(items(2)).replace(' version="2.0"', '');
    expect((await read(text)).entries).toHaveLength(2);
  });

  test('without items is a feed all the same', async () => {
    expect((await channel('')).entries).toEqual([]);
  });
});

describe('RSS 1.0', () => {
  test('is read whole', async () => {
    const feed = await read(`<rdf:RDF xmlns="http://purl.org/rss/1.0/"
      xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
      xmlns:dc="http://purl.org/dc/elements/1.1/">
      <channel rdf:about="https://example.org/f"><title>R</title><link>https://example.org/</link>
      </channel><item rdf:about="https://example.org/1"><title>One</title>
      <link>https://example.org/1</link><description>d</description>
      <dc:date>2026-11-20T10:00:00Z</dc:date><dc:creator>Ada</dc:creator></item></rdf:RDF>`);
    expect(feed.title).toBe('R');
    expect(feed.entries).toHaveLength(1);
    expect(feed.entries[0]).toMatchObject({
      id: 'https://example.org/1',
      link: 'https://example.org/1',
      title: 'One',
      author: 'Ada',
      html: 'd',
      published: null,
      updated: '2026-11-20T10:00:00Z',
    });
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
    expect(feed.entries).toHaveLength(1);
    expect(feed.entries[0]).toMatchObject({
      id: 'tag:1',
      link: 'https://example.org/1',
      title: 'One',
      author: 'Ada',
      html: '<p>long</p>',
      summary: 'short',
      published: '2026-11-20T10:00:00Z',
      updated: '2026-11-21T10:00:00Z',
    });
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
      const { id, updated } = await entryOf(`<id>1</id><updated>${date}</updated>`);
      expect([id, updated]).toEqual(['1', date || null]);
    },
  );

  test.each(['<link/>', '<link rel="alternate"/>', '<link rel="enclosure" href="https://x/"/>'])(
    'with %s alone has no page',
    async (link) => {
      expect((await entryOf(`<id>1</id>${link}`)).link).toBeNull();
    },
  );
});

describe('a text construct', () => {
  test.each([
    ['Atom’s text is text', 'atom', '<title>A &lt;b&gt; &amp;amp; c</title>', 'A &lt;b&gt; &amp;amp; c'],
    ['Atom’s html is HTML', 'atom', '<title type="html">A &lt;b&gt;c&lt;/b&gt;</title>', 'A <b>c</b>'],
    ['a media type counts as its short name', 'atom', '<title type="text/html">&lt;b&gt;c&lt;/b&gt;</title>', '<b>c</b>'],
    ['Atom 0.3 may be base64', 'atom', '<title type="text/html" mode="base64">PGI+YzwvYj4=</title>', '<b>c</b>'],
    ['base64 of no known type is text', 'atom', '<title type="application/octet-stream">PGI+YzwvYj4=</title>', '&lt;b&gt;c&lt;/b&gt;'],
    ['RSS’s looks like HTML with a closing tag', 'rss', '<title>&lt;b&gt;c&lt;/b&gt;</title>', '<b>c</b>'],
    ['or with a character reference', 'rss', '<title>A &amp;amp; B</title>', 'A &amp; B'],
    ['but not with an element that no writer uses', 'rss', '<title>&lt;script&gt;x&lt;/script&gt;</title>', '&lt;script&gt;x&lt;/script&gt;'],
    ['nor with a lonely tag', 'rss', '<title>The &lt;b&gt; tag</title>', 'The &lt;b&gt; tag'],
    ['nor with a lonely ampersand', 'rss', '<title>A &amp; B</title>', 'A &amp; B'],
  ])('%s', async (_what, format, inner, html) => {
    expect((await (format === 'atom' ? entryOf(inner) : itemOf(inner))).title).toBe(html);
  }); // prettier-ignore

  test('that was encoded twice is read as it was meant', async () => {
    expect((await itemOf('<title>Ã¼ber &acirc;&#128;&brvbar;</title>')).title).toBe('über …');
    expect((await itemOf('<title>Ã¼ 新</title>')).title).toBe('Ã¼ 新');
  });
});

describe('people', () => {
  test.each([
    ['<author>ada@example.org (Ada)</author>', 'Ada'],
    ['<author>Ada &lt;ada@example.org&gt;</author>', 'Ada'],
    ['<author>ada@example.org</author>', 'ada@example.org'],
    ['<author>ada@example.org (Ada)</author><dc:creator>Countess</dc:creator>', 'Countess'],
    ['<itunes:author>Ada</itunes:author>', 'Ada'],
    ['<dc:creator>Ada</dc:creator><dc:creator>Bob</dc:creator>', 'Ada, Bob'],
    ['<author><name>Ada</name><email>ada@example.org</email></author>', 'Ada'],
    ['<author></author>', null],
  ])('%s is %s', async (inner, author) => {
    expect((await itemOf(inner)).author).toBe(author);
  });
});

describe('files that come along', () => {
  test('are listed from every kind of element, each once', async () => {
    const { enclosures } = await itemOf(`
      <enclosure url="https://example.org/a.mp3" type="audio/mpeg" length="10"/>
      <enclosure url="https://example.org/b.mp3"/>
      <media:content url="https://example.org/a.mp3" fileSize="11"/>
      <media:group><media:content url="https://example.org/c.mp4" type="video/mp4" fileSize="12"/>
      </media:group><media:content url=" "/>`);
    expect(enclosures).toEqual([
      { url: 'https://example.org/a.mp3', type: 'audio/mpeg', length: '10' },
      { url: 'https://example.org/b.mp3', type: null, length: null },
      { url: 'https://example.org/c.mp4', type: 'video/mp4', length: '12' },
    ]);
    const linked = await entryOf('<link rel="enclosure" href="https://example.org/d" length="5"/>');
    expect(linked.enclosures).toEqual([{ url: 'https://example.org/d', type: null, length: '5' }]);
    expect(linked.link).toBeNull();
  });

  test.each([
    ['<itunes:image href="https://example.org/i.png"/>'],
    ['<media:thumbnail url="https://example.org/i.png"/>'],
    ['<media:group><media:thumbnail url="https://example.org/i.png"/></media:group>'],
    ['<media:content url="https://example.org/i.png" medium="image"/>'],
    ['<image><url>https://example.org/i.png</url><title>x</title></image>'],
  ])('a picture: %s', async (inner) => {
    expect((await itemOf(inner)).image).toBe('https://example.org/i.png');
  });
});

describe('what an entry is about', () => {
  test('is listed with labels, whatever names it', async () => {
    const { categories } = await itemOf(`<category domain="x">One</category>
      <category term="two" label="Two"/><dc:subject>Three</dc:subject>
      <categories><category>Four</category></categories><itunes:keywords>five, six,</itunes:keywords>`);
    const named = categories.map(({ term, label }) => label ?? term);
    expect(named.sort()).toEqual(['Four', 'One', 'Three', 'Two', 'five', 'six']);
  });

  test.each([
    ['<comments>https://example.org/c</comments>', 'https://example.org/c'],
    ['<comments>12</comments>', null],
    ['<comments>none so far</comments>', null],
    [
      '<link rel="replies" type="text/html" href="https://example.org/c"/>',
      'https://example.org/c',
    ],
    ['<link rel="replies" type="application/atom+xml" href="https://example.org/c"/>', null],
  ])('%s is discussed at %s', async (inner, address) => {
    expect((await itemOf(inner)).commentsUrl).toBe(address);
  });
});

describe('a feed', () => {
  test('describes itself', async () => {
    const feed = await channel(`<description>About &amp;amp; so</description>
      <language>en-us</language><ttl>90</ttl><sy:updatePeriod>daily</sy:updatePeriod>
      <sy:updateFrequency>4</sy:updateFrequency><skipHours><hour>24</hour><hour>3</hour></skipHours>
      <skipDays><day>Sunday</day></skipDays><image><url>https://example.org/i.png</url>
      <title>I</title></image><managingEditor>ada@example.org (Ada)</managingEditor>
      <lastBuildDate>Fri, 20 Nov 2026 10:00:00 GMT</lastBuildDate>`);
    expect(feed).toMatchObject({
      description: 'About &amp; so',
      language: 'en-us',
      hints: { everyMinutes: 360, skipHours: [0, 3], skipDays: [0] },
      image: 'https://example.org/i.png',
      author: 'Ada',
      updated: 'Fri, 20 Nov 2026 10:00:00 GMT',
    });
  });

  test('of Atom has a language, a logo and an icon', async () => {
    const feed = await read(`<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="de">
      <icon>https://example.org/i.ico</icon><logo>https://example.org/l.png</logo></feed>`);
    expect(feed).toMatchObject({
      language: 'de',
      icon: 'https://example.org/i.ico',
      image: 'https://example.org/l.png',
    });
  });

  test('is left alone by extensions it may have', async () => {
    const feed = await channel(`<item><title>T</title><georss:point>45.256 -71.92</georss:point>
      <slash:comments>7</slash:comments><geo:lat>1</geo:lat><wfw:commentRss>https://x/</wfw:commentRss>
      <source url="https://example.org/other"><title>Other</title></source>
      <podcast:transcript url="https://example.org/t.vtt"/></item>`);
    expect(feed.entries[0]).toMatchObject({ title: 'T', link: null, enclosures: [] });
  });
});

describe('an entry that xml:base speaks of', () => {
  test('has its addresses start there, inside its text as well', async () => {
    const entry = await read(`<feed xml:base="http://a.example/"><entry xml:base="b/">
      <link href="1"/><content type="html">&lt;a href="2"&gt;x&lt;/a&gt;</content></entry></feed>`);
    expect(entry.entries[0]).toMatchObject({
      link: 'http://a.example/b/1',
      html: '<a href="http://a.example/b/2">x</a>',
    });
  });

  test('or not leaves them as they are written, for the document’s address to complete', async () => {
    expect(
      await itemOf('<link>a/1</link><description>&lt;img src="b"&gt;</description>'),
    ).toMatchObject({ link: 'a/1', html: '<img src="b">' });
  });
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
    ['another kind of XML', '<svg xmlns="http://www.w3.org/2000/svg"/>'],
    ['OPML', '<opml version="2.0"><body/></opml>'],
  ])('%s is refused', async (_what, text) => {
    await expect(read(text)).rejects.toMatchObject({ code: 'not-a-feed' });
  });
});
