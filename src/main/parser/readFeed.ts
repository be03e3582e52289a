/** A text that should be a feed, of whichever format. */
import { ReaderError } from '../../shared/errors';
import type { RawFeed } from '../core/parsedFeed';
import { looksLikeJson, readJsonFeed } from './readJsonFeed';
import { looksLikePage } from './readPage';
import { readXmlFeed } from './readXmlFeed';

/**
 * @param documentBase where the document's own relative addresses start, or null when unknown.
 * @throws ReaderError `incomplete` for a text that ends before it says anything, `not-a-feed` for
 *   anything else than a feed, `too-large` for one that is made to hurt.
 */
export async function readFeed(text: string, documentBase: string | null): Promise<RawFeed> {
  if (text.trim() === '') throw new ReaderError('incomplete', 'The answer is empty.');
  if (looksLikeJson(text)) return readJsonFeed(text);
  if (looksLikePage(text)) throw new ReaderError('not-a-feed', 'This is a web page, not a feed.');
  return readXmlFeed(text, documentBase);
}
