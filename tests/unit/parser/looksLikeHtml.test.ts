import { expect, test } from 'vitest';
import { looksLikeHtml } from '../../../src/main/parser/looksLikeHtml';

test.each([
  ['plain', false],
  ['a <b>c</b>', true],
  ['a<br>b', true],
  ['A &amp; B', true],
  ['A &#8217; B', true],
  ['A & B', false],
  ['a &klingon; b', false],
  ['if (a < b && c > d)', false],
  ['the <b> tag', false],
  ['<script>x</script>', false],
  ['<b>x</b><script>', false],
  ['<custom-element>x</custom-element>', false],
  ['generic <T> and <K, V>', false],
])('%j: %s', (text, isHtml) => {
  expect(looksLikeHtml(text)).toBe(isHtml);
});
