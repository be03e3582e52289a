import { describe, expect, test } from 'vitest';
import type { ParsedArticle } from '../../../src/main/core/parsedFeed';
import { readDocument } from '../../../src/main/parser/readDocument';
import { ReaderError } from '../../../src/shared/errors';

const PAGE = 'https://example.org/2026/story?id=1';

async function read(
  body: string | Uint8Array,
  { contentType = 'text/html', url = PAGE }: { contentType?: string | null; url?: string } = {},
): Promise<ParsedArticle> {
  const context = { url, contentType };
  const job = { kind: 'page', bytes: Buffer.from(body), context } as const;
  return (await readDocument(job)) as ParsedArticle;
}

async function refusalOf(
  body: string | Uint8Array,
  contentType: string | null,
): Promise<ReaderError> {
  const error: unknown = await read(body, { contentType }).catch((reason: unknown) => reason);
  if (error instanceof ReaderError) return error;
  throw new Error('It was read.');
}

const words = 'A sentence with a comma, and another one. '.repeat(20);
const story = `<article><h1>A day at sea</h1><p>${words}</p><p>${words}</p></article>`;
const page = (head: string, body = story, root = '<html>'): string =>
  `<!doctype html>${root}<head>${head}</head><body><nav>Home Shop</nav>${body}</body></html>`;

describe('a saved page', () => {
  test('is its article, under the address of the page', async () => {
    const article = await read(page('<title>A day at sea | Example</title>'));
    expect(article).toMatchObject({
      identity: `link:${PAGE}`,
      url: PAGE,
      author: null,
      publishedAt: null,
      wordCount: 2 * 20 * 8,
    });
    expect(article.title).toContain('A day at sea');
    expect(article.source).toContain(words.trim());
    expect(article.source).not.toContain('Shop');
  });

  test('is the same whatever place in it the address names, and changes with its text', async () => {
    const first = await read(page(''), { url: `${PAGE}#comments` });
    const second = await read(page(''));
    const third = await read(page('', story.replace('A sentence', 'One sentence')));
    expect(second).toEqual(first);
    expect(third.identity).toBe(first.identity);
    expect(third.fingerprint).not.toBe(first.fingerprint);
  });

  test.each([
    ['the names of Facebook', '<meta property="article:published_time" content="2026-03-04T05:06:07Z"><meta property="article:author" content="Ada Lovelace">'],
    ['the names of everybody', '<meta name="Author" content="Ada Lovelace"><meta name="date" content="2026-03-04T05:06:07Z">'],
    ['those of libraries', '<meta name="DC.creator" content="Ada Lovelace"><meta name="DC.date.issued" content="2026-03-04T05:06:07Z">'],
    ['structured data', '<script type="application/ld+json">{"@context":"https://schema.org","@type":"NewsArticle","headline":"A day at sea","author":{"name":"Ada Lovelace"},"datePublished":"2026-03-04T05:06:07Z"}</script>'],
  ])('has an author and a date by %s', async (_whose, head) => {
    expect(await read(page(head))).toMatchObject({
      author: 'Ada Lovelace',
      publishedAt: Date.UTC(2026, 2, 4, 5, 6, 7),
    });
  }); // prettier-ignore

  test('has the date that stands in its text', async () => {
    const body = `<time itemprop="datePublished" datetime="2026-03-04">4 March</time>${story}`;
    expect((await read(page('', body))).publishedAt).toBe(Date.UTC(2026, 2, 4));
  });

  test('has the author and the date that its markup points out, as Blogger writes them', async () => {
    const body = `${story}<p>Posted by <span itemprop="author"><span itemprop="name">Ada
      Lovelace</span></span> at <abbr itemprop="datePublished" title="2026-03-04T05:06:07Z">4 March</abbr></p>`;
    expect(await read(page('', body))).toMatchObject({
      author: 'Ada Lovelace',
      publishedAt: Date.UTC(2026, 2, 4, 5, 6, 7),
    });
  });

  test('takes no paragraph for a name', async () => {
    const body = `<div itemprop="author">${words}</div>${story}`;
    expect((await read(page('', body))).author).toBeNull();
  });

  test('takes no profile for a name, and no date that cannot be', async () => {
    const head =
      '<meta property="article:author" content="https://social.example/ada"><meta name="date" content="2199-01-01">';
    expect(await read(page(head))).toMatchObject({ author: null, publishedAt: null });
  });

  test('keeps its language and its direction', async () => {
    const { source } = await read(page('', story, '<html lang="he-IL" dir="rtl">'));
    expect(source).toMatch(/^<div lang="he-IL" dir="rtl">/);
  });

  test('shows the picture that stands for it where it has no other', async () => {
    const head = '<meta property="og:image" content="/lead.jpg?a=1&amp;b=2">';
    const lead = 'https://example.org/lead.jpg?a=1&b=2';
    expect((await read(page(head))).imageSources).toEqual([lead]);
    const illustrated = story.replace('</h1>', '</h1><p><img src="own.jpg" alt="Own"></p>');
    expect((await read(page(head, illustrated))).imageSources).toEqual([
      'https://example.org/2026/own.jpg',
    ]);
  });

  test.each([
    ['a page of links', page('<title>Start</title>', '<p><a href="/a?x=1">One</a> <a href="b">Two</a></p>')],
    ['a page without its frame', '<title>Start</title><p><a href="/a?x=1">One</a> <a href="b">Two</a></p>'],
    ['a page that ends too soon', '<html><head><title>Start</title></head><body><p><a href="/a?x=1">One</a> <a href="b">Two</a>'],
    ['a page that nests too deep', page('<title>Start</title>', `${'<div>'.repeat(3000)}<a href="/a?x=1">One</a> <a href="b">Two</a>`)],
    ['a page with a head and no body', '<html><head><title>Start</title><script>x()</script></head><a href="/a?x=1">One</a> <a href="b">Two</a>'],
  ])('is kept whole where it has no article: %s', async (_what, html) => {
    const article = await read(html);
    expect(article.title).toBe('Start');
    expect(article.source).toContain('href="https://example.org/a?x=1"');
    expect(article.source).toContain('href="https://example.org/2026/b"');
    expect(article.excerpt).toMatch(/One Two$/);
    expect(article.source).not.toContain('<title>');
  }); // prettier-ignore

  test('is kept though there is nothing in it', async () => {
    expect(await read('')).toMatchObject({ title: 'Untitled', source: '', wordCount: 0 });
    expect((await read(page('<title>App</title>', '<div id="root"></div>'))).title).toBe('App');
  });

  test('counts addresses from its base', async () => {
    const html = page('<base href="/other/">', '<p><a href="b">Two</a></p>');
    expect((await read(html)).source).toContain('href="https://example.org/other/b"');
  });
});

