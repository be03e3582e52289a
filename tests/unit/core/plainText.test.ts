import { describe, expect, test } from 'vitest';
import { cutText, decodeReferences, plainLine, singleLine } from '../../../src/main/core/plainText';

describe('character references', () => {
  test.each([
    ['&amp;&lt;&gt;&quot;&apos;', '&<>"\''],
    ['caf&eacute; &Auml;&auml;', 'café Ää'],
    ['&#8217;&#x2019;&#X2019;', '’’’'],
    ['&#128240;&#x1F4F0;', '📰📰'],
    ['Fish & chips &unknown; &amp', 'Fish & chips &unknown; &amp'],
    ['&amp;lt;b&amp;gt;', '&lt;b&gt;'],
  ])('%s reads %s', (written, read) => {
    expect(decodeReferences(written)).toBe(read);
  });

  test.each(['&#0;', '&#xD800;', '&#xDFFF;', '&#x110000;', '&#9999999;'])(
    '%s is no character and becomes U+FFFD',
    (written) => {
      expect(decodeReferences(written)).toBe('\ufffd');
    },
  );

  test.each(['&toString;', '&valueOf;'])('%s stays as it was written', (written) => {
    expect(decodeReferences(written)).toBe(written);
  });
});

describe('one line of text', () => {
  test('has no line breaks, tabs, runs of spaces or control characters', () => {
    expect(singleLine(' a\r\n\tb \u00a0 c\u0000\u001b[31m\ufffe\uffff ')).toBe('a b c[31m');
  });
});

describe('a title', () => {
  test.each([
    ['A &amp; B', 'A & B'],
    ['A <b>bold</b> <a href="x">claim</a>', 'A bold claim'],
    ['one<br>two<br/>three', 'onetwothree'],
    ['1 < 2 > 0', '1 < 2 > 0'],
    ['The &lt;marquee&gt; tag', 'The <marquee> tag'],
    ['<img src=x onerror=alert(1)>', '<img src=x onerror=alert(1)>'],
    ['&amp;lt;script&amp;gt;', '&lt;script&gt;'],
    ['<script>alert(1)</script>', '<script>alert(1)</script>'],
    ['  ', ''],
    ['<b></b>', ''],
  ])('%j is shown as the text %j', (markup, text) => {
    expect(plainLine(markup)).toBe(text);
  });
});

describe('a text that is too long', () => {
  test.each([
    ['short', 10, 'short'],
    ['one two three', 9, 'one two…'],
    ['onetwothree', 5, 'onetw…'],
    ['ab📰cd', 3, 'ab…'],
  ])('%j cut to %i is %j', (text, length, cut) => {
    expect(cutText(text, length)).toBe(cut);
  });
});
