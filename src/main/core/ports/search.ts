/** The search index, and what is asked of it. */
import type { ArticleId, ArticleRow, Cursor, FeedId, Scope } from '../../../shared/model';
import type { SearchConditions } from '../searchExpression';

/** An article whose place in the index is no longer true. */
export interface QueuedArticle {
  readonly id: ArticleId;
  readonly sortAt: number;
  /** Null when it is gone, and only has to be taken out. */
  readonly content: IndexContent | null;
}

interface IndexContent {
  readonly feedId: FeedId;
  readonly sortAt: number;
  readonly title: string;
  readonly author: string | null;
  /** The feed's HTML, and that of the full text if it is kept; no more of them than was asked for. */
  readonly source: string;
  readonly fullSource: string | null;
  readonly categories: readonly string[];
  readonly hasAudio: boolean;
}

/** What the index is told of an article. All of it is forgotten but for the words. */
interface IndexedArticle {
  readonly id: ArticleId;
  readonly sortAt: number;
  readonly title: string;
  readonly author: string;
  readonly text: string;
  readonly tags: string;
  /** Words of `searchMarks.ts`. */
  readonly marks: string;
}

export interface SearchIndex {
  /** How many articles wait. */
  waiting(): number;
  /**
   * The one that waits and has the earliest date; null when none does.
   * @param mostSource characters of the HTML that are read.
   */
  next(mostSource: number): QueuedArticle | null;
  /** Puts an article in, in place of what the index had of it. */
  put(article: IndexedArticle): void;
  remove(id: ArticleId): void;
  /** It waits no more. Belongs into the transaction of `put` or `remove`. */
  done(queued: QueuedArticle): void;
  /** How many pieces the index is in, but for the smallest. */
  pieces(): number;
  /**
   * Joins some of what was written piece by piece.
   * @param bytes of the index that are written, about.
   * @returns false when there is nothing to join.
   */
  join(bytes: number): boolean;
}

export interface SearchRequest {
  readonly conditions: SearchConditions;
  readonly scope: Scope;
  readonly before: Cursor | null;
  readonly limit: number;
}

export interface SearchStore {
  /** How many articles are in the index, about. */
  size(): number;
  /**
   * One page, newest first; fewer than were asked for, and perhaps none, where it takes long to find
   * them. `next` then says where to go on.
   */
  find(request: SearchRequest): { rows: ArticleRow[]; next: Cursor | null };
  /** The feed's HTML and the full text's, as far as they are kept. @param most characters of each. */
  textsOf(id: ArticleId, most: number): string[];
}
