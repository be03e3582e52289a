import { describe, expect, test } from 'vitest';
import type { ParsedFeed } from '../../../src/main/core/parsedFeed';
import type { KnownArticles } from '../../../src/main/core/ports';
import { readDocument } from '../../../src/main/parser/readDocument';
import { items, rss } from '../../support/builders';
import { fixture } from '../../support/fixtures';

const context = { url: 'https://example.org/feed', contentType: null };
const parse = (
  document: string | Uint8Array,
  isFramed?: boolean,
  known: KnownArticles = new Map(),
): Promise<ParsedFeed> => {
  const framed = isFramed === undefined ? context : { ...context, isFramed };
  return readDocument({
    kind: 'feed',
    bytes: Buffer.from(document),
    context: framed,
    known,
  }) as Promise<ParsedFeed>;
};

const atom = `<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>A</title>
  <entry><id>1</id><title type="xhtml"><div>A <b>bold</b> title</div></title>
  <content type="xhtml"><div>one <b>two</b></div></content></entry></feed>`;
const documents: [string, string][] = [
  ['RSS', rss(items(3), 'Cut &amp; dried')],
  ['RSS with CDATA', rss([{ guid: '1', description: '<![CDATA[<p>a & b</p>]]>' }])],
  ['Atom with XHTML', atom],
  ['JSON', '{"version":"https://jsonfeed.org/version/1.1","items":[{"id":"1","title":"x"}]}'],
];

describe('a document that ends too early', () => {
  /** After the name of the root nothing is left that could be lost. */
  const rootEnd = (whole: string): number =>
    whole.startsWith('{') ? whole.length : whole.lastIndexOf('>');

  test.each(documents)(
    '%s, cut after any byte, is refused where nothing vouches for its length',
    async (_what, whole) => {
      expect((await parse(whole, false)).articles.length).toBeGreaterThan(0);
      for (let length = 0; length < rootEnd(whole); length += 1) {
        const cut = parse(whole.slice(0, length), false);
        await expect(cut, `cut after ${String(length)}`).rejects.toMatchObject({
          code: 'incomplete',
        });
      }
    },
  );

  test('elsewhere is read for its whole articles, and says that it is not whole', async () => {
    const [, whole] = documents[0]!;
    const complete = (await parse(whole)).articles;
    let most = 0;
    for (let length = 0; length < rootEnd(whole); length += 1) {
      const cut = await parse(whole.slice(0, length), true).catch(() => null);
      if (cut === null) continue;
      expect(cut.isComplete).toBe(false);
      // Never an article that differs from the whole one.
      expect(cut.articles).toEqual(complete.slice(0, cut.articles.length));
      most = Math.max(most, cut.articles.length);
    }
    expect(most).toBe(complete.length);
  });

  test.each(['', ' \n', '\ufeff'])('or never begins (%j) is incomplete', async (text) => {
    await expect(parse(text)).rejects.toMatchObject({ code: 'incomplete' });
  });
});