describe('what is no page', () => {
  test.each([
    ['a picture', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), 'image/png'],
    ['a picture that says it is a page', Buffer.from('89504e470d0a1a0a0000000d', 'hex'), 'text/html'],
    ['a paper', '%PDF-1.7 …', 'application/pdf'],
    ['data', '{"a":1}', 'application/json'],
    ['a feed', '<?xml version="1.0"?><rss version="2.0"><channel/></rss>', 'application/rss+xml'],
    ['nothing that is known', 'words', null],
  ])('%s is refused, with the name of who sent it', async (_what, body, contentType) => {
    expect(await refusalOf(body, contentType)).toMatchObject({
      code: 'not-a-page',
      details: { host: 'example.org' },
    });
  }); // prettier-ignore

  test.each([null, 'application/octet-stream', 'text/plain'])(
    'a page called %s is one all the same',
    async (contentType) => {
      expect((await read(page(''), { contentType })).source).toContain(words.trim());
    },
  );

  test('a plain text is kept, with its paragraphs and nothing it could do', async () => {
    const text = '\n# A plain <b>title</b>\n\nFirst line\r\nsecond line & more\n \n<script>x()</script>\n';
    const article = await read(text, { contentType: 'text/plain; charset=utf-8' });
    expect(article.title).toBe('A plain <b>title</b>');
    expect(article.source).toBe(
      '<p># A plain &lt;b&gt;title&lt;/b&gt;</p>\n<p>First line<br>second line &amp; more</p>\n<p>&lt;script&gt;x()&lt;/script&gt;</p>',
    );
  }); // prettier-ignore
});

describe('the charset of a page', () => {
  const inBytes = (text: string): Buffer =>
    Buffer.from(text.replaceAll('é', '\u00e9').replaceAll('“', '\u0093'), 'latin1');

  test.each([
    ['is named by HTTP', '<meta charset="koi8-r">', 'text/html; charset=windows-1252'],
    ['is named by the page', '<meta charset="windows-1252">', 'text/html'],
    ['is named by the page the old way', '<meta http-equiv="Content-Type" content="text/html; charset=windows-1252">', 'text/html'],
    ['is named after a kilobyte', `<!--${'-'.repeat(1500)}--><meta charset='windows-1252'>`, null],
    ['is guessed', '', 'text/html'],
  ])('%s', async (_how, head, contentType) => {
    const article = await read(inBytes(page(`${head}<title>Café “x</title>`)), { contentType });
    expect(article.title).toBe('Café “x');
  }); // prettier-ignore

  test('is one of several bytes for a letter', async () => {
    const head = Buffer.from('<!doctype html><html><head><meta charset="shift_jis"><title>');
    const japanese = Buffer.from('93fa967b8cea', 'hex');
    const bytes = Buffer.concat([head, japanese, Buffer.from('</title></head><body></body></html>')]);
    expect((await read(bytes)).title).toBe('日本語');
  }); // prettier-ignore

  test('is UTF-8 where the bytes say so, whatever the page says', async () => {
    const html = page('<meta charset="iso-8859-1"><title>Café 新</title>');
    expect((await read(html)).title).toBe('Café 新');
  });
});
