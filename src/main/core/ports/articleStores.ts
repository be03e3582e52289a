/** What is kept of articles, and the settings. */
import type {
  Article,
  ArticleId,
  ArticleRow,
  ArticleState,
  Counts,
  Cursor,
  FeedId,
  LastMark,
  MarkId,
  MarkRange,
  Scope,
  Settings,
  SettingsChange,
} from '../../../shared/model';
import type { Renaming, StoredSighting } from '../identityCarry';
import type { ParsedArticle } from '../parsedFeed';

export interface SavedArticle {
  readonly id: ArticleId;
  readonly outcome: 'added' | 'updated' | 'unchanged';
}

/** An article as it lies in the library. */
export interface StoredArticle extends Omit<Article, 'html' | 'isTextOnly'> {
  /** The publisher's HTML. It is NOT safe to show. */
  readonly source: string;
  /** Where addresses in it start, should one of them still be relative. */
  readonly baseUrl: string;
  /** Another one whenever `source` is another. */
  readonly textVersion: string;
}

/** What a bookmarked article said before its publisher changed it. */
export interface ArticleVersion {
  readonly title: string;
  /** As in `StoredArticle`. */
  readonly source: string;
  /** When this text was taken in. */
  readonly savedAt: number;
}

/** Lists are ordered newest first, so that "older" is down. */
export type Direction = 'older' | 'newer';

export interface ArticleStore {
  list(query: { scope: Scope; show: 'all' | 'unread'; before: Cursor | null; limit: number }): {
    rows: ArticleRow[];
    next: Cursor | null;
  };
  /**
   * The row of a list that follows `from`, and how many rows of the list of all articles one goes to
   * it: at most `most`, else null.
   */
  next(
    query: { scope: Scope; show: 'all' | 'unread'; from: Cursor | null; direction: Direction },
    most: number,
  ): { next: Cursor | null; rowsAway: number | null };
  find(id: ArticleId): StoredArticle | null;
  /**
   * Identity and fingerprint of what is stored of a feed, newest first and from `before` on; an empty
   * fingerprint where only the state is left.
   */
  knownOf(
    feedId: FeedId,
    before: Cursor | null,
    limit: number,
  ): { known: [identity: string, fingerprint: string][]; next: Cursor | null };
  /**
   * Adds what is new and renews what changed, answering in the order given. The text of a bookmarked
   * article is kept as a version before it is replaced.
   */
  save(feedId: FeedId, articles: readonly ParsedArticle[], now: number): SavedArticle[];
  /** Older texts of a bookmarked article, oldest first. */
  versionsOf(id: ArticleId): ArticleVersion[];
  /** Those that are stored with their content, in any order. */
  sightings(feedId: FeedId, identities: readonly string[]): StoredSighting[];
  /** The newest `limit` of a feed that are stored with their content. */
  newestSightings(feedId: FeedId, limit: number): StoredSighting[];
  /**
   * Gives articles the identities under which their feed now lists them, where those are free; none
   * that has left the feed.
   */
  rename(feedId: FeedId, renamings: readonly Renaming[]): void;
  /**
   * Deletes at most `limit` articles of a removed feed, never bookmarked ones, and none once the
   * feed is back. @returns how many.
   */
  deleteOfRemoved(feedId: FeedId, limit: number): number;
}

/** How much one piece of a mark changed. */
export interface MarkedPiece {
  readonly changed: number;
  /** Feeds of what changed. */
  readonly feedIds: readonly FeedId[];
}

/** What a mark of many articles has still to do. It says what was unread when it was made. */
export interface MarkPlan {
  readonly range: MarkRange;
  /** Feeds that are left; null for bookmarks, of whatever feed. */
  readonly feeds: readonly FeedId[] | null;
  /** Articles that came later are not marked. */
  readonly newestId: ArticleId;
  /** Null as long as nothing is marked. */
  readonly undoId: MarkId | null;
}

/** A mark of everything there is, which only reads before it is finished. */
export interface MarkSweep {
  /** Reads at most `limit` articles. @returns false when there are no more. */
  read(limit: number): boolean;
  /**
   * Marks what was read, in a transaction.
   * @returns null when something was written since the sweep began; then nothing is marked.
   */
  finish(now: number): (MarkedPiece & { undoId: MarkId | null }) | null;
}

/**
 * Marks of many articles, in pieces of a transaction each. What they did is kept, so that it can be
 * undone.
 */
export interface MarkStore {
  /** @returns null when the range leaves anything out. */
  sweep(range: MarkRange): MarkSweep | null;
  plan(range: MarkRange): MarkPlan;
  /** Marks at most `limit` articles. @returns null when nothing is left. */
  take(plan: MarkPlan, limit: number, now: number): (MarkedPiece & { rest: MarkPlan }) | null;
  /**
   * Takes back a piece of a mark, or sets it again: `limit` articles at most, but no less than what one
   * `take` had of a feed. @returns null when none is left to.
   */
  turnPiece(undoId: MarkId, undone: boolean, limit: number): MarkedPiece | null;
  isKnown(undoId: MarkId): boolean;
  /** The last mark of which nothing is undone. */
  last(): LastMark | null;
}

/** Each call belongs into a transaction, since the counts are kept with the marks. */
export interface ArticleStateStore {
  /** @returns the states that really changed. */
  setRead(ids: readonly ArticleId[], read: boolean, at: number): ArticleState[];
  setBookmarked(id: ArticleId, bookmarked: boolean, at: number): ArticleState[];
  counts(): Counts;
}

export interface SettingsStore {
  read(): Settings;
  write(change: SettingsChange): Settings;
}
