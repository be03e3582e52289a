/** Joins two feeds that turned out to be one. Nothing of either is lost, and nothing is there twice. */
import { ReaderError } from '../../shared/errors';
import type { FeedId } from '../../shared/model';
import { PIECE_SIZE } from '../core/batch';
import type {
  ChangeSink,
  Clock,
  FeedMerger,
  FeedMergeStore,
  FeedStore,
  Pause,
  Transaction,
} from '../core/ports';

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
   * @throws ReaderError `not-found`; `invalid-input` for a feed and itself; `cancelled` when the
   *   engine closes.
   */
  merge(from: FeedId, into: FeedId): Promise<{ title: string }> {
    return this.#inTurn(async () => {
      const { feeds, changes } = this.parts;
      const target = feeds.find(into);
      if (target === null || feeds.find(from) === null) throw notFound();
      if (from === into) throw new ReaderError('invalid-input', 'A feed cannot join itself.');
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
      if (feeds.find(into) === null) throw notFound();
      if (feeds.find(removed) !== null) {
        throw new ReaderError('duplicate-feed', 'This feed is already here.', { feedId: removed });
      }
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
      // The database is closed a moment later.
      if (closing.aborted) throw new ReaderError('cancelled', 'The app is closing.');
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

function notFound(): ReaderError {
  return new ReaderError('not-found', 'There is no such feed.');
}
