import { describe, expect, test } from 'vitest';
import { prepareFeed } from '../../../src/main/parser/prepareFeed';

/** The prepared elements of one item, without the outline around them. */
const item = (inner: string): string =>
  channel(`<item>${inner}</item>`).replace(/^<item>|<\/item>$/g, '');
/** The prepared elements of a channel. */
const channel = (inner: string): string => outline(`<rss><channel>${inner}</channel></rss>`);
const outline = (document: string, base: string | null = null): string =>
  prepareFeed(document, base).xml.replace(/^<rss version="2.0"><channel>|<\/channel><\/rss>$/g, '');
const entry = (inner: string, attributes = ''): string =>
  outline(
    `<feed xmlns="http://www.w3.org/2005/Atom"${attributes}><entry>${inner}</entry></feed>`,
  ).replace(/^<item>|<\/item>$/g, '');
const title = (text: string): string => `<rawTitle><![CDATA[${text}]]></rawTitle>`;
const markup = (name: string, text: string, type = ''): string =>
  `<${name}${type} markup="1"><![CDATA[${text}]]></${name}>`;

describe('what XML does not allow is mended', () => {
  test.each([
    ['characters that XML forbids', 'a\u0000b\u0008c\u001bd\ufffee', 'abcde'],
    ['line breaks and tabs, which it allows', 'a\r\n\tb', 'a\r\n\tb'],
    ['bare ampersands', 'a & b &copy c?x=1&y=2', 'a & b &copy c?x=1&y=2'],
    ['references that XML itself knows', '&amp;&lt;&gt;&quot;&apos;&#65;&#x41;', '&<>"\'AA'],
    ['references that only HTML knows', 'caf&eacute;&nbsp;&hellip;', 'café\u00a0…'],
    ['references to nothing', '&klingon; &#; &#x; &#xfffffffff;', '&klingon; &#; &#x; '],
    ['references to characters that XML forbids', 'a&#0;b&#x1F;c&#xFFFF;d&#x110000;e', 'abcde'],
    ['a character in two references', '&#xD83D;&#xDE00; &#55357;&#56832;', '😀 😀'],
    ['half a character', 'a&#xD83D;b&#xDE00;c', 'abc'],
    ['references in CDATA, which are none', '<![CDATA[&#65; & &lt;]]>', '&#65; & &lt;'],
    ['a < that begins nothing', '1 < 2 <> <3', '1 < 2 <> <3'],
    ['comments and instructions', 'a<!-- <b> -->b<?php x ?>c', 'abc'],
    ['CDATA beside text', 'a <![CDATA[<b>]]> &amp; c', 'a <b> & c'],
  ])('%s', (_what, written, read) => {
    expect(item(`<title>${written}</title>`)).toBe(title(read));
  });

  test('CDATA that holds the end of CDATA comes through a strict parser', () => {
    expect(item('<title>a ]]&gt; b</title>')).toBe(title('a ]]]]><![CDATA[> b'));
  });

  test.each(['\n\n PHP Notice: x\n', '\ufeff\ufeff', '<!DOCTYPE rss>', '<?xml version="9"?>'])(
    'junk before the root: %j',
    (junk) => {
      expect(outline(`${junk}<rss><channel><title>x</title></channel></rss>`)).toBe(title('x'));
    },
  );

  test('what follows the root is not read', () => {
    expect(outline('<rss><channel/></rss><rss><channel><title>x</title></channel></rss>')).toBe('');
  });
});

describe('what is open is closed', () => {
  test('an item that never ends ends where the next one begins', () => {
    expect(channel('<item><title>a</title><item><title>b</title></item>')).toBe(
      `<item>${title('a')}</item><item>${title('b')}</item>`,
    );
  });

  test('a line that never ends ends where the next element begins', () => {
    expect(item('<link>https://x/<title>a</title>')).toBe(
      `<rawLink><![CDATA[https://x/]]></rawLink>${title('a')}`,
    );
  });

  test('a text that never ends ends with what is around it', () => {
    expect(channel('<item><title>a</item><item/>')).toBe(`<item>${title('a')}</item><item></item>`);
  });

  test('a closing tag that closes nothing is passed by', () => {
    expect(item('</b></media:group><title>a</title></title>')).toBe(title('a'));
  });

  test('unknown elements are passed by with everything in them', () => {
    expect(item('<x:y><title>no</title><x:y/></x:y><hr><title>yes</title>')).toBe(title('yes'));
  });

  test('tags in any case are the same tags', () => {
    expect(outline('<RSS><Channel><ITEM><Title>a</TITLE></Item></channel></rss>')).toBe(
      `<item>${title('a')}</item>`,
    );
  });
});

describe('a document that ends too early', () => {
  const whole = `<rss><channel><title>t</title><item><title>a</title></item><item><title>b</title><author>x</author></item></channel></rss>`;

  test('keeps whole entries only, and says that it is cut, wherever it is cut', () => {
    const end = whole.indexOf('</item>') + 7;
    for (let length = '<rss>'.length; length < whole.length - 1; length += 1) {
      const { xml, isComplete } = prepareFeed(whole.slice(0, length), null);
      const count = xml.split('<item>').length - 1;
      const expected = length >= whole.lastIndexOf('</item>') + 7 ? 2 : length >= end ? 1 : 0;
      expect([length, count, isComplete]).toEqual([length, expected, false]);
      expect(xml.endsWith('</channel></rss>')).toBe(true);
    }
    expect(prepareFeed(whole, null).isComplete).toBe(true);
  });
});

