import { describe, expect, test } from 'vitest';
import { readHtml } from '../../../src/main/parser/readHtml';
import { sanitizeHtml } from '../../../src/main/parser/sanitizeHtml';
import { fixture } from '../../support/fixtures';
import { elementsOf, forbiddenIn } from './parseMarkup';

interface Vector {
  readonly key: string;
  readonly id: string;
  readonly html: string;
}
const vectors = JSON.parse(fixture('xss/vectors.json').toString()) as Vector[];
const base = 'https://example.org/post/';

describe('the judge of this file', () => {
  test.each([
    ['<script>x</script>', '<script>'],
    ['<p onclick="x">', '<p onclick="x">'],
    ['<p style="color:red">', '<p style="color:red">'],
    ['<p id="api">', '<p id="api">'],
    ['<form></form>', '<form>'],
    ['<iframe></iframe>', '<iframe>'],
    ['<svg></svg>', '<svg>'],
    ['<template><script>x</script></template>', '<script>'],
    ['<a href="javascript:x">', '<a href="javascript:x">'],
    ['<a href="jav&#9;ascript:x">', '<a href="jav\tascript:x">'],
    ['<img src="data:image/png;base64,x">', '<img src="data:image/png;base64,x">'],
    ['<img src="https://x/" srcset="y">', '<img srcset="y">'],
  ])('sees what is wrong with %s', (html, wrong) => {
    expect(forbiddenIn(html)).toContain(wrong);
  });

  test('finds nothing in clean HTML', () => {
    expect(
      forbiddenIn(
        '<p dir="rtl">a <a href="https://x/" title="t">b</a><img src="http://x/y" alt="">',
      ),
    ).toEqual([]);
  });

  test('finds something in most of the attacks as they are', () => {
    expect(vectors).toHaveLength(562);
    expect(vectors.filter(({ html }) => forbiddenIn(html).length > 0).length).toBeGreaterThan(450);
  });
});

describe('after sanitising nothing is left that an article may not hold', () => {
  test.each(vectors.map(({ key, html }) => [key, html] as const))('%s', (_key, html) => {
    // As an article comes to be shown: stored with its addresses absolute, then sanitised.
    const clean = sanitizeHtml(readHtml(html, base).source, base);
    expect(forbiddenIn(clean)).toEqual([]);
    expect(forbiddenIn(sanitizeHtml(html, base))).toEqual([]);
    // What is clean when read once is clean when what was read is written and read again.
    const again = elementsOf(`<div>${clean}</div>`)[0]?.outerHTML ?? '';
    expect(forbiddenIn(again)).toEqual([]);
    expect(sanitizeHtml(clean, base)).toBe(clean);
  });
});

/** Markup that changes its meaning when it is read a second time (H10 and H11 of the protocols). */
const MUTATING = [
  '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=P&gt;">',
  '<form><math><mtext></form><form><mglyph><style></math><img src onerror="P">',
  `${'<div>'.repeat(506)}<table><caption><svg><title><table><caption></caption></table></title><style><a id="</style><img src=x onerror=P>"></a></style></svg></caption></table>`,
];

describe('markup that mutates', () => {
  test.each(MUTATING)('%s', (html) => {
    expect(forbiddenIn(html)).not.toEqual([]);
    let clean = sanitizeHtml(readHtml(html, base).source, base);
    for (let times = 0; times < 3; times += 1) {
      expect(forbiddenIn(clean)).toEqual([]);
      clean = elementsOf(`<div>${clean}</div>`)[0]?.innerHTML ?? '';
    }
  });
});

describe('the text of an attack', () => {
  test.each(vectors.map(({ key, html }) => [key, html] as const))(
    '%s is text, and nothing of a script',
    (_key, html) => {
      const { text, imageSources } = readHtml(html, base);
      expect(text).not.toMatch(/[\u0000-\u0008\u000b-\u001f]/);
      for (const source of imageSources) expect(source).toMatch(/^https?:/);
    },
  );
});
