import { expect, test } from 'vitest';
import { textOnlyHtml } from '../../../src/main/core/textOnly';

test('text keeps its paragraphs and loses its markup', () => {
  expect(textOnlyHtml('<h1>A</h1><p>B <b>c</b>\n d</p><ul><li>E<li>F</ul>G<br>H')).toBe(
    '<p>A</p><p>B c d</p><p>E</p><p>F</p><p>G</p><p>H</p>',
  );
});

test('what is no text is left out', () => {
  const source = '<p>A</p><script>alert("<p>B</p>")</script><style>p{}</style><!-- C --><p>D</p>';
  expect(textOnlyHtml(source)).toBe('<p>A</p><p>D</p>');
});

test.each([
  ['&lt;img src=x onerror=alert(1)&gt;', '<p>&lt;img src=x onerror=alert(1)&gt;</p>'],
  ['1 < 2 && 3 > 2', '<p>1 &lt; 2 &amp;&amp; 3 &gt; 2</p>'],
  ['<img alt="a>b" src=x>', '<p>b&quot; src=x&gt;</p>'],
  ['<scr<script>ipt>', '<p>ipt&gt;</p>'],
  ['text <unclosed', '<p>text</p>'],
  ['', ''],
])('%s becomes nothing but text', (source, html) => {
  expect(textOnlyHtml(source)).toBe(html);
});

test.each(['<', '<a', '<script>', '<svg><p>x</p></svg>', '&', '&#', '<!--', '</'])(
  'a million characters of %s are read in linear time',
  (part) => {
    // Anything worse than linear would take minutes, and the test's time limit ends it.
    const html = textOnlyHtml(part.repeat(1_000_000 / part.length));
    expect(html).not.toMatch(/<(?!\/?p>)/);
  },
);
