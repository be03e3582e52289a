/** Takes a parsed feed into the library, in pieces, so that reading goes on meanwhile. */
import { ReaderError } from '../../shared/errors';
import type { FeedId } from '../../shared/model';
import { inPieces } from '../core/batch';
import type { ParsedFeed } from '../core/parsedFeed';
import type {
  ArticleStore,
  ChangeSink,
  Clock,
  DocumentVersion,
  FeedStore,
  Pause,
  Transaction,
} from '../core/ports';
import { dueAfterSuccess } from '../core/refreshPolicy';
import type { BundledPictures } from './bundledPictures';

export interface ArticleIntakeParts {
  readonly articles: ArticleStore;
  readonly feeds: FeedStore;
  readonly pictures: BundledPictures;
  readonly transaction: Transaction;
  readonly changes: ChangeSink;
  readonly clock: Clock;
  readonly pause: Pause;
  /** Aborted when the engine closes. */
  readonly closing: AbortSignal;
}

export class ArticleIntake {
  constructor(private readonly parts: ArticleIntakeParts) {}

  /**
   * The piece that finishes the feed also writes its validators: after a crash midway the feed is
   * simply fetched again.
   *
   * @returns how many articles were not known before.
   * @throws ReaderError `cancelled` when the engine closes before the last piece.
   */
  async takeIn(feedId: FeedId, parsed: ParsedFeed, version: DocumentVersion): Promise<number> {
    const { articles, feeds, pictures, transaction, changes, clock, pause, closing } = this.parts;
    const stored = await pictures.store(parsed.articles);
    let total = 0;
    await inPieces(
      parsed.articles,
      (piece, isLast) => {
        // The database is closed a moment later.
        if (closing.aborted) throw new ReaderError('cancelled', 'The app is closing.');
        let added = 0;
        let updated = 0;
        transaction(() => {
          const now = clock.now();
          articles.save(feedId, piece, now).forEach(({ id, outcome }, index) => {
            const article = piece[index];
            if (outcome === 'unchanged' || article === undefined) return;
            if (outcome === 'added') added += 1;
            else updated += 1;
            pictures.link(id, article, stored);
          });
          if (isLast) {
            feeds.recordSuccess(feedId, {
              checkedAt: now,
              nextDueAt: dueAfterSuccess(now),
              version,
            });
          }
        });
        // Told piece by piece, since what is committed stays when a later piece fails.
        if (added + updated > 0) changes.articlesChanged({ feedId, added, removed: false });
        total += added;
      },
      pause,
    );
    return total;
  }
}
