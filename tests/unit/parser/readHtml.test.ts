import { describe, expect, test } from 'vitest';
import { documentBase } from '../../../src/main/parser/readDocument';
import { readFeed } from '../../../src/main/parser/readFeed';
import { readHtml, textOfHtml } from '../../../src/main/parser/readHtml';

const base = 'https://example.org/feeds/all.xml';
const sourceOf = (html: string, from: string | null = base): string => readHtml(html, from).source;
const textOf = (html: string): string => readHtml(html, base).text;
const picturesIn = (html: string, from = base): readonly string[] =>
  readHtml(html, from).imageSources;

/** The text of the only entry of an Atom document, as it is stored. */
async function storedText(document: string, contentLocation: string | null): Promise<string> {
  const start = documentBase({ url: base, contentType: null, contentLocation });
  const feed = await readFeed(document, start);
  return readHtml(feed.entries[0]?.html ?? '', start).source;
}
const atom = (entry: string, attributes = ''): string =>
  `<feed xmlns="http://www.w3.org/2005/Atom"${attributes}><entry>${entry}</entry></feed>`;
const content = (html: string, attributes = ''): string =>
  `<content type="html"${attributes}><![CDATA[${html}]]></content>`;
const link = '<a href="x">x</a>';
const linked = (address: string): string => `<a href="${address}">x</a>`;

describe('a relative address in an article starts', () => {
  test('[I10.01] at the xml:base of the feed', async () => {
    const document = atom(content(link), ' xml:base="http://a.example/f/"');
    expect(await storedText(document, '/c/')).toBe(linked('http://a.example/f/x'));
  });

  test('[I10.02] at the xml:base of its entry, itself relative to the feed’s', async () => {
    const document = atom(content(link), ' xml:base="http://a.example/f/"');
    const entry = document.replace('<entry>', '<entry xml:base="e/">');
    expect(await storedText(entry, null)).toBe(linked('http://a.example/f/e/x'));
  });

  test('[I10.03] at the xml:base of its content', async () => {
    expect(await storedText(atom(content(link, ' xml:base="/c/"')), null)).toBe(
      linked('https://example.org/c/x'),
    );
  });

  test('[I10.04] at the innermost xml:base inside the content, and only there', async () => {
    const xhtml = `<div xml:base="http://a.example/">${link}<p xml:base="p/">${link}</p>${link}</div>`;
    const document = atom(`<content type="xhtml">${xhtml}</content>`);
    const hrefs = [...(await storedText(document, null)).matchAll(/href="([^"]*)"/g)];
    expect(hrefs.map(([, href]) => href)).toEqual([
      'http://a.example/x',
      'http://a.example/p/x',
      'http://a.example/x',
    ]);
  });

  test('[I10.05] at Content-Location, itself relative to the feed', async () => {
    expect(await storedText(atom(content(link)), '../other/')).toBe(
      linked('https://example.org/other/x'),
    );
    expect(await storedText(atom(content(link)), 'javascript:alert(1)')).toBe(
      linked('https://example.org/feeds/x'),
    );
  });

  test('[I10.06] at the feed’s own address, for want of anything else', async () => {
    expect(await storedText(atom(content(link)), null)).toBe(linked('https://example.org/feeds/x'));
    const rss = `<rss><channel><item><description><![CDATA[${link}]]></description></item></channel></rss>`;
    expect(await storedText(rss, null)).toBe(linked('https://example.org/feeds/x'));
  });

  test('[I10.07] in every attribute that names one, without a scheme too, and not in a #fragment', () => {
    expect(
      sourceOf(
        '<a href="//b.example/x">x</a><a href="#note">n</a><img src="i.png" srcset="s.png 1x, //b.example/t.png 2x,u.png 3x"><video poster="p.png"></video><blockquote cite="?q"><td background=/bg.png>',
      ),
    ).toBe(
      '<a href="https://b.example/x">x</a><a href="#note">n</a><img src="https://example.org/feeds/i.png" srcset="https://example.org/feeds/s.png 1x, https://b.example/t.png 2x,https://example.org/feeds/u.png 3x"><video poster="https://example.org/feeds/p.png"></video><blockquote cite="https://example.org/feeds/all.xml?q"><td background="https://example.org/bg.png">',
    );
  });

  test('[I10.08] and an absolute one, with everything else, stays as it was written', () => {
    const html =
      '<p CLASS=x>a &amp; b <A HREF="HTTP://b.example/%7Ex?a=1&amp;b=2">x</A><a href="mailto:a@b.example">m</a><img src="data:image/gif;base64,AA"><br/></P><!-- <a href="x"> --><script>"<a href=\'x\'>"</script>';
    expect(sourceOf(html)).toBe(html);
    expect(sourceOf('<a href="x">', null)).toBe('<a href="x">');
  });
});

