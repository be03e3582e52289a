/** The elements of a prepared feed as rss-parser hands them over. */
import { decodeBody } from './decodeBody';
import { escapeText } from './characterReferences';
import { looksLikeHtml } from './looksLikeHtml';
import { repairText } from './mojibake';

/** Text, or an object with `_` for text, `$` for attributes, and a list for each element inside. */
export type Element = string | Readonly<Record<string, unknown>>;
/** The fields of a feed or entry: a list of elements for each name that occurs. */
export type Fields = Readonly<Record<string, unknown>>;

/** The elements of that name, in the order of the document. */
export function elements(fields: Element | Fields, name: string): readonly Element[] {
  if (typeof fields === 'string' || !Object.hasOwn(fields, name)) return [];
  const found = fields[name];
  return Array.isArray(found) ? (found as readonly Element[]) : [];
}

/** The first element of that name, though it may be empty. */
export function first(fields: Element | Fields, name: string): Element | null {
  return elements(fields, name)[0] ?? null;
}

/** The text of an element without what is inside it, trimmed; null when there is none. */
export function textOf(element: Element | null): string | null {
  const text = writtenText(element).trim();
  return text === '' ? null : repairText(text);
}

function writtenText(element: Element | null): string {
  if (element === null) return '';
  if (typeof element === 'string') return element;
  return typeof element._ === 'string' ? element._ : '';
}

/** @returns the attribute, trimmed; null when it is absent or empty. */
export function attribute(element: Element | null, name: string): string | null {
  if (element === null || typeof element === 'string') return null;
  const attributes = element.$ as Readonly<Record<string, unknown>> | undefined;
  const value = attributes?.[name];
  return typeof value === 'string' && value.trim() !== '' ? repairText(value.trim()) : null;
}

/** The first text that is not empty among the elements of that name. */
export function firstText(fields: Element | Fields, name: string): string | null {
  for (const element of elements(fields, name)) {
    const text = textOf(element);
    if (text !== null) return text;
  }
  return null;
}

/** Where a document says the same thing twice, what it says last counts (as in feedparser). */
export function lastText(fields: Element | Fields, name: string): string | null {
  const texts = elements(fields, name).map(textOf);
  return texts.findLast((text) => text !== null) ?? null;
}

/** What a text without a declared type is: HTML, plain text, or whichever it looks like. */
export type Untyped = 'html' | 'text' | 'guess';

/** A text construct as HTML (RFC 4287, section 3.1; for Atom 0.3 its `mode` as well). */
export function htmlOf(element: Element | null, untyped: Untyped): string | null {
  const text = textOf(element);
  if (text === null) return null;
  if (attribute(element, 'markup') !== null) return text;
  const type = attribute(element, 'type')?.toLowerCase().split(';')[0]?.trim() ?? null;
  if (isBase64(element, type)) return fromBase64(text, type);
  if (type !== null && /^(?:x?html|text\/html|application\/xhtml\+xml)$/.test(type)) return text;
  if (type === 'text' || type === 'text/plain') {
    return untyped === 'text' ? escapeText(text) : guessed(text);
  }
  if (untyped === 'html') return text;
  return untyped === 'guess' ? guessed(text) : escapeText(text);
}

const guessed = (text: string): string => (looksLikeHtml(text) ? text : escapeText(text));

/** Atom 0.3 says so; Atom 1.0 says it of every media type that is no text and no XML. */
function isBase64(element: Element | null, type: string | null): boolean {
  if (attribute(element, 'mode')?.toLowerCase() === 'base64') return true;
  return type !== null && type.includes('/') && !/^text\/|[/+]xml$/.test(type);
}

function fromBase64(text: string, type: string | null): string {
  const decoded = decodeBody(Buffer.from(text, 'base64'), null).trim();
  return type?.includes('html') === true ? decoded : escapeText(decoded);
}
