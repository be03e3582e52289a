/** Asking publishers what is new: one run at a time, which others may join. */
import { ReaderError } from '../../shared/errors';
import type { FeedId, RefreshStatus } from '../../shared/model';
import { inPieces } from '../core/batch';
import { HostLimit, type Enter } from '../core/limit';
import { Permits } from '../core/permits';
import type {
  ChangeSink,
  FeedStore,
  FetchStateStore,
  Later,
  Log,
  Pause,
  RefreshScope,
} from '../core/ports';
import { nothingLeft, type FeedRefresher, type Outcome, type Rest } from './feedRefresher';
import type { FetchLedger } from './fetchLedger';
import type { WriteQueue } from './writeQueue';

/** Requests at once, over all hosts and for one of them: quick for us, unnoticed by servers. */
const MOST_AT_ONCE = 6;
const MOST_PER_HOST = 1;
/** Feeds asked, or answered with a document that is not stored yet: enough to keep parser and disk busy. */
const MOST_IN_HAND = 16;

export interface RefreshServiceParts {
  readonly feeds: FeedStore;
  readonly fetchStates: FetchStateStore;
  readonly ledger: FetchLedger;
  readonly refresher: FeedRefresher;
  readonly writes: WriteQueue;
  readonly changes: ChangeSink;
  readonly log: Log;
  readonly pause: Pause;
  readonly later: Later;
  /** Between two requests to one host, in milliseconds. */
  readonly hostSpacingMs: number;
  /** Called after each run. */
  readonly onOver: () => void;
}

/** What a refresh that nobody asked for keeps to. */
export interface AutomaticRefresh {
  /** Asked once more before each request: the network may be gone by then. */
  readonly mayAsk: () => boolean;
}

interface Run {
  status: RefreshStatus;
  readonly controller: AbortController;
  readonly pending: Set<FeedId>;
}

export class RefreshService {
  readonly #limit: HostLimit;
  readonly #hands = new Permits(MOST_IN_HAND);
  #run: Run | null = null;
  #lastRunId = 0;