describe('namespaces', () => {
  test.each([
    ['by their address, whatever their prefix', 'xmlns:d="http://purl.org/dc/elements/1.1/"', 'd:creator'],
    ['without a slash, in another case and scheme', 'xmlns:d="HTTPS://PURL.org/dc/elements/1.1"', 'd:creator'],
    ['by the customary prefix where nothing is declared', '', 'dc:creator'],
    ['by the customary prefix where a typing mistake is declared', 'xmlns:dc="http://purl.org/dc/element/"', 'dc:creator'],
  ])('are known %s', (_how, declaration, name) => {
    const inner = `<item><${name}>Ada</${name}></item>`;
    expect(outline(`<rss ${declaration}><channel>${inner}</channel></rss>`)).toBe(
      '<item><rawCreator><![CDATA[Ada]]></rawCreator></item>',
    );
  }); // prettier-ignore

  test('of others hold nothing that is ours', () => {
    const document = `<rss xmlns:x="http://example.org/x"><channel><item><x:title>no</x:title>
      <title xmlns="http://example.org/y">no</title><title>yes</title></item></channel></rss>`;
    expect(outline(document)).toBe(`<item>${title('yes')}</item>`);
  });

  test('that the whole document is in by mistake do not matter', () => {
    const document =
      '<rss xmlns="http://example.org/x"><channel><title>yes</title></channel></rss>';
    expect(outline(document)).toBe(title('yes'));
  });
});

describe('markup that nobody escaped keeps the order of its words', () => {
  const div = '<div xmlns="http://www.w3.org/1999/xhtml">one <b>two</b> three</div>';

  test.each([
    ['XHTML in Atom', 'xhtml', div],
    ['XHTML under a prefix', 'xhtml', '<h:div xmlns:h="http://www.w3.org/1999/xhtml">one <h:b>two</h:b> three</h:div>'],
    ['XHTML by its media type', 'application/xhtml+xml', div],
    ['XHTML without its div', 'xhtml', 'one <b>two</b> three'],
  ])('%s', (_what, type, inner) => {
    expect(entry(`<content type="${type}">\n${inner}\n</content>`)).toBe(
      markup('rawContent', 'one <b>two</b> three', ` type="${type}"`),
    );
  }); // prettier-ignore

  test('HTML in RSS', () => {
    expect(item('<description><p>one <br>two<hr/></p></description>')).toBe(
      markup('rawSummary', '<p>one <br>two<hr></p>'),
    );
  });

  test('elements that only XML can close in themselves are closed for HTML', () => {
    expect(entry('<content type="xhtml"><p><a name="x"/>y<br/></p></content>')).toBe(
      markup('rawContent', '<p><a name="x"></a>y<br></p>', ' type="xhtml"'),
    );
  });

  test('what is escaped in XHTML is text; in RSS it is HTML', () => {
    const inner = '<p>&lt;b&gt;</p><![CDATA[<i>]]>';
    expect(entry(`<content type="xhtml">${inner}</content>`)).toContain(
      '<p>&lt;b&gt;</p>&lt;i&gt;',
    );
    expect(item(`<description>${inner}</description>`)).toContain('<p><b></p><i>');
  });

  test('an element of the same name inside does not end it', () => {
    expect(entry('<summary type="xhtml"><p><summary>a</summary></p></summary>')).toBe(
      markup('rawSummary', '<p><summary>a</summary></p>', ' type="xhtml"'),
    );
  });

  test('two divs are not one around them', () => {
    expect(entry('<content type="xhtml"><div>a</div><div>b</div></content>')).toContain(
      '<div>a</div><div>b</div>',
    );
  });
});

describe('bases', () => {
  test('hold for what is inside, each starting at the one around it', () => {
    const document = `<feed xml:base="http://a.example/x/"><entry xml:base="y/">
      <link href="1"/><content xml:base="/z">c</content></entry></feed>`;
    expect(outline(document)).toBe(
      '<item base="http://a.example/x/y/"><rawLink base="http://a.example/x/y/" href="1"></rawLink>' +
        '<rawContent base="http://a.example/z"><![CDATA[c]]></rawContent></item>',
    );
  });

  test('that are relative start at the document', () => {
    expect(outline('<feed xml:base="x/"><id>1</id></feed>', 'http://a.example/f')).toBe(
      '<rawId base="http://a.example/x/"><![CDATA[1]]></rawId>',
    );
  });

  test.each(['javascript:alert(1)', 'data:text/html,x', ' '])('%j is none', (base) => {
    expect(outline(`<feed xml:base="${base}"><id>1</id></feed>`)).toBe(
      '<rawId><![CDATA[1]]></rawId>',
    );
  });
});

describe('what is no feed', () => {
  test.each(['hello', '<svg/>', '<opml version="2.0"><body/></opml>', ''])('%j', (text) => {
    expect(() => prepareFeed(text, null)).toThrow(
      expect.objectContaining({ code: 'not-a-feed' }) as Error,
    );
  });
});
