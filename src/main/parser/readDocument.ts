/** What the parser thread does with one document, from bytes to a clean result. */
import { createHash } from 'node:crypto';
import { ReaderError } from '../../shared/errors';
import { normalizeFeed } from '../core/normalizeFeed';
import type { Inspection, Outline, ParsedFeed } from '../core/parsedFeed';
import type { DocumentContext } from '../core/ports';
import { decodeBody } from './decodeBody';
import { findFeedLinks, looksLikePage } from './findFeedLinks';
import { readOpml } from './readOpml';
import { readXmlFeed } from './readXmlFeed';
import { sanitizeHtml } from './sanitizeHtml';

export type Job =
  | { readonly kind: 'feed'; readonly bytes: Uint8Array; readonly context: DocumentContext }
  | { readonly kind: 'inspect'; readonly bytes: Uint8Array; readonly context: DocumentContext }
  | { readonly kind: 'opml'; readonly bytes: Uint8Array };

export interface JobResults {
  feed: ParsedFeed;
  inspect: Inspection;
  opml: Outline[];
}

/** @throws ReaderError as `DocumentParser` in core/ports.ts declares. */
export async function readDocument(job: Job): Promise<JobResults[Job['kind']]> {
  switch (job.kind) {
    case 'feed':
      return parseFeed(decodeBody(job.bytes, job.context.contentType), job.context.url);
    case 'inspect':
      return inspect(decodeBody(job.bytes, job.context.contentType), job.context.url);
    case 'opml':
      // Always UTF-8, whatever the declaration says of the file that the text was read from.
      return readOpml(new TextDecoder().decode(job.bytes));
  }
}

async function parseFeed(text: string, url: string): Promise<ParsedFeed> {
  if (text.trim() === '') throw new ReaderError('incomplete', 'The answer is empty.');
  if (looksLikePage(text)) throw new ReaderError('not-a-feed', 'This is a web page, not a feed.');
  return normalizeFeed(await readXmlFeed(text), url, {
    hash: (content) => createHash('sha256').update(content).digest('base64url').slice(0, 27),
    sanitize: sanitizeHtml,
    now: Date.now(),
  });
}

async function inspect(text: string, url: string): Promise<Inspection> {
  if (looksLikePage(text)) return { kind: 'page', links: findFeedLinks(text, url) };
  return { kind: 'feed', feed: await parseFeed(text, url) };
}