  constructor(private readonly parts: RefreshServiceParts) {
    this.#limit = new HostLimit({
      most: MOST_AT_ONCE,
      mostPerHost: MOST_PER_HOST,
      spacingMs: parts.hostSpacingMs,
      later: parts.later,
    });
  }

  /** @throws ReaderError `not-found` for a feed or folder that is not there. */
  start(scope: RefreshScope): RefreshStatus {
    const ids = this.parts.feeds.idsIn(scope);
    if (ids.length === 0 && scope.kind === 'feed') {
      throw new ReaderError('not-found', 'There is no such feed.');
    }
    return this.#add(ids, { automatic: null, isNamed: scope.kind === 'feed' });
  }

  /** As `start`, for these very feeds. */
  startFeeds(ids: readonly FeedId[], automatic: AutomaticRefresh | null = null): RefreshStatus {
    return this.#add(ids, { automatic, isNamed: true });
  }

  /** @returns false when that run is already over. */
  cancel(runId: number): boolean {
    const run = this.#currentRun();
    if (run?.status.runId !== runId) return false;
    run.controller.abort();
    this.#report(run, { state: 'cancelled' });
    return true;
  }

  /** The run under way, or the last one; null before the first. */
  status(): RefreshStatus | null {
    return this.#run?.status ?? null;
  }

  isRunning(): boolean {
    return this.#currentRun() !== null;
  }

  /** Whether the feed waits for its turn or its answer in the run under way. */
  isPending(id: FeedId): boolean {
    return this.#currentRun()?.pending.has(id) === true;
  }

  /**
   * Adds feeds to the run under way, or begins one. A feed already waiting is not asked twice, a
   * paused one not at all, and one that is gone for good only when it was named.
   */
  #add(ids: readonly FeedId[], how: Manner): RefreshStatus {
    const run = this.#currentRun() ?? this.#begin();
    const fresh = ids.filter((id) => !run.pending.has(id));
    for (const id of fresh) run.pending.add(id);
    this.#report(run, { total: run.status.total + fresh.length });
    void this.#askAll(run, fresh, how);
    if (run.pending.size === 0) this.#report(run, { state: 'finished' });
    return run.status;
  }

  #currentRun(): Run | null {
    return this.#run?.status.state === 'running' ? this.#run : null;
  }

  #begin(): Run {
    this.#lastRunId += 1;
    const counts = { total: 0, done: 0, failed: 0, held: 0, heldUntil: null, added: 0 };
    const run: Run = {
      status: { runId: this.#lastRunId, ...counts, state: 'running' },
      controller: new AbortController(),
      pending: new Set(),
    };
    this.#run = run;
    return run;
  }

  #report(run: Run, change: Partial<RefreshStatus>): void {
    run.status = { ...run.status, ...change };
    this.parts.changes.refreshProgressed(run.status);
    if (run.status.state !== 'running') this.parts.onOver();
  }

  /** Looking at a thousand feeds takes a while, so that others may run in between. */
  async #askAll(run: Run, ids: readonly FeedId[], how: Manner): Promise<void> {
    await inPieces(
      ids,
      (piece) => {
        for (const id of piece) void this.#askInRun(run, id, how);
      },
      this.parts.pause,
    );
  }

  async #askInRun(run: Run, id: FeedId, how: Manner): Promise<void> {
    const outcome = await this.#askInTurn(run, id, how).catch((error: unknown): Outcome => {
      // Not even the failure could be stored, as on a full disk. The run goes on.
      this.parts.log.error(`Noting the failure of feed ${String(id)}`, error);
      return { kind: 'failed' };
    });
    run.pending.delete(id);
    // A cancelled run has said its last word.
    if (run.status.state !== 'running') return;
    this.#report(run, {
      ...countedIn(run.status, outcome),
      state: run.pending.size === 0 ? 'finished' : 'running',
    });
  }

  async #askInTurn(run: Run, id: FeedId, how: Manner): Promise<Outcome> {
    const asked = this.#mayAsk(run, id, how);
    if ('kind' in asked) return asked;
    const rest = await this.#limit.run(hostOf(asked.url), async (enter) => {
      // Servers are not asked while too much of what they sent is still to be stored.
      const giveBack = await this.#hands.take();
      const leave = this.parts.writes.join();
      const letGo = (): void => {
        leave();
        giveBack();
      };
      try {
        const { hasDocument, finish } = await this.#askServer(run, id, how, enter);
        if (!hasDocument) giveBack();
        return () => finish().finally(letGo);
      } catch (error) {
        letGo();
        throw error;
      }
    });
    return rest();
  }

  async #askServer(run: Run, id: FeedId, how: Manner, enter: Enter): Promise<Rest> {
    // Time has passed: the host may want to be left alone since the feed before this one.
    const now = this.#mayAsk(run, id, how);
    if ('kind' in now) return nothingLeft(now);
    return this.parts.refresher.ask(id, {
      signal: run.controller.signal,
      beforeHop: (url) => enter(hostOf(url)),
      isAutomatic: how.automatic !== null,
    });
  }

  /** @returns where to ask, or what comes of a feed that is not asked now. */
  #mayAsk(run: Run, id: FeedId, { automatic, isNamed }: Manner): { url: string } | Outcome {
    const { fetchStates, ledger } = this.parts;
    if (run.controller.signal.aborted || automatic?.mayAsk() === false) return { kind: 'skipped' };
    const feed = fetchStates.standing(id);
    if (feed === null || feed.isPaused || (feed.isGone && !isNamed)) return { kind: 'skipped' };
    const until = ledger.heldUntil(feed);
    return until === null ? { url: feed.url } : { kind: 'held', until };
  }
}

/** How feeds came into a run. */
interface Manner {
  readonly automatic: AutomaticRefresh | null;
  /** These feeds were meant, and not everything or a folder. */
  readonly isNamed: boolean;
}

function countedIn(status: RefreshStatus, outcome: Outcome): Partial<RefreshStatus> {
  const { total, done, failed, held, heldUntil, added } = status;
  switch (outcome.kind) {
    case 'skipped':
      return { total: total - 1 };
    case 'held': {
      const first = Math.min(heldUntil ?? outcome.until, outcome.until);
      return { done: done + 1, held: held + 1, heldUntil: first };
    }
    case 'failed':
      return { done: done + 1, failed: failed + 1 };
    case 'done':
      return { done: done + 1, added: added + outcome.added };
  }
}

/** What shares a limit: a host of the web; bundled feeds share nothing. */
function hostOf(url: string): string {
  const { protocol, host } = new URL(url);
  return protocol === 'http:' || protocol === 'https:' ? host : url;
}
