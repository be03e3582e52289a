/** rss-parser's reading of RSS and Atom, as a `RawFeed`. */
import Parser from 'rss-parser';
import { ReaderError } from '../../shared/errors';
import type { RawEntry, RawFeed } from '../core/parsedFeed';
import { prepareXml } from './prepareXml';

/**
 * rss-parser reads links and Atom dates with code that throws on what real feeds contain. Under
 * these names it leaves them alone, and they are read here.
 */
const READ_HERE: Readonly<Record<string, string>> = {
  link: 'rawLink',
  published: 'rawPublished',
  issued: 'rawPublished',
  updated: 'rawUpdated',
  modified: 'rawUpdated',
  author: 'rawAuthor',
  // rss-parser keeps the text and forgets whether it is an address.
  guid: 'rawGuid',
};
const RAW_NAMES = [...new Set(Object.values(READ_HERE))];

/** An element as xml2js hands it over: text, or an object with `_` for text and `$` for attributes. */
type Element = unknown;
type Item = Record<string, Element>;

/**
 * @throws ReaderError `incomplete` when the document ends before its root element does, and
 *   `not-a-feed` for anything else that cannot be read.
 */
export async function readXmlFeed(text: string): Promise<RawFeed> {
  const parser = new Parser<Item, Item>({
    // A feed without a version attribute is read like RSS 2.0.
    defaultRSS: 2.0,
    customFields: {
      feed: RAW_NAMES.map((name) => [name, name, { keepArray: true }]) as never,
      item: [
        ...RAW_NAMES.map((name) => [name, name, { keepArray: true }]),
        ['content:encoded', 'contentEncoded'],
        ['description', 'rawDescription'],
      ] as never,
    },
    xml2js: {
      tagNameProcessors: [(name: string): string => READ_HERE[name] ?? name],
    },
  });
  try {
    const feed = await parser.parseString(prepareXml(text));
    return {
      title: textOf(feed.title),
      link: pageLink(feed.rawLink),
      entries: feed.items.map(readEntry),
    };
  } catch (error) {
    // The lines after the first quote the document.
    const reason = (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? '';
    // "Unable to parse XML" is said of a prolog without a root element.
    if (/unclosed|unexpected end|unencoded <|unterminated|unable to parse xml/i.test(reason)) {
      throw new ReaderError('incomplete', `The feed ends too early (${reason}).`);
    }
    throw new ReaderError('not-a-feed', `It is not readable as RSS or Atom (${reason}).`);
  }
}

function readEntry(item: Item): RawEntry {
  const enclosed = [item.contentEncoded, item.content, item.rawDescription, item.summary];
  const texts = enclosed.map(textOf).filter((text) => text !== null && text.trim() !== '');
  return {
    id: firstText(item.rawGuid) ?? textOf(item.id) ?? textOf(item['rdf:about']),
    link: pageLink(item.rawLink) ?? permanentGuid(item.rawGuid),
    title: textOf(item.title),
    author: textOf(item.creator) ?? textOf(item['dc:creator']) ?? authorOf(item.rawAuthor),
    html: texts[0] ?? null,
    published: firstText(item.rawPublished) ?? textOf(item.pubDate) ?? textOf(item.date),
    updated: firstText(item.rawUpdated),
  };
}

function textOf(element: Element): string | null {
  if (typeof element === 'string') return element;
  if (element !== null && typeof element === 'object' && '_' in element) return textOf(element._);
  return null;
}

function firstText(elements: Element): string | null {
  return Array.isArray(elements) ? textOf(elements[0]) : null;
}

function attribute(element: Element, name: string): string | null {
  if (element === null || typeof element !== 'object' || !('$' in element)) return null;
  const attributes = element.$ as Record<string, unknown> | undefined;
  const value = attributes?.[name];
  return typeof value === 'string' ? value : null;
}

/** The page behind a feed or entry: Atom's `alternate`, or RSS's text. */
function pageLink(elements: Element): string | null {
  if (!Array.isArray(elements)) return null;
  const links: readonly Element[] = elements;
  const alternate = links.find((link) => {
    const relation = attribute(link, 'rel') ?? 'alternate';
    return relation === 'alternate' && attribute(link, 'href') !== null;
  });
  if (alternate !== undefined) return attribute(alternate, 'href');
  return links.map(textOf).find((text) => text !== null && text.trim() !== '') ?? null;
}

/** RSS 2.0: a guid is the item's address unless it says otherwise; only real addresses count here. */
function permanentGuid(guids: Element): string | null {
  const guid = Array.isArray(guids) ? (guids[0] as Element) : null;
  const text = textOf(guid);
  if (attribute(guid, 'isPermaLink')?.toLowerCase() === 'false') return null;
  return text !== null && /^https?:\/\//i.test(text.trim()) ? text : null;
}

/** Atom's author has a name; RSS's is `address (Name)`. */
function authorOf(elements: Element): string | null {
  const first = Array.isArray(elements) ? (elements[0] as Element) : null;
  if (first !== null && typeof first === 'object' && 'name' in first) {
    return firstText((first as Record<string, unknown>).name);
  }
  const text = textOf(first);
  return text === null ? null : (/\(([^)]+)\)\s*$/.exec(text)?.[1] ?? text);
}
