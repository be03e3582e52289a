/** Any parsed feed to a `ParsedFeed`: one meaning for every field, whatever the format said. */
import { readArticleDate } from './articleDate';
import { articleIdentities, type Hash } from './articleIdentity';
import { countWords, excerptOf } from './excerpt';
import { resolveWebAddress } from './feedUrl';
import type { ParsedArticle, ParsedFeed, RawEntry, RawFeed } from './parsedFeed';
import { plainLine, textOfHtml } from './plainText';

export interface CleanHtml {
  readonly html: string;
  readonly imageSources: readonly string[];
}

export interface NormalizeTools {
  readonly hash: Hash;
  /** Makes HTML safe and its addresses absolute. */
  readonly sanitize: (html: string, baseUrl: string) => CleanHtml;
  /** Milliseconds since 1970; dates far beyond it are not believed. */
  readonly now: number;
}

/**
 * @param feedUrl where the feed was found; relative addresses start at the entry's own link, and
 *   a relative link starts here.
 */
export function normalizeFeed(raw: RawFeed, feedUrl: string, tools: NormalizeTools): ParsedFeed {
  const identities = articleIdentities(raw.entries, tools.hash);
  const seen = new Set<string>();
  const articles: ParsedArticle[] = [];
  raw.entries.forEach((entry, index) => {
    const identity = identities[index] ?? '';
    // The same entry twice in one document is one article.
    if (seen.has(identity)) return;
    seen.add(identity);
    articles.push(normalizeEntry(entry, identity, feedUrl, tools));
  });
  const siteUrl = raw.link === null ? null : resolveWebAddress(raw.link, feedUrl);
  return { title: plainLine(raw.title ?? ''), siteUrl, articles };
}

function normalizeEntry(
  entry: RawEntry,
  identity: string,
  feedUrl: string,
  tools: NormalizeTools,
): ParsedArticle {
  const url = entry.link === null ? null : resolveWebAddress(entry.link, feedUrl);
  const { html, imageSources } = tools.sanitize(entry.html ?? '', url ?? feedUrl);
  const text = textOfHtml(html);
  const excerpt = excerptOf(text);
  const title = plainLine(entry.title ?? '');
  const author = plainLine(entry.author ?? '') || null;
  const publishedAt =
    readArticleDate(entry.published, tools.now) ?? readArticleDate(entry.updated, tools.now);
  return {
    identity,
    url,
    title: title === '' ? titleFromText(excerpt) : title,
    author,
    html,
    excerpt,
    wordCount: countWords(text),
    publishedAt,
    fingerprint: tools.hash(JSON.stringify([url, title, author, html, publishedAt])),
    imageSources,
  };
}

const TITLE_LENGTH = 80;

/** Entries without a title, as in microblogs, are called by their first words. */
function titleFromText(excerpt: string): string {
  if (excerpt === '') return 'Untitled';
  if (excerpt.length <= TITLE_LENGTH) return excerpt;
  // Cut at a word where there are words, and never inside a surrogate pair.
  return `${excerpt.slice(0, TITLE_LENGTH).replace(/\s+\S*$|[\ud800-\udbff]$/, '')}…`;
}
