/** Any parsed feed to a `ParsedFeed`: one meaning for every field, whatever the format said. */
import { MAX_ADDRESS_LENGTH, type Enclosure } from '../../shared/model';
import { readArticleDate } from './articleDate';
import { articleIdentities, formerIdentities, type Hash } from './articleIdentity';
import { contentBase } from './contentBase';
import { countWords, excerptOf } from './excerpt';
import { resolveWebAddress } from './feedUrl';
import { MOST_ENTRIES } from './mostEntries';
import type { ParsedArticle, ParsedFeed, RawEntry, RawFeed } from './parsedFeed';
import { cutText, lineOf } from './plainText';
import type { KnownArticles } from './ports';

export interface NormalizeTools {
  readonly hash: Hash;
  /** Makes the addresses of HTML absolute, and tells its text and its pictures. */
  readonly readHtml: (
    html: string,
    base: string,
  ) => { readonly source: string; readonly text: string; readonly imageSources: readonly string[] };
  /** HTML as one line of text. */
  readonly textOfHtml: (html: string) => string;
  /** Milliseconds since 1970; dates far beyond it are not believed. */
  readonly now: number;
}

/** Characters; more of a title, a name or a category nobody reads. */
const LONGEST_TITLE = 1000;
const LONGEST_NAME = 300;
/** A feed that lists more is made to hurt. */
const MOST_CATEGORIES = 100;
const MOST_ENCLOSURES = 100;

/**
 * @param base where the document's relative addresses start: its `Content-Location`, else its own
 *   address.
 * @param known articles with these fingerprints are counted and otherwise passed by, before any work.
 */
export function normalizeFeed(
  raw: RawFeed,
  base: string,
  known: KnownArticles,
  tools: NormalizeTools,
): ParsedFeed {
  const entries = newestEntries(raw.entries, tools.now);
  const identities = articleIdentities(entries, tools.hash, known);
  const formerly = formerIdentities(entries, identities, tools.hash, known);
  const seen = new Set<string>();
  const articles: ParsedArticle[] = [];
  entries.forEach((entry, index) => {
    const identity = identities[index] ?? '';
    // The same entry twice in one document is one article.
    if (seen.has(identity)) return;
    seen.add(identity);
    const fingerprint = fingerprintOf(entry, tools.hash);
    if (known.get(identity) === fingerprint) return;
    const key = { identity, fingerprint, formerly: formerly[index] ?? [] };
    articles.push(normalizeEntry(entry, key, base, tools));
  });
  return {
    title: cutText(lineOf(raw.title ?? '', tools.textOfHtml), LONGEST_TITLE),
    siteUrl: webAddress(raw.link, base),
    description: cutText(tools.textOfHtml(raw.description ?? ''), LONGEST_TITLE) || null,
    language: languageTag(raw.language),
    iconUrl: webAddress(raw.icon, base) ?? webAddress(raw.image, base),
    hints: raw.hints,
    isComplete: raw.isComplete,
    total: seen.size,
    articles,
  };
}

/** Of too many entries those at the newer end; most feeds list the newest first. */
function newestEntries(entries: readonly RawEntry[], now: number): readonly RawEntry[] {
  if (entries.length <= MOST_ENTRIES) return entries;
  const dateOf = (entry: RawEntry | undefined): number =>
    readArticleDate(entry?.published ?? entry?.updated ?? null, now) ?? 0;
  const isNewestLast = dateOf(entries.at(-1)) > dateOf(entries[0]);
  return isNewestLast ? entries.slice(-MOST_ENTRIES) : entries.slice(0, MOST_ENTRIES);
}

/** Everything the publisher wrote, before any of it is read. */
function fingerprintOf(entry: RawEntry, hash: Hash): string {
  const { id, link, title, author, html, published, updated, commentsUrl } = entry;
  const lists = JSON.stringify([entry.categories, entry.enclosures]);
  return hash(
    [id, link, title, author, html, published, updated, commentsUrl, lists].join('\u0000'),
  );
}

function normalizeEntry(
  entry: RawEntry,
  key: Pick<ParsedArticle, 'identity' | 'fingerprint' | 'formerly'>,
  base: string,
  tools: NormalizeTools,
): ParsedArticle {
  const url = webAddress(entry.link, base);
  const { source, text, imageSources } = tools.readHtml(entry.html ?? '', contentBase(url, base));
  const excerpt = excerptOf(text);
  const title = cutText(lineOf(entry.title ?? '', tools.textOfHtml), LONGEST_TITLE);
  const updatedAt = readArticleDate(entry.updated, tools.now);
  return {
    ...key,
    url,
    title: title === '' ? titleFromText(excerpt) : title,
    author: cutText(lineOf(entry.author ?? '', tools.textOfHtml), LONGEST_NAME) || null,
    source,
    excerpt,
    wordCount: countWords(text),
    publishedAt: readArticleDate(entry.published, tools.now) ?? updatedAt,
    updatedAt,
    commentsUrl: webAddress(entry.commentsUrl, base),
    categories: categoriesOf(entry, tools),
    enclosures: enclosuresOf(entry, base),
    imageSources,
  };
}

/** Only what a browser may open is kept: no `javascript:`, no `data:`. */
function webAddress(address: string | null, base: string): string | null {
  const absolute = address === null ? null : resolveWebAddress(address, base);
  return absolute === null || absolute.length > MAX_ADDRESS_LENGTH ? null : absolute;
}

function categoriesOf(entry: RawEntry, tools: NormalizeTools): string[] {
  const names = entry.categories
    .slice(0, MOST_CATEGORIES)
    .map(({ term, label }) => cutText(lineOf(label ?? term, tools.textOfHtml), LONGEST_NAME))
    .filter((name) => name !== '');
  return [...new Set(names)];
}

function enclosuresOf(entry: RawEntry, base: string): Enclosure[] {
  const enclosures = entry.enclosures.slice(0, MOST_ENCLOSURES).flatMap(({ url, type, length }) => {
    const address = webAddress(url, base);
    if (address === null) return [];
    // A length of 0 is what programs write that do not know it.
    const bytes = Number(length ?? 0);
    const isLength = Number.isSafeInteger(bytes) && bytes > 0;
    const mediaType = type?.split(';')[0]?.trim().toLowerCase() ?? '';
    const isType = /^[\w.+-]+\/[\w.+-]+$/.test(mediaType);
    return [{ url: address, type: isType ? mediaType : null, length: isLength ? bytes : null }];
  });
  return [...new Map(enclosures.map((enclosure) => [enclosure.url, enclosure])).values()];
}

/** BCP 47, loosely: programs write an underscore for the hyphen. */
function languageTag(language: string | null): string | null {
  const tag = language?.trim().replaceAll('_', '-').toLowerCase() ?? '';
  return /^[a-z]{2,8}(?:-[a-z0-9]{1,8})*$/.test(tag) ? tag : null;
}

const TITLE_LENGTH = 80;

/** Entries without a title, as in microblogs, are called by their first words. */
function titleFromText(excerpt: string): string {
  return excerpt === '' ? 'Untitled' : cutText(excerpt, TITLE_LENGTH);
}
