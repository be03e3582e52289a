/**
 * Asks feeds that are due, by itself. Due times are stored, so a restart starts no burst; and however
 * many feeds are due at once, as after a holiday, they are asked a few at a time.
 */
import type { SystemNotice } from '../../shared/engineMessages';
import { LONGEST_INTERVAL_MS, USUAL_INTERVAL_MS } from '../core/refreshPolicy';
import { LONGEST_RETRY_AFTER_MS } from '../core/retryAfter';
import type {
  Clock,
  FetchStateStore,
  HostHoldStore,
  Later,
  Log,
  LongestWaits,
} from '../core/ports';
import type { FeedId } from '../../shared/model';
import type { FetchLedger } from './fetchLedger';
import type { RefreshService } from './refreshService';

const CHECK_EVERY_MS = 60_000;
/** Feeds asked within a minute, so that neither a start nor a wake nor a returning network is a burst. */
const MOST_PER_MINUTE = 30;
/**
 * A clock that goes on by more than this between two looks was set, unless the machine slept; both
 * look the same from here, and no laptop sleeps for so long without telling.
 */
const LONGEST_SLEEP_MS = 7 * 24 * 60 * 60_000;
/** A clock that goes back by less is only being put right. */
const LARGEST_CORRECTION_MS = 60 * 60_000;

const LONGEST_WAITS: LongestWaits = {
  due: LONGEST_INTERVAL_MS,
  allowed: LONGEST_RETRY_AFTER_MS,
  unsure: USUAL_INTERVAL_MS,
};

export interface RefreshSchedulerParts {
  readonly fetchStates: FetchStateStore;
  readonly hostHolds: HostHoldStore;
  readonly ledger: FetchLedger;
  readonly refresh: RefreshService;
  readonly clock: Clock;
  readonly later: Later;
  readonly log: Log;
  /** False while the disk has too little room for what nobody asked for. */
  readonly hasRoom: () => boolean;
}

export class RefreshScheduler {
  #cancel: () => void = () => undefined;
  #isOffline = false;
  #lookedAt: number | null = null;
  /** When feeds were asked within the last minute. */
  #asked: number[] = [];

  constructor(private readonly parts: RefreshSchedulerParts) {}

  /** Looks at once, then every minute. */
  start(): void {
    this.#look();
    this.#cancel = this.parts.later(CHECK_EVERY_MS, () => {
      this.start();
    });
  }

  stop(): void {
    this.#cancel();
  }

  /** Whether the system said that there is no network. */
  isOffline(): boolean {
    return this.#isOffline;
  }

  /** What the system says of sleep and network. */
  notice(notice: SystemNotice): void {
    switch (notice) {
      case 'offline':
        this.#isOffline = true;
        return;
      case 'online':
        this.#isOffline = false;
        this.#attempt(() => {
          this.parts.fetchStates.retryUnreached();
        });
        this.#look();
        return;
      case 'woke':
        // The clock went on while nobody looked, and that is no mistake.
        this.#lookedAt = null;
        this.#look();
    }
  }

  #look(): void {
    this.#attempt(() => {
      this.#settleClock();
      // Looked at even without a network: whether there is room is told to the person.
      const hasRoom = this.parts.hasRoom();
      if (!this.#isOffline && hasRoom) this.#askDue();
    });
  }

  #attempt(work: () => void): void {
    try {
      work();
    } catch (error) {
      // In a timer nobody catches it, and the engine would end over a disk that fails for a moment.
      this.parts.log.error('Looking for feeds that are due', error);
    }
  }

  #askDue(): void {
    const { fetchStates, ledger, refresh, clock } = this.parts;
    const now = clock.now();
    this.#asked = this.#asked.filter((at) => now - at < CHECK_EVERY_MS);
    const budget = MOST_PER_MINUTE - this.#asked.length;
    const asked: FeedId[] = [];
    for (const id of fetchStates.dueIds(now)) {
      if (asked.length >= budget) break;
      const feed = fetchStates.standing(id);
      if (feed === null || refresh.isPending(id) || ledger.heldUntil(feed) !== null) continue;
      asked.push(id);
    }
    if (asked.length === 0) return;
    this.#asked.push(...asked.map(() => now));
    refresh.startFeeds(asked, { mayAsk: () => !this.#isOffline });
  }

  /** Keeps stored times right when the clock of the machine was set, ahead or back. */
  #settleClock(): void {
    const { fetchStates, hostHolds, clock } = this.parts;
    const now = clock.now();
    const passed = this.#lookedAt === null ? CHECK_EVERY_MS : now - this.#lookedAt;
    this.#lookedAt = now;
    if (passed < -LARGEST_CORRECTION_MS || passed > LONGEST_SLEEP_MS) {
      const by = passed - CHECK_EVERY_MS;
      fetchStates.shiftTimes(by);
      hostHolds.shiftTimes(by);
      this.#asked = this.#asked.map((at) => at + by);
    }
    fetchStates.clampTimes(now, LONGEST_WAITS);
    hostHolds.clampTimes(now, LONGEST_RETRY_AFTER_MS);
  }
}