describe('an address that is rewritten', () => {
  test('cannot leave its attribute', () => {
    expect(sourceOf("<a href='x\"y'>")).toBe("<a href='https://example.org/feeds/x%22y'>");
    expect(sourceOf('<a href=x"onclick=alert(1)>')).toBe(
      '<a href="https://example.org/feeds/x%22onclick=alert(1)">',
    );
    expect(sourceOf('<a href="x?a=&quot;&amp;b=&lt;">')).toBe(
      '<a href="https://example.org/feeds/x?a=%22&amp;b=%3C">',
    );
  });

  test('keeps the letters of its language', () => {
    expect(sourceOf('<a href="/über/新">')).toBe('<a href="https://example.org/über/新">');
    expect(sourceOf('<a href="/%FCber/ü">')).toBe('<a href="https://example.org/%FCber/%C3%BC">');
  });
});

describe('the text of an article', () => {
  test.each([
    ['<h2>Head</h2><p>un<b>believ</b>able</p><ul><li>a</li><li>b</li></ul>', 'Head unbelievable a b'],
    ['<p>a &amp;lt; b &lt;c&gt; &eacute;&hellip;</p>', 'a &lt; b <c> é…'],
    ['<a href="https://example.org/?a>1" title="x">link</a>', 'link'],
    ['a<style>b{}</style><script>"c</p>"</script><title>d</title><textarea>e</textarea>f', 'af'],
    ['a<svg><text>b<svg></svg></text>c</svg><select><option>d</select>e', 'ae'],
    ['a<!-- <b> -->b<!-->c<!doctype x>d<?php e ?>f', 'abcdf'],
    ['1 < 2 <3 </ 4', '1 < 2 <3 </ 4'],
    ['a<b', 'a'],
    ['a<!-- b', 'a<!-- b'],
    ['a<script>b', 'a'],
    ['don&#146;t\u0092', 'don’t’'],
    ['a<br>b<img src=x>c<hr/>d', 'a b c d'],
  ])('%j is %j', (html, text) => {
    expect(textOf(html)).toBe(text);
  }); // prettier-ignore

  test('of a title is one line', () => {
    expect(textOfHtml(' A\n<b>b</b>&nbsp;&amp;  c\u0000 ')).toBe('A b & c');
  });
});

describe('pictures', () => {
  test('are listed once each, in order', () => {
    const html = '<img src="b.png"><IMG SRC=" a.png "><img src="b.png"><img>';
    expect(picturesIn(html)).toEqual([
      'https://example.org/feeds/b.png',
      'https://example.org/feeds/a.png',
    ]);
  });

  test.each([
    '<img src="t.gif" width="1" height="1">',
    '<img src="t.gif" width=" 1px " height="0">',
    '<img src="data:image/png;base64,AA">',
    '<img src="file:///etc/x.png">',
    '<img src="#x">',
    '<noscript><img src="t.png"></noscript>',
    '<video poster="t.png"><img src="t.png"></video>',
    '<svg><foreignObject><img src="t.png"></foreignObject></svg>',
    '<!-- <img src="t.png"> -->',
  ])('that nobody is shown are not listed: %s', (html) => {
    expect(picturesIn(html)).toEqual([]);
  });

  test('of the bundled collection are listed for its own articles only', () => {
    const html = '<img src="sample://guide/images/a.png"><img src="images/b.png">';
    expect(picturesIn(html, 'sample://guide/feed.xml')).toEqual([
      'sample://guide/images/a.png',
      'sample://guide/images/b.png',
    ]);
    expect(picturesIn(html)).toEqual(['https://example.org/feeds/images/b.png']);
  });
});
