/** What is kept of articles, and the settings. */
import type {
  Article,
  ArticleId,
  ArticleRow,
  ArticleState,
  Counts,
  Cursor,
  FeedId,
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

export interface ArticleStore {
  list(query: { scope: Scope; show: 'all' | 'unread'; before: Cursor | null; limit: number }): {
    rows: ArticleRow[];
    next: Cursor | null;
  };
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
