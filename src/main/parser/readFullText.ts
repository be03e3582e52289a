/** The text of an article from its page, for feeds that give only a part. */
import { ReaderError } from '../../shared/errors';
import { countWords } from '../core/excerpt';
import type { DocumentContext, FullTextContent } from '../core/ports';
import { readPageArticle } from './pageArticle';
import { readHtml } from './readHtml';

/** @throws ReaderError `not-a-page`; `no-article` where nothing in the page reads like one. */
export function readFullText(bytes: Uint8Array, context: DocumentContext): FullTextContent {
  const { html, base, isWholePage } = readPageArticle(bytes, context);
  const { source, text } = readHtml(html, base);
  const wordCount = countWords(text);
  if (!isWholePage && wordCount > 0) return { source, wordCount };
  const details = { host: new URL(context.url).host };
  throw new ReaderError('no-article', 'Nothing in the page reads like an article.', details);
}
