/** RSS and Atom as a `RawFeed`: prepared, read by rss-parser, and its fields given one meaning. */
import Parser from 'rss-parser';
import { ReaderError } from '../../shared/errors';
import type { RawFeed } from '../core/parsedFeed';
import { readEntryFields } from './entryFields';
import type { Fields } from './feedElements';
import { readFeedFields } from './feedFields';
import { ENTRY_FIELDS, FEED_FIELDS } from './feedVocabulary';
import { prepareFeed } from './prepareFeed';

const everyElement = (name: string): [string, string, { keepArray: true }] => [
  name,
  name,
  { keepArray: true },
];
const FEED_LIST = FEED_FIELDS.map(everyElement) as never;
const ENTRY_LIST = [...ENTRY_FIELDS, '$'].map(everyElement) as never;

/**
 * @param documentBase where the document's own relative addresses start, or null when that is not
 *   known.
 * @throws ReaderError `not-a-feed` when it is none, `incomplete` when it ends before it holds
 *   anything, `too-large` when it is made to hurt.
 */
export async function readXmlFeed(text: string, documentBase: string | null): Promise<RawFeed> {
  const prepared = prepareFeed(text, documentBase);
  // A parser that was used once never settles on a document without a root, so each gets its own.
  const parser = new Parser<Fields, Fields>({
    defaultRSS: 2.0,
    customFields: { feed: FEED_LIST, item: ENTRY_LIST },
  });
  let feed: Parser.Output<Fields>;
  try {
    feed = await parser.parseString(prepared.xml);
  } catch (error) {
    const reason = (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? '';
    throw new ReaderError('not-a-feed', `It is not readable as RSS or Atom (${reason}).`);
  }
  const context = { format: prepared.format, documentBase };
  const entries = feed.items.map((item) => readEntryFields(item, context));
  if (prepared.lacksEnd && entries.length === 0) {
    throw new ReaderError('incomplete', 'The feed ends before its first article does.');
  }
  return {
    ...readFeedFields(fieldsOf(feed), prepared, context),
    isComplete: prepared.isComplete,
    entries,
  };
}

/** rss-parser names the fields it reads itself; ours are the lists under their own names. */
const fieldsOf = (feed: object): Fields => ({ ...feed });
