/** The full texts of articles whose feeds give only a part, and which of them are still wanted. */
import type { ArticleId, FeedId, FullTextCounts, FullTextFailure } from '../../../shared/model';
import type { FullTextContent } from './documents';

/** An article whose page is to be asked for. */
export interface WantedFullText {
  readonly id: ArticleId;
  readonly feedId: FeedId;
  /** The address of its page. */
  readonly url: string;
  /** Words of the feed's own text, which the page must have more of. */
  readonly wordCount: number;
  /** Since when it is wanted, in milliseconds since 1970. */
  readonly wantedAt: number;
}

export interface FullTextStore {
  /**
   * Those of a feed's articles that came or changed, if the reader wants full texts of it. What was
   * asked for within the last day, and what is bookmarked and kept, stays as it is.
   */
  want(feedId: FeedId, ids: readonly ArticleId[], now: number): void;
  /**
   * Of those of a feed that have none yet: the newest `read`, whatever was done with them, and of those
   * that are unread or bookmarked as many more as make `unread`.
   */
  wantNewest(
    feedId: FeedId,
    most: { readonly unread: number; readonly read: number },
    now: number,
  ): void;
  /** The newest that may be asked for now, of another feed than these. */
  next(now: number, exceptFeeds: readonly FeedId[]): WantedFullText | null;
  /** When the first of those that wait for their time may be asked for; null when none does. */
  nextTryAt(): number | null;
  /** Not before then. */
  putOff(id: ArticleId, nextTryAt: number): void;
  keep(id: ArticleId, content: FullTextContent, now: number): void;
  /** @param nextTryAt null when it is not asked for again. */
  fail(id: ArticleId, failure: FullTextFailure, nextTryAt: number | null, now: number): void;
  /** What could not be reached may be asked for at once: the network is another. */
  retryUnreached(): void;
  countsOf(feedId: FeedId): FullTextCounts;
}
