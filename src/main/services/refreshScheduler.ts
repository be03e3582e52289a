/** Starts a run by itself when feeds are due. Due times are stored, so a restart starts no burst. */
import type { Clock, FeedStore } from '../core/ports';
import type { RefreshService } from './refreshService';

const CHECK_EVERY_MS = 60_000;

export class RefreshScheduler {
  #timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly parts: {
      readonly feeds: FeedStore;
      readonly refresh: RefreshService;
      readonly clock: Clock;
    },
  ) {}

  /** Looks at once, then every minute. */
  start(): void {
    this.#startDue();
    this.#timer = setInterval(() => {
      this.#startDue();
    }, CHECK_EVERY_MS);
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  #startDue(): void {
    const due = this.parts.feeds.dueIds(this.parts.clock.now());
    if (due.length > 0) this.parts.refresh.startFeeds(due);
  }
}
