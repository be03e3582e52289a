/** Reading untrusted documents, in threads that can be killed. */
import type { Inspection, Outline, ParsedArticle, ParsedFeed } from '../parsedFeed';

export interface DocumentContext {
  readonly url: string;
  readonly contentType: string | null;
  /** `Content-Location`; relative addresses start there if there is one. */
  readonly contentLocation?: string | null;
  /** As in `WebContent`; a document that nothing else vouches for must be whole. */
  readonly isFramed?: boolean;
}

/** Fingerprints of the articles that are stored already, by their identity. */
export type KnownArticles = ReadonlyMap<string, string>;

/** HTML that may be shown. */
export interface CleanHtml {
  readonly html: string;
}

/** Reads untrusted documents in a thread that can be killed. */
export interface DocumentParser {
  /**
   * @param bytes given away: nothing may be left in them afterwards.
   * @param known these are left out of the result unless they changed.
   * @throws ReaderError `not-a-feed`, `incomplete`, `timeout`, `too-large`.
   */
  parseFeed(bytes: Uint8Array, context: DocumentContext, known: KnownArticles): Promise<ParsedFeed>;
  /** Tells a feed from a page and reads either. @throws as `parseFeed`. */
  inspect(bytes: Uint8Array, context: DocumentContext): Promise<Inspection>;
  /**
   * @param bytes UTF-8, whatever an XML declaration in them says.
   * @throws ReaderError `invalid-input` when the text is no OPML at all.
   */
  readOpml(bytes: Uint8Array): Promise<readonly Outline[]>;
}

/** Makes an article's HTML safe, in a thread of its own that can be killed. */
export interface ArticleCleaner {
  /** @throws ReaderError `too-large` when the HTML hangs or overflows the thread. */
  clean(source: string, baseUrl: string): Promise<CleanHtml>;
}

/** The full text of an article, as its page has it. */
export interface FullTextContent {
  /** HTML with absolute addresses. It is NOT safe to show. */
  readonly source: string;
  readonly wordCount: number;
}

/** Finds the article in a web page, in a thread of its own that can be killed. */
export interface PageReader {
  /**
   * The whole page where nothing in it reads like an article.
   * @throws ReaderError `not-a-page` for what is neither HTML nor text, `too-large` when the page
   *   hangs or overflows the thread.
   */
  readArticle(bytes: Uint8Array, context: DocumentContext): Promise<ParsedArticle>;
  /**
   * The text of an article from its page, and nothing around it.
   * @throws ReaderError `no-article` where nothing in the page reads like one; as `readArticle`.
   */
  readFullText(bytes: Uint8Array, context: DocumentContext): Promise<FullTextContent>;
}
