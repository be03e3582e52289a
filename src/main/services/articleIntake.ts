/** Takes a parsed feed into the library, in pieces, so that reading goes on meanwhile. */
import type { FeedId } from '../../shared/model';
import { inPieces } from '../core/batch';
import type { ParsedArticle, ParsedFeed } from '../core/parsedFeed';
import type {
  ArticleStore,
  ChangeSink,
  Clock,
  DocumentVersion,
  FeedStore,
  Pause,
  SavedArticle,
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
}

export class ArticleIntake {
  constructor(private readonly parts: ArticleIntakeParts) {}

  /**
   * The piece that finishes the feed also writes its validators: after a crash midway the feed is
   * simply fetched again.
   *
   * @returns how many articles were not known before.
   */
  async takeIn(feedId: FeedId, parsed: ParsedFeed, version: DocumentVersion): Promise<number> {
    const { articles, feeds, pictures, transaction, changes, clock, pause } = this.parts;
    const saved: { article: ParsedArticle; result: SavedArticle }[] = [];
    await inPieces(
      parsed.articles,
      (piece, isLast) => {
        transaction(() => {
          const now = clock.now();
          const results = articles.save(feedId, piece, now);
          results.forEach((result, index) => {
            const article = piece[index];
            if (article !== undefined) saved.push({ article, result });
          });
          if (isLast) {
            feeds.recordSuccess(feedId, {
              checkedAt: now,
              nextDueAt: dueAfterSuccess(now),
              version,
            });
          }
        });
      },
      pause,
    );
    const changed = saved.filter(({ result }) => result.outcome !== 'unchanged');
    await pictures.keep(changed.map(({ article, result }) => ({ id: result.id, article })));
    const added = changed.filter(({ result }) => result.outcome === 'added').length;
    if (changed.length > 0) changes.articlesChanged({ feedId, added, removed: false });
    return added;
  }
}
