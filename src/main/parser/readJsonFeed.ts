/** JSON Feed 1.0 and 1.1 (jsonfeed.org) as a `RawFeed`. */
import { ReaderError } from '../../shared/errors';
import type { RawEnclosure, RawEntry, RawFeed } from '../core/parsedFeed';
import { escapeText } from './characterReferences';
import { repairText } from './mojibake';
import { NO_HINTS } from './readUpdateHints';

type Json = Readonly<Record<string, unknown>>;

/** Whether a text begins as a JSON object does. */
export function looksLikeJson(text: string): boolean {
  return /^[\s\ufeff\u0000]*\{/.test(text);
}

/** @throws ReaderError `incomplete` when the text ends early, `not-a-feed` when it is no JSON Feed. */
export function readJsonFeed(text: string): RawFeed {
  const feed = parse(text);
  const version = textOf(feed.version);
  const isNamed = version !== null && /jsonfeed\.org\/version/i.test(version);
  if (!Array.isArray(feed.items) && !isNamed) {
    throw new ReaderError('not-a-feed', 'It is JSON, but not a feed.');
  }
  const author = peopleOf(feed);
  return {
    id: textOf(feed.feed_url),
    title: escaped(feed.title),
    link: textOf(feed.home_page_url),
    description: escaped(feed.description),
    language: textOf(feed.language),
    author,
    updated: null,
    image: textOf(feed.icon),
    icon: textOf(feed.favicon),
    hints: NO_HINTS,
    isComplete: true,
    entries: objectsIn(feed.items).map((item) => entryOf(item, author)),
  };
}

function parse(text: string): Json {
  let value: unknown;
  try {
    value = JSON.parse(text.replaceAll('\u0000', '').replace(/^\ufeff/, ''));
  } catch {
    const code = isCut(text) ? 'incomplete' : 'not-a-feed';
    throw new ReaderError(code, 'It is not readable as JSON.');
  }
  if (isObject(value)) return value;
  throw new ReaderError('not-a-feed', 'It is JSON, but not a feed.');
}

/** Whether a text or a bracket that was opened is never closed. */
function isCut(text: string): boolean {
  let depth = 0;
  let isInText = false;
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at];
    if (isInText && character === '\\') at += 1;
    else if (character === '"') isInText = !isInText;
    else if (isInText) continue;
    else if (character === '{' || character === '[') depth += 1;
    else if (character === '}' || character === ']') depth -= 1;
  }
  return isInText || depth > 0;
}

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const objectsIn = (value: unknown): Json[] => (Array.isArray(value) ? value.filter(isObject) : []);

/** Some write numbers where the format wants text. */
function textOf(value: unknown): string | null {
  if (typeof value === 'number' && Number.isFinite(value)) return String(value);
  if (typeof value !== 'string') return null;
  const text = value.trim();
  // JSON can name half a character, with no other half beside it.
  return text === '' ? null : repairText(text).replace(/\p{Surrogate}/gu, '\ufffd');
}

function escaped(value: unknown): string | null {
  const text = textOf(value);
  return text === null ? null : escapeText(text);
}

/** Version 1.1 has `authors`, 1.0 had `author`. */
function peopleOf(object: Json): string | null {
  const single = typeof object.author === 'string' ? { name: object.author } : object.author;
  const people = [...objectsIn(object.authors), ...objectsIn([single])];
  const names = people.map((person) => textOf(person.name) ?? textOf(person.url));
  const written = names.filter((name) => name !== null);
  return written.length === 0 ? null : [...new Set(written)].join(', ');
}

function entryOf(item: Json, feedAuthor: string | null): RawEntry {
  const plain = escaped(item.content_text);
  const html = textOf(item.content_html) ?? (plain === null ? null : paragraphs(plain));
  const summary = escaped(item.summary);
  const link = textOf(item.url) ?? textOf(item.external_url);
  const tags = Array.isArray(item.tags) ? item.tags : [];
  return {
    id: textOf(item.id) ?? link,
    link,
    title: escaped(item.title),
    author: peopleOf(item) ?? feedAuthor,
    html: html ?? summary,
    summary,
    published: textOf(item.date_published),
    updated: textOf(item.date_modified),
    commentsUrl: null,
    categories: tags.flatMap((tag: unknown) => {
      const term = textOf(tag);
      return term === null ? [] : [{ term, label: null }];
    }),
    enclosures: objectsIn(item.attachments).flatMap(enclosureOf),
    image: textOf(item.image) ?? textOf(item.banner_image),
  };
}

function enclosureOf(attachment: Json): RawEnclosure[] {
  const url = textOf(attachment.url);
  if (url === null) return [];
  const length = textOf(attachment.size_in_bytes);
  return [{ url, type: textOf(attachment.mime_type), length }];
}

/** Plain text with its lines kept, as HTML. */
function paragraphs(escapedText: string): string {
  if (!escapedText.includes('\n')) return escapedText;
  const blocks = escapedText.split(/\n[ \t]*\n\s*/);
  return blocks.map((block) => `<p>${block.replace(/\n/g, '<br>\n')}</p>`).join('\n');
}
