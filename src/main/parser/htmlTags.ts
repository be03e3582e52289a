/** The tags of a piece of HTML one after another, as a browser would find them; linear to its length. */

import type { TextSearch } from './textSearch';

interface HtmlAttribute {
  /** In lower case. */
  readonly name: string;
  /** Bounds of the value, without quotes. */
  readonly from: number;
  readonly to: number;
}

export interface HtmlTag {
  /** In lower case. */
  readonly name: string;
  readonly isClosing: boolean;
  readonly isSelfClosing: boolean;
  readonly attributes: readonly HtmlAttribute[];
  /** After its `>`. */
  readonly end: number;
}

const NONE: readonly HtmlAttribute[] = [];

const isLetter = (code: number): boolean =>
  (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a);
const isBlank = (code: number): boolean => code === 0x20 || (code >= 0x09 && code <= 0x0d);

/** @returns the tag that begins at a `<`, or null where the `<` is text (HTML, section 13.2.5.6). */
export function htmlTagAt(html: string, at: number): HtmlTag | null {
  const isClosing = html.charCodeAt(at + 1) === 0x2f;
  const nameFrom = at + (isClosing ? 2 : 1);
  if (!isLetter(html.charCodeAt(nameFrom))) return null;
  let index = nameFrom + 1;
  while (index < html.length && !endsName(html.charCodeAt(index))) index += 1;
  const name = html.slice(nameFrom, index).toLowerCase();
  // The usual tag has no attributes.
  if (html.charCodeAt(index) === 0x3e) {
    return { name, isClosing, isSelfClosing: false, attributes: NONE, end: index + 1 };
  }
  const attributes: HtmlAttribute[] = [];
  let isSelfClosing = false;
  while (index < html.length) {
    const code = html.charCodeAt(index);
    if (code === 0x3e) {
      return { name, isClosing, isSelfClosing, attributes, end: index + 1 };
    }
    if (isBlank(code) || code === 0x2f) {
      isSelfClosing = code === 0x2f;
      index += 1;
      continue;
    }
    isSelfClosing = false;
    const attribute = attributeAt(html, index);
    attributes.push(attribute.value);
    index = attribute.next;
  }
  // A tag without an end takes the rest with it, as it does in browsers.
  return { name, isClosing, isSelfClosing, attributes, end: html.length };
}

function attributeAt(html: string, from: number): { value: HtmlAttribute; next: number } {
  let index = from + 1;
  while (index < html.length && !endsName(html.charCodeAt(index)) && html[index] !== '=')
    index += 1;
  const name = html.slice(from, index).toLowerCase();
  let after = index;
  while (after < html.length && isBlank(html.charCodeAt(after))) after += 1;
  if (html[after] !== '=') return { value: { name, from: index, to: index }, next: index };
  after += 1;
  while (after < html.length && isBlank(html.charCodeAt(after))) after += 1;
  const quote = html[after];
  if (quote === '"' || quote === "'") {
    const close = html.indexOf(quote, after + 1);
    const to = close < 0 ? html.length : close;
    return { value: { name, from: after + 1, to }, next: Math.min(to + 1, html.length) };
  }
  let to = after;
  while (to < html.length && !isBlank(html.charCodeAt(to)) && html[to] !== '>') to += 1;
  return { value: { name, from: after, to }, next: to };
}

const endsName = (code: number): boolean => isBlank(code) || code === 0x3e || code === 0x2f;

/**
 * Where a comment, document type or processing instruction ends that begins at a `<`. A browser lets
 * a comment without an end swallow the rest; here it ends at its first `>`, so that nobody loses an
 * article to a typing mistake.
 *
 * @returns -1 where nothing ends it.
 */
export function htmlCommentEnd(html: string, at: number, search: TextSearch): number {
  if (html.startsWith('<!--', at)) {
    // `<!-->` and `<!--->` are whole comments.
    if (html.startsWith('>', at + 4)) return at + 5;
    if (html.startsWith('->', at + 4)) return at + 6;
    const end = search.find('-->', at + 4);
    if (end >= 0) return end + 3;
  }
  const end = search.find('>', at + 2);
  return end < 0 ? -1 : end + 1;
}
