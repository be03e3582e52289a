/** Really deletes feeds that were removed long enough ago. Bookmarked articles stay for ever. */
import { PIECE_SIZE } from '../core/batch';
import type {
  ArticleStore,
  Clock,
  FeedStore,
  FetchStateStore,
  IconStore,
  Pause,
  Transaction,
} from '../core/ports';

/** A week, so that subscribing again soon brings back what was read and what was not. */
const KEEP_REMOVED_MS = 7 * 24 * 60 * 60 * 1000;

export interface RemovedFeedPurgeParts {
  readonly feeds: FeedStore;
  readonly articles: ArticleStore;
  readonly fetchStates: FetchStateStore;
  readonly icons: IconStore;
  readonly transaction: Transaction;
  readonly clock: Clock;
  readonly pause: Pause;
  readonly closing: AbortSignal;
}

/** Works in short pieces and stops when the engine closes; what is left waits for the next start. */
export async function purgeRemovedFeeds(parts: RemovedFeedPurgeParts): Promise<void> {
  const { feeds, articles, fetchStates, icons, transaction, clock, pause, closing } = parts;
  for (const id of feeds.removedBefore(clock.now() - KEEP_REMOVED_MS)) {
    let deleted: number;
    do {
      await pause();
      if (closing.aborted) return;
      deleted = transaction(() => {
        const count = articles.deleteOfRemoved(id, PIECE_SIZE);
        // The feed may come back, and "not modified" would then keep its articles away.
        if (count > 0) fetchStates.forgetVersion(id);
        return count;
      });
    } while (deleted > 0);
    feeds.deleteIfEmpty(id);
  }
  icons.forgetUnused();
}
