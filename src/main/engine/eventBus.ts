/**
 * Collects what changed and tells it in one go. Services report after their transaction has
 * committed; what comes within 100 ms goes out together, so that a refresh of many feeds costs the
 * window a few updates and not thousands (100 ms is VS Code's figure for its storage events).
 */
import type { ReaderEvent } from '../../shared/contract/events';
import type { ArticleId, ArticleState, Counts, FeedId, RefreshStatus } from '../../shared/model';
import type { ChangeSink, Log } from '../core/ports';

const MERGE_MS = 100;
/** Most articles one event names. */
const MOST_STATES = 500;

interface ArticleChange {
  readonly feedId: FeedId;
  readonly added: number;
  readonly removed: boolean;
}

export interface EventBusParts {
  readonly publish: (event: ReaderEvent) => void;
  readonly counts: () => Counts;
  readonly log: Log;
}

export class EventBus implements ChangeSink {
  #timer: NodeJS.Timeout | undefined;
  #hasFeedChange = false;
  #hasCountChange = false;
  readonly #articleChanges = new Map<FeedId, ArticleChange>();
  readonly #states = new Map<ArticleId, ArticleState>();
  #progress: RefreshStatus | null = null;
  #isClosed = false;

  constructor(private readonly parts: EventBusParts) {}

  feedsChanged(): void {
    this.#hasFeedChange = true;
    this.#schedule();
  }

  articlesChanged(change: ArticleChange): void {
    const before = this.#articleChanges.get(change.feedId);
    this.#articleChanges.set(change.feedId, {
      feedId: change.feedId,
      added: (before?.added ?? 0) + change.added,
      // What was taken away since the last event went, though more came after it.
      removed: change.removed || before?.removed === true,
    });
    this.#hasCountChange = true;
    this.#schedule();
  }

  statesChanged(states: readonly ArticleState[]): void {
    for (const state of states) this.#states.set(state.id, state);
    this.#hasCountChange = true;
    this.#schedule();
  }

  refreshProgressed(status: RefreshStatus): void {
    this.#progress = status;
    if (status.state === 'running') this.#schedule();
    // Somebody waits for the end, and nothing comes after it to merge it with.
    else if (!this.#isClosed) this.flush();
  }

  /** Publishes what is waiting; what is reported from now on is not told any more. */
  close(): void {
    this.flush();
    this.#isClosed = true;
  }

  /** Publishes what is waiting, now. */
  flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const { publish } = this.parts;
    if (this.#hasFeedChange) publish({ name: 'feeds.changed', payload: {} });
    const changes = [...this.#articleChanges.values()];
    if (changes.length > 0) publish({ name: 'articles.changed', payload: { changes } });
    const states = [...this.#states.values()];
    for (let start = 0; start < states.length; start += MOST_STATES) {
      const some = states.slice(start, start + MOST_STATES);
      publish({ name: 'articles.stateChanged', payload: { states: some } });
    }
    if (this.#hasCountChange) this.#publishCounts();
    if (this.#progress !== null) {
      publish({ name: 'refresh.progress', payload: this.#progress });
    }
    this.#hasFeedChange = false;
    this.#hasCountChange = false;
    this.#articleChanges.clear();
    this.#states.clear();
    this.#progress = null;
  }

  #publishCounts(): void {
    const { publish, counts, log } = this.parts;
    try {
      publish({ name: 'counts.changed', payload: counts() });
    } catch (error) {
      // In a timer nobody catches it, and the engine would end. The next change counts anew.
      log.error('Counting the articles', error);
    }
  }

  #schedule(): void {
    if (this.#isClosed) return;
    this.#timer ??= setTimeout(() => {
      this.flush();
    }, MERGE_MS);
  }
}
