/** What a parser thread does with one document, from bytes to a result. */
import { hash as digest } from 'node:crypto';
import { ReaderError } from '../../shared/errors';
import { resolveWebAddress } from '../core/feedUrl';
import { normalizeFeed, type NormalizeTools } from '../core/normalizeFeed';
import type { Inspection, Outline, ParsedArticle, ParsedFeed } from '../core/parsedFeed';
import type { CleanHtml, DocumentContext, FullTextContent, KnownArticles } from '../core/ports';
import { decodeBody } from './decodeBody';
import { readFeed } from './readFeed';
import { readHtml, textOfHtml } from './readHtml';
import { readOpml } from './readOpml';
import { looksLikePage, readPage } from './readPage';
import { sanitizeHtml } from './sanitizeHtml';

export type Job =
  | {
      readonly kind: 'feed';
      readonly bytes: Uint8Array;
      readonly context: DocumentContext;
      readonly known: KnownArticles;
    }
  | { readonly kind: 'inspect'; readonly bytes: Uint8Array; readonly context: DocumentContext }
  | { readonly kind: 'page'; readonly bytes: Uint8Array; readonly context: DocumentContext }
  | { readonly kind: 'full-text'; readonly bytes: Uint8Array; readonly context: DocumentContext }
  | { readonly kind: 'opml'; readonly bytes: Uint8Array }
  | { readonly kind: 'clean'; readonly source: string; readonly baseUrl: string };

export interface JobResults {
  feed: ParsedFeed;
  inspect: Inspection;
  page: ParsedArticle;
  'full-text': FullTextContent;
  opml: readonly Outline[];
  clean: CleanHtml;
}

const NOTHING_KNOWN: KnownArticles = new Map();

/** @throws ReaderError as `DocumentParser`, `PageReader` and `ArticleCleaner` in core/ports.ts declare. */
export async function readDocument(job: Job): Promise<JobResults[Job['kind']]> {
  switch (job.kind) {
    case 'feed':
      return parseFeed(decodeBody(job.bytes, job.context.contentType), job.context, job.known);
    case 'inspect':
      return inspect(decodeBody(job.bytes, job.context.contentType), job.context);
    case 'page': {
      // A document's whole machinery; the threads that read feeds and clean articles never load it.
      const { readSavedPage } = await import('./readSavedPage');
      return readSavedPage(job.bytes, job.context, normalizeTools(Date.now()));
    }
    case 'full-text': {
      const { readFullText } = await import('./readFullText');
      return readFullText(job.bytes, job.context);
    }
    case 'opml':
      // Always UTF-8, whatever the declaration says of the file that the text was read from.
      return readOpml(new TextDecoder().decode(job.bytes)).outlines;
    case 'clean':
      return { html: sanitizeHtml(job.source, job.baseUrl) };
  }
}

async function parseFeed(
  text: string,
  context: DocumentContext,
  known: KnownArticles,
): Promise<ParsedFeed> {
  const base = documentBase(context);
  const raw = await readFeed(text, base);
  if (!raw.isComplete && context.isFramed === false) {
    throw new ReaderError('incomplete', 'The connection ended before the feed did.');
  }
  return normalizeFeed(raw, base, known, normalizeTools(Date.now()));
}

async function inspect(text: string, context: DocumentContext): Promise<Inspection> {
  if (looksLikePage(text)) return { kind: 'page', page: readPage(text, context.url) };
  return { kind: 'feed', feed: await parseFeed(text, context, NOTHING_KNOWN) };
}

/** Where relative addresses start: `Content-Location` (RFC 9110, section 8.7), else the address. */
export function documentBase({ url, contentLocation }: DocumentContext): string {
  if (contentLocation === undefined || contentLocation === null) return url;
  return resolveWebAddress(contentLocation, url) ?? url;
}

/** @param now milliseconds since 1970. */
function normalizeTools(now: number): NormalizeTools {
  // 27 characters of base64url are 162 bits: no two texts will ever share them.
  const hash = (text: string): string => digest('sha256', text, 'base64url').slice(0, 27);
  return { hash, readHtml, textOfHtml, now };
}
