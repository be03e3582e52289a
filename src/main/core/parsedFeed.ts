/** What the parser thread hands to the engine: clean, complete, independent of any feed format. */

export interface ParsedArticle {
  /** What makes two sightings the same article, within one feed. See `articleIdentity.ts`. */
  readonly identity: string;
  readonly url: string | null;
  /** Plain text. */
  readonly title: string;
  readonly author: string | null;
  /** Sanitised, with absolute addresses. */
  readonly html: string;
  /** Plain text, the beginning of the article. */
  readonly excerpt: string;
  readonly wordCount: number;
  /** Milliseconds since 1970, or null when the feed gave no believable date. */
  readonly publishedAt: number | null;
  /** Changes when anything above changes; says without comparing texts that nothing did. */
  readonly fingerprint: string;
  /** Absolute addresses of the pictures in `html`, each once, in order. */
  readonly imageSources: readonly string[];
}

export interface ParsedFeed {
  readonly title: string;
  readonly siteUrl: string | null;
  readonly articles: readonly ParsedArticle[];
}

/** A link to a feed, found in a page. */
export interface FeedLink {
  readonly url: string;
  readonly title: string;
}

/** What some bytes from the network turned out to be. */
export type Inspection =
  | { readonly kind: 'feed'; readonly feed: ParsedFeed }
  | { readonly kind: 'page'; readonly links: readonly FeedLink[] };

/** One outline of an OPML file: a feed, or a folder of more outlines. */
export type Outline =
  | { readonly kind: 'feed'; readonly url: string; readonly title: string | null }
  | { readonly kind: 'folder'; readonly title: string; readonly outlines: readonly Outline[] };

/** An entry as a format adapter found it: strings only, nothing judged or cleaned yet. */
export interface RawEntry {
  readonly id: string | null;
  readonly link: string | null;
  readonly title: string | null;
  readonly author: string | null;
  /** The fullest HTML the entry carries. */
  readonly html: string | null;
  readonly published: string | null;
  readonly updated: string | null;
}

export interface RawFeed {
  readonly title: string | null;
  readonly link: string | null;
  readonly entries: readonly RawEntry[];
}
