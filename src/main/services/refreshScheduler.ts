/** Starts a run by itself when feeds are due. Due times are stored, so a restart starts no burst. */
import type { Clock, FeedStore, Log } from '../core/ports';
import type { RefreshService } from './refreshService';

const CHECK_EVERY_MS = 60_000;

export class RefreshScheduler {
  #timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly parts: {
      readonly feeds: FeedStore;
      readonly refresh: RefreshService;
      readonly clock: Clock;
      readonly log: Log;
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
    const { feeds, refresh, clock, log } = this.parts;
    try {
      const due = feeds.dueIds(clock.now());
      if (due.length > 0) refresh.startFeeds(due);
    } catch (error) {
      // In a timer nobody catches it, and the engine would end over a disk that fails for a moment.
      log.error('Looking for feeds that are due', error);
    }
  }
}
