/** Character references of XML and of HTML, which feeds write in XML all the same. */
import { decodeHTMLStrict } from 'entities';

/** The longest named reference is `&CounterClockwiseContourIntegral;`. */
const LONGEST_REFERENCE = 34;
const BEYOND_UNICODE = 0x110000;
/** Pieces kept before they are joined, so that a million references take little memory. */
const MOST_PARTS = 1000;
/** The five of XML, and those of HTML's 2,231 that have been met. */
const KNOWN = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
]);

/**
 * Decodes each reference once. What is none stays as it is written, so a bare `&` is just that, and
 * entities of a document's own making are never looked up. References to no character are left out;
 * controls 128 to 159 are for `namedControls` to read.
 */
export function decodeReferences(text: string): string {
  let at = text.indexOf('&');
  if (at < 0) return text;
  let read = '';
  let parts: string[] = [];
  let done = 0;
  let hasHalves = false;
  while (at >= 0) {
    const end = referenceEnd(text, at + 1);
    const decoded = end < 0 ? null : decodeReference(text, at + 1, end);
    if (decoded === null) {
      at = text.indexOf('&', at + 1);
      continue;
    }
    parts.push(text.slice(done, at), decoded);
    done = end + 1;
    if (parts.length >= MOST_PARTS) {
      read += parts.join('');
      parts = [];
    }
    hasHalves ||= decoded.length === 1 && decoded >= '\ud800' && decoded <= '\udfff';
    at = text.indexOf('&', done);
  }
  if (done === 0) return text;
  read += parts.join('') + text.slice(done);
  // Some programs write an emoji as two references, one for each half of its UTF-16.
  return hasHalves ? read.replace(/\p{Surrogate}/gu, '') : read;
}

/** Where the `;` stands, or -1 where there is none in reach. */
function referenceEnd(text: string, from: number): number {
  const limit = Math.min(text.length, from + LONGEST_REFERENCE);
  for (let at = from; at < limit; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 0x3b) return at;
    const isWord =
      (code >= 0x61 && code <= 0x7a) ||
      (code >= 0x41 && code <= 0x5a) ||
      (code >= 0x30 && code <= 0x39) ||
      (code === 0x23 && at === from);
    if (!isWord) return -1;
  }
  return -1;
}

function decodeReference(text: string, from: number, end: number): string | null {
  if (text.charCodeAt(from) === 0x23) return decodeNumber(text, from + 1, end);
  const name = text.slice(from, end);
  const known = KNOWN.get(name);
  if (known !== undefined) return known;
  const whole = `&${name};`;
  const decoded = decodeHTMLStrict(whole);
  if (decoded === whole) return null;
  KNOWN.set(name, decoded);
  return decoded;
}

/** Digits of base 10, or of base 16 after an `x`. */
function decodeNumber(text: string, from: number, end: number): string | null {
  const isHex = (text.charCodeAt(from) | 0x20) === 0x78;
  const base = isHex ? 16 : 10;
  const digits = isHex ? from + 1 : from;
  if (digits === end) return null;
  let code = 0;
  for (let at = digits; at < end; at += 1) {
    const digit = digitOf(text.charCodeAt(at));
    if (digit >= base) return null;
    code = Math.min(code * base + digit, BEYOND_UNICODE);
  }
  return isXmlCharacter(code) ? String.fromCodePoint(code) : '';
}

function digitOf(code: number): number {
  if (code >= 0x30 && code <= 0x39) return code - 0x30;
  const letter = code | 0x20;
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x61 + 10 : BEYOND_UNICODE;
}

/** XML 1.0, production 2, and the halves of UTF-16. */
function isXmlCharacter(code: number): boolean {
  if (code < 0x20) return code === 0x9 || code === 0xa || code === 0xd;
  return code <= 0xfffd || (code >= 0x10000 && code < BEYOND_UNICODE);
}

/** Text as HTML that reads the same. */
export function escapeText(text: string): string {
  return text.replace(/[&<>]/g, (mark) =>
    mark === '&' ? '&amp;' : mark === '<' ? '&lt;' : '&gt;',
  );
}

/** A value as it may stand between double quotes. */
export function escapeAttribute(value: string): string {
  return value.replace(/[&<>"]/g, (mark) =>
    mark === '&' ? '&amp;' : mark === '<' ? '&lt;' : mark === '>' ? '&gt;' : '&quot;',
  );
}
