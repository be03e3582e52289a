/** A web page as an article to keep: its article if it has one, else all of it. */
import { normalizeFeed, type NormalizeTools } from '../core/normalizeFeed';
import type { ParsedArticle, RawEntry } from '../core/parsedFeed';
import type { DocumentContext } from '../core/ports';
import { escapeText } from './characterReferences';
import { readPageArticle, type PageArticle } from './pageArticle';

/**
 * The article's identity is the page's address, so that saving it again renews it.
 * @throws ReaderError `not-a-page` for what is neither HTML nor text.
 */
export function readSavedPage(
  bytes: Uint8Array,
  { url, contentType }: DocumentContext,
  tools: NormalizeTools,
): ParsedArticle {
  const address = new URL(url);
  // What is behind the sign is a place in the page, and not another page.
  address.hash = '';
  const page = readPageArticle(bytes, { url: address.href, contentType });
  return articleOf(page, address.href, tools);
}

/** As if it were the only entry of a feed, so that both mean the same by every field. */
function articleOf(
  { title, author, published, html, base }: PageArticle,
  url: string,
  tools: NormalizeTools,
): ParsedArticle {
  const entry: RawEntry = {
    ...{ id: null, link: url, title: escapeText(title ?? ''), html, published },
    ...{ author: author === null ? null : escapeText(author), summary: null, updated: null },
    ...{ commentsUrl: null, categories: [], enclosures: [], image: null },
  };
  const { articles } = normalizeFeed(
    {
      ...{ id: null, title: null, link: null, description: null, language: null, author: null },
      ...{ updated: null, image: null, icon: null, isComplete: true, entries: [entry] },
      hints: { everyMinutes: null, skipHours: [], skipDays: [] },
    },
    base,
    new Map(),
    tools,
  );
  const [article] = articles;
  if (article === undefined) throw new Error('One entry makes one article.');
  return article;
}