describe('a document', () => {
  test('is judged by its root element, not by the HTML inside its articles', async () => {
    const page = '<![CDATA[<!DOCTYPE html><html><head></head><body><p>x</p></body></html>]]>';
    const [article] = (await parse(rss([{ guid: '1', description: page }]))).articles;
    expect(article).toMatchObject({ excerpt: 'x' });
    await expect(parse('<!DOCTYPE html><html><body>x</body></html>')).rejects.toMatchObject({
      code: 'not-a-feed',
    });
  });

  test.each(['hello', '{"name":"x"}', '<opml version="2.0"/>', '<svg/>'])(
    'that is none of ours (%s) is not a feed',
    async (text) => {
      await expect(parse(text)).rejects.toMatchObject({ code: 'not-a-feed' });
    },
  );

  test('with an XHTML title is titled by its text', async () => {
    expect((await parse(atom)).articles[0]).toMatchObject({
      title: 'A bold title',
      excerpt: 'one two',
      source: 'one <b>two</b>',
    });
  });

  test('has none of its entities expanded', async () => {
    const feed = await parse(`<!DOCTYPE r [<!ENTITY l "lol"><!ENTITY % p "&#37;">
      <!ENTITY file SYSTEM "file:///etc/hostname">]>${rss([{ guid: '1', title: '&l; &file;' }])}`);
    expect(feed.articles[0]?.title).toBe('&l; &file;');
  });

  test('starts its addresses at Content-Location', async () => {
    const bytes = Buffer.from(rss([{ guid: '1', link: 'x' }]));
    const located = { ...context, contentLocation: '/elsewhere/' };
    const feed = await readDocument({ kind: 'feed', bytes, context: located, known: new Map() });
    expect((feed as ParsedFeed).articles[0]?.url).toBe('https://example.org/elsewhere/x');
  });

  test('of which everything is known is counted and answered with nothing', async () => {
    const whole = rss(items(3));
    const { articles } = await parse(whole);
    const known = new Map(articles.map(({ identity, fingerprint }) => [identity, fingerprint]));
    expect(await parse(whole, true, known)).toMatchObject({ total: 3, articles: [] });
  });
});

test('an article is cleaned for the window, and its addresses start where it says', async () => {
  const source = '<p onclick="x">a<script>b</script><a href="c">d</a></p>';
  expect(
    await readDocument({ kind: 'clean', source, baseUrl: 'https://example.org/posts/' }),
  ).toEqual({ html: '<p>a<a href="https://example.org/posts/c">d</a></p>' });
});

describe('real feeds', () => {
  interface RealFeed {
    readonly file: string;
    readonly format: string;
    /** What feedparser reads in it; missing where that was not recorded. */
    readonly ref?: { readonly entries?: readonly { readonly title: string | null }[] };
  }
  const feeds = JSON.parse(fixture('cases/realworld.json').toString()) as RealFeed[];

  test('there are more than a hundred of them', () => {
    expect(feeds.length).toBeGreaterThan(100);
  });

  test.each(
    feeds.map(({ file, ref }) => [file.split('/').slice(-2).join('/'), file, ref] as const),
  )('%s: has all its articles, each with an identity and a title', async (_name, file, ref) => {
    const { articles } = await parse(fixture(file));
    // Two items without any difference are one article.
    const expected = new Set(ref?.entries?.map((entry) => JSON.stringify(entry)));
    if (ref?.entries !== undefined) expect(articles.length).toBe(expected.size);
    expect(new Set(articles.map(({ identity }) => identity)).size).toBe(articles.length);
    for (const { title, excerpt, url, source } of articles) {
      expect(title).not.toBe('');
      expect(excerpt.length).toBeLessThanOrEqual(241);
      if (url !== null) expect(url).toMatch(/^https?:/);
      expect(source).not.toMatch(/\p{Surrogate}/u);
    }
  });
});

describe('a relative address in an article that names no base', () => {
  const textWith = async (href: string, attributes = ''): Promise<string | undefined> => {
    const feed = await parse(
      `<feed xmlns="http://www.w3.org/2005/Atom"><title>A</title><entry><id>1</id><link href="${href}"/><content type="html"${attributes}>&lt;a href="x">x&lt;/a></content></entry></feed>`,
    );
    return feed.articles[0]?.source;
  };
  const linked = (address: string): string => `<a href="${address}">x</a>`;

  test('starts at the article’s page', async () => {
    expect(await textWith('/2026/story.html')).toBe(linked('https://example.org/2026/x'));
  });

  test('but not at a page of somebody else', async () => {
    expect(await textWith('https://other.example/story')).toBe(linked('https://example.org/x'));
  });

  test('nor where a base is named', async () => {
    expect(await textWith('/2026/story.html', ' xml:base="/b/"')).toBe(
      linked('https://example.org/b/x'),
    );
  });
});
