/** Asking publishers what is new: one run at a time, which others may join. */
import type { FeedId, RefreshStatus } from '../../shared/model';
import { inPieces } from '../core/batch';
import { noSuchFeed } from '../core/feedErrors';
import type { ChangeSink, FeedStore, Log, Pause, RefreshScope } from '../core/ports';
import { SKIPPED, type Outcome } from './feedRefresher';
import { FeedTurns, type AutomaticRefresh, type FeedTurnsParts, type Manner } from './feedTurns';

export interface RefreshServiceParts extends FeedTurnsParts {
  readonly feeds: FeedStore;
  readonly changes: ChangeSink;
  readonly log: Log;
  readonly pause: Pause;
  /** Called after each run. */
  readonly onOver: () => void;
}

interface Run {
  status: RefreshStatus;
  readonly controller: AbortController;
  readonly pending: Set<FeedId>;
}

export class RefreshService {
  readonly #turns: FeedTurns;
  #run: Run | null = null;
  #lastRunId = 0;

  constructor(private readonly parts: RefreshServiceParts) {
    this.#turns = new FeedTurns(parts);
  }

  /** @throws ReaderError `not-found` for a feed or folder that is not there. */
  start(scope: RefreshScope): RefreshStatus {
    const ids = this.parts.feeds.idsIn(scope);
    if (ids.length === 0 && scope.kind === 'feed') throw noSuchFeed();
    return this.#add(ids, { automatic: null, isNamed: scope.kind === 'feed' });
  }

  /** As `start`, for these very feeds. */
  startFeeds(ids: readonly FeedId[], automatic: AutomaticRefresh | null = null): RefreshStatus {
    return this.#add(ids, { automatic, isNamed: true });
  }

  /**
   * As `startFeeds`, for feeds that are asked otherwise from now on, as with a new password: an answer
   * to what was asked before is of no use any more, and they are asked once more.
   */
  startAnew(ids: readonly FeedId[]): RefreshStatus {
    this.#turns.forgetAsked(ids);
    return this.startFeeds(ids);
  }

  /**
   * Ends the requests under way. Answers that are here already are still taken in.
   * @returns false when that run is already over.
   */
  cancel(runId: number): boolean {
    const run = this.#currentRun();
    if (run?.status.runId !== runId) return false;
    run.controller.abort();
    this.#turns.dropAborted();
    // What was asked is noted before anybody can ask again.
    this.parts.writes.flush();
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
    const outcome = await this.#turns
      .ask(id, { ...how, signal: run.controller.signal })
      .catch((error: unknown): Outcome => {
        if (run.controller.signal.aborted) return SKIPPED;
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
