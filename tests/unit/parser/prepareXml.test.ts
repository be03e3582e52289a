import { expect, test } from 'vitest';
import { prepareXml } from '../../../src/main/parser/prepareXml';

test.each([
  ['junk before the root', '\n\n PHP Notice: x\n<rss/>', '<rss/>'],
  ['characters that XML forbids', '<t>a\u0000b\u0008c\u001bd\ufffee</t>', '<t>abcde</t>'],
  ['line breaks and tabs, which it allows', '<t>a\r\n\tb</t>', '<t>a\r\n\tb</t>'],
  ['a plain document type', '<!DOCTYPE rss><rss/>', '<rss/>'],
  [
    'a document type with an address',
    '<!DOCTYPE rss PUBLIC "-//N//DTD" "http://x/y.dtd"><rss/>',
    '<rss/>',
  ],
  [
    'entities of the document’s own making',
    '<!DOCTYPE r [<!ENTITY a "b"><!ENTITY c SYSTEM "file:///etc/hostname">]><r>&a;&c;</r>',
    '<r>&amp;a;&amp;c;</r>',
  ],
  ['a second document type', '<!DOCTYPE r><!DOCTYPE r [<!ENTITY a "b">]><r/>', '<r/>'],
  ['bare ampersands', '<t>a & b &copy; c?x=1&y=2</t>', '<t>a &amp; b &amp;copy; c?x=1&amp;y=2</t>'],
  [
    'references that XML itself knows',
    '<t>&amp;&lt;&gt;&quot;&apos;&#65;&#x41;</t>',
    '<t>&amp;&lt;&gt;&quot;&apos;&#65;&#x41;</t>',
  ],
  [
    'references to characters that XML forbids',
    '<t>a&#0;b&#x1F;c&#xFFFF;d&#99999999;e&#x110000;f</t>',
    '<t>abcdef</t>',
  ],
  ['a character in two references', '<t>&#xD83D;&#xDE00; &#55357;&#56832;</t>', '<t>😀 😀</t>'],
  ['half a character', '<t>a&#xD83D;b&#xDE00;\ud83dc</t>', '<t>abc</t>'],
  [
    'any other character',
    '<t>&#x9;&#x1F600;&#X41;&#0038;</t>',
    '<t>&#x9;&#x1F600;&#X41;&#0038;</t>',
  ],
  ['references in CDATA, which are none', '<t><![CDATA[&#0;]]></t>', '<t><![CDATA[&#0;]]></t>'],
  [
    'ampersands in CDATA, which need no mending',
    '<t><![CDATA[a & b &copy;]]> & c</t>',
    '<t><![CDATA[a & b &copy;]]> &amp; c</t>',
  ],
])('%s', (_what, written, prepared) => {
  expect(prepareXml(written)).toBe(prepared);
});

test.each([
  ['alone', '<content type="xhtml">'],
  ['before another attribute', '<content type="xhtml" xml:lang="en">'],
  ['after another attribute', "<content xml:lang='en' type='xhtml'>"],
  ['as a media type', '<content type="application/xhtml+xml">'],
])('XHTML keeps the order of its words: type %s', (_where, tag) => {
  const inner = '<div>one <div>two</div> three</div>';
  expect(prepareXml(`<entry>${tag}\n${inner}\n</content></entry>`)).toBe(
    `<entry>${tag}<![CDATA[one <div>two</div> three]]></content></entry>`,
  );
});

test.each([
  '<content type="html">&lt;b&gt;x&lt;/b&gt;</content>',
  '<content type="xhtml" src="https://example.org/"/>',
  '<content type="xhtml"><![CDATA[<div>x</div>]]></content>',
  '<title>plain</title><content>also plain</content>',
])('%s is left alone', (written) => {
  expect(prepareXml(written)).toBe(written);
});
