/** What the parser thread hands to the engine: complete, independent of any feed format. */
import type { Enclosure } from '../../shared/model';

/** How often a feed itself asks to be read. */
export interface UpdateHints {
  /** RSS 2.0 `ttl`, and the period of RSS 1.0's syndication module, in minutes; the longer of them. */
  readonly everyMinutes: number | null;
  /** Hours of the day, 0 to 23 in GMT, in which nobody need ask (RSS 2.0 `skipHours`). */
  readonly skipHours: readonly number[];
  /** Days of the week, 0 for Sunday, in GMT, on which nobody need ask (RSS 2.0 `skipDays`). */
  readonly skipDays: readonly number[];
}

export interface ParsedArticle {
  /** What makes two sightings the same article, within one feed. See `articleIdentity.ts`. */
  readonly identity: string;
  /** What `formerIdentities` of `articleIdentity.ts` says of it; empty for one that is known. */
  readonly formerly: readonly string[];
  readonly url: string | null;
  /** Plain text. */
  readonly title: string;
  readonly author: string | null;
  /**
   * HTML as the publisher wrote it, with absolute addresses. It is NOT safe to show: it is sanitised
   * each time it leaves for the window, so that a better sanitiser heals old articles.
   */
  readonly source: string;
  /** Plain text, the beginning of the article. */
  readonly excerpt: string;
  readonly wordCount: number;
  /** Milliseconds since 1970, or null when the feed gave no believable date. */
  readonly publishedAt: number | null;
  readonly updatedAt: number | null;
  /** The page where readers comment. */
  readonly commentsUrl: string | null;
  /** Plain text, each once. */
  readonly categories: readonly string[];
  readonly enclosures: readonly Enclosure[];
  /** Changes when anything the publisher wrote changes; says without comparing texts that nothing did. */
  readonly fingerprint: string;
  /** Absolute addresses of the pictures in `source`, each once, in order. */
  readonly imageSources: readonly string[];
}

export interface ParsedFeed {
  readonly title: string;
  readonly siteUrl: string | null;
  readonly description: string | null;
  /** A language tag (BCP 47), lower-case. */
  readonly language: string | null;
  /** A small picture the feed names as its own. */
  readonly iconUrl: string | null;
  readonly hints: UpdateHints;
  /**
   * False when the document ended before its root element did. What it holds is whole articles all
   * the same: one that was cut is left out.
   */
  readonly isComplete: boolean;
  /** How many different articles the document holds, the known ones included. */
  readonly total: number;
  /** Those that are new or changed against what was known, in the order of the document. */
  readonly articles: readonly ParsedArticle[];
}

/** A link to a feed, found in a page. */
export interface FeedLink {
  readonly url: string;
  readonly title: string;
}

/** What a page says about its site. */
export interface PageLinks {
  readonly feeds: readonly FeedLink[];
  /** Pictures the page names as its icon, best first. */
  readonly icons: readonly string[];
  readonly title: string;
}

/** What some bytes from the network turned out to be. */
export type Inspection =
  | { readonly kind: 'feed'; readonly feed: ParsedFeed }
  | { readonly kind: 'page'; readonly page: PageLinks };

/** One outline of an OPML file: a feed, or a folder of more outlines. */
export type Outline =
  | { readonly kind: 'feed'; readonly url: string; readonly title: string | null }
  | { readonly kind: 'folder'; readonly title: string; readonly outlines: readonly Outline[] };

/** A file that an entry names, as it is written. */
export interface RawEnclosure {
  readonly url: string;
  readonly type: string | null;
  /** Bytes. */
  readonly length: string | null;
}

export interface RawCategory {
  readonly term: string;
  /** What people should read instead of the term. */
  readonly label: string | null;
}

/**
 * An entry as a format adapter found it: nothing judged or cleaned yet. Titles and texts are HTML,
 * whatever they were; addresses are as written, but for those that `xml:base` made absolute.
 */
export interface RawEntry {
  readonly id: string | null;
  readonly link: string | null;
  /** HTML; a plain text is escaped. */
  readonly title: string | null;
  /** Plain text. */
  readonly author: string | null;
  /** The fullest HTML the entry carries. */
  readonly html: string | null;
  /** HTML that the publisher calls a summary; may be the same as `html`. */
  readonly summary: string | null;
  readonly published: string | null;
  readonly updated: string | null;
  readonly commentsUrl: string | null;
  readonly categories: readonly RawCategory[];
  readonly enclosures: readonly RawEnclosure[];
  /** A picture of the entry that is not in its text. */
  readonly image: string | null;
}

export interface RawFeed {
  readonly id: string | null;
  /** HTML; a plain text is escaped. */
  readonly title: string | null;
  readonly link: string | null;
  /** HTML. */
  readonly description: string | null;
  readonly language: string | null;
  /** Plain text. */
  readonly author: string | null;
  readonly updated: string | null;
  /** A picture of any size, and a small one. */
  readonly image: string | null;
  readonly icon: string | null;
  readonly hints: UpdateHints;
  readonly isComplete: boolean;
  readonly entries: readonly RawEntry[];
}
