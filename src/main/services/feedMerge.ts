/** Joins two feeds that turned out to be one. Nothing of either is lost, and nothing is there twice. */
import { ReaderError } from '../../shared/errors';
import type { FeedId } from '../../shared/model';
import { SAVED_PAGES_URL } from '../../shared/savedPages';
import { PIECE_SIZE } from '../core/batch';
import { duplicateFeed, noSuchFeed } from '../core/feedErrors';
import type {
  ChangeSink,
  Clock,
  FeedMerger,
  FeedMergeStore,
  FeedStore,
  Pause,
  Transaction,
} from '../core/ports';
import { refuseWhenClosing } from '../core/refuseWhenClosing';

export interface FeedMergeParts {
  readonly feeds: FeedStore;
  readonly merges: FeedMergeStore;
  readonly transaction: Transaction;
  readonly changes: ChangeSink;
  readonly clock: Clock;
  readonly pause: Pause;
  /** Aborted when the engine closes. */
  readonly closing: AbortSignal;
}

export class FeedMerge {
  /** Resolves when the join before is over, however it ended. */
  #turn: Promise<unknown> = Promise.resolve();

  constructor(private readonly parts: FeedMergeParts) {}

  /**
   * Joins one feed into another, whose folder, settings and address stay. Articles move in short
   * pieces, each of them whole; what is left when the engine closes is done at the next start.
   *
   * @returns the title of the feed that stays.
   * @throws ReaderError `not-found`; `invalid-input` for a feed and itself, and for saved pages;
   *   `cancelled` when the engine closes.
   */
  merge(from: FeedId, into: FeedId): Promise<{ title: string }> {
    return this.#inTurn(async () => {
      const { feeds, changes } = this.parts;
      const target = feeds.find(into);
      const source = feeds.find(from);
      if (target === null || source === null) throw noSuchFeed();
      if (from === into) throw new ReaderError('invalid-input', 'A feed cannot join itself.');
      if ([target.url, source.url].includes(SAVED_PAGES_URL)) {
        throw new ReaderError('invalid-input', 'Saved pages are no feed that could move.');
      }
      this.#begin({ from, into });
      changes.articlesChanged({ feedId: from, added: 0, removed: true });
      await this.#run({ from, into });
      return { title: target.title };
    });
  }

  /**
   * Joins a feed that was removed into one that takes its address; its articles come back there.
   * @throws ReaderError `not-found`; `duplicate-feed` when it is not removed any more; `cancelled`.
   */
  absorbRemoved(removed: FeedId, into: FeedId): Promise<void> {
    return this.#inTurn(async () => {
      const { feeds } = this.parts;
      if (feeds.find(into) === null) throw noSuchFeed();
      if (feeds.find(removed) !== null) throw duplicateFeed(removed);
      this.#begin({ from: removed, into });
      await this.#run({ from: removed, into });
    });
  }

  /** Ends what a crash or the end of the app interrupted. Comes before removed feeds are purged. */
  finishInterrupted(): Promise<void> {
    return this.#inTurn(async () => {
      for (const merger of this.parts.merges.unfinished()) await this.#run(merger);
    });
  }

  /** One after another: a feed that is being joined into must not itself be joined meanwhile. */
  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#turn.then(work);
    this.#turn = result.catch(() => undefined);
    return result;
  }

  #begin(merger: FeedMerger): void {
    const { merges, changes, clock, transaction } = this.parts;
    transaction(() => {
      merges.begin(merger, clock.now());
    });
    changes.feedsChanged();
  }

  async #run(merger: FeedMerger): Promise<void> {
    const { merges, changes, transaction, pause, closing } = this.parts;
    const takeOver = merges.takingOver(merger);
    for (;;) {
      refuseWhenClosing(closing);
      const states = transaction(() => {
        const taken = takeOver(PIECE_SIZE);
        if (taken.length === 0) merges.finish(merger);
        return taken;
      });
      if (states.length === 0) break;
      // Nothing is new to the reader: it only stands elsewhere.
      changes.articlesChanged({ feedId: merger.into, added: 0, removed: false });
      changes.statesChanged(states);
      await pause();
    }
    changes.feedsChanged();
  }
}
