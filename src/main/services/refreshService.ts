/** Asking publishers what is new: one run at a time, which others may join. */
import { ReaderError, toWire } from '../../shared/errors';
import type { Feed, FeedId, RefreshStatus } from '../../shared/model';
import { HostLimit } from '../core/limit';
import type {
  ChangeSink,
  Clock,
  DocumentParser,
  DocumentVersion,
  FeedSource,
  FeedStore,
  Log,
  Random,
  RefreshScope,
} from '../core/ports';
import { dueAfterFailure, dueAfterSuccess } from '../core/refreshPolicy';
import type { ArticleIntake } from './articleIntake';

/** Requests at once, over all hosts and for one of them: quick for us, unnoticed by servers. */
const MOST_AT_ONCE = 6;
const MOST_PER_HOST = 1;

export interface RefreshServiceParts {
  readonly feeds: FeedStore;
  readonly source: FeedSource;
  readonly parser: DocumentParser;
  readonly intake: ArticleIntake;
  readonly changes: ChangeSink;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  readonly hashBytes: (bytes: Uint8Array) => string;
}

interface Run {
  status: RefreshStatus;
  readonly controller: AbortController;
  readonly pending: Set<FeedId>;
}

export class RefreshService {
  readonly #limit = new HostLimit(MOST_AT_ONCE, MOST_PER_HOST);
  #run: Run | null = null;
  #lastRunId = 0;

  constructor(private readonly parts: RefreshServiceParts) {}

  /** @throws ReaderError `not-found` for a feed or folder that is not there. */
  start(scope: RefreshScope): RefreshStatus {
    const ids = this.parts.feeds.idsIn(scope);
    if (ids.length === 0 && scope.kind === 'feed') {
      throw new ReaderError('not-found', 'There is no such feed.');
    }
    return this.startFeeds(ids);
  }

  /** Adds feeds to the run under way, or begins one. A feed already waiting is not asked twice. */
  startFeeds(ids: readonly FeedId[]): RefreshStatus {
    const run = this.#currentRun() ?? this.#begin();
    const fresh = ids.filter((id) => !run.pending.has(id));
    for (const id of fresh) run.pending.add(id);
    this.#report(run, { total: run.status.total + fresh.length });
    for (const id of fresh) void this.#refreshInRun(run, id);
    if (run.pending.size === 0) this.#report(run, { state: 'finished' });
    return run.status;
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

  #currentRun(): Run | null {
    return this.#run?.status.state === 'running' ? this.#run : null;
  }

  #begin(): Run {
    this.#lastRunId += 1;
    this.#run = {
      status: { runId: this.#lastRunId, total: 0, done: 0, failed: 0, added: 0, state: 'running' },
      controller: new AbortController(),
      pending: new Set(),
    };
    return this.#run;
  }

  #report(run: Run, change: Partial<RefreshStatus>): void {
    run.status = { ...run.status, ...change };
    this.parts.changes.refreshProgressed(run.status);
  }

  async #refreshInRun(run: Run, id: FeedId): Promise<void> {
    const outcome = await this.#refreshInTurn(run, id).catch((error: unknown) => {
      // Not even the failure could be stored, as on a full disk. The run goes on.
      this.parts.log.error(`Noting the failure of feed ${String(id)}`, error);
      return null;
    });
    run.pending.delete(id);
    // A cancelled run has said its last word.
    if (run.status.state !== 'running') return;
    const { done, failed, added } = run.status;
    this.#report(run, {
      done: done + 1,
      failed: outcome === null ? failed + 1 : failed,
      added: added + (outcome ?? 0),
      state: run.pending.size === 0 ? 'finished' : 'running',
    });
  }

  /** @returns as `#refresh`, and 0 for a feed that is not there any more. */
  async #refreshInTurn(run: Run, id: FeedId): Promise<number | null> {
    const feed = this.parts.feeds.find(id);
    if (feed === null) return 0;
    return this.#limit.run(new URL(feed.url).host, () =>
      run.controller.signal.aborted ? Promise.resolve(null) : this.#refresh(feed, run),
    );
  }

  /** @returns how many articles are new, or null when the refresh failed. */
  async #refresh(feed: Feed, run: Run): Promise<number | null> {
    try {
      return await this.#fetchAndStore(feed, run.controller.signal);
    } catch (error) {
      const { code, details } = toWire(error);
      if (code === 'internal') this.parts.log.error(`Refreshing feed ${String(feed.id)}`, error);
      if (code !== 'cancelled') {
        const { feeds, clock, random, changes } = this.parts;
        const now = clock.now();
        const failures = feeds.fetchState(feed.id).failureCount + 1;
        const nextDueAt = dueAfterFailure(now, failures, random(), code !== 'network');
        // "Checked just now" must not be said of a server that was never reached.
        const checkedAt = code === 'network' || code === 'timeout' ? null : now;
        feeds.recordFailure(feed.id, { checkedAt, nextDueAt, code, details: details ?? {} });
        changes.feedsChanged();
      }
      return null;
    }
  }

  async #fetchAndStore(feed: Feed, signal: AbortSignal): Promise<number> {
    const { feeds, source, parser, intake, changes, hashBytes } = this.parts;
    const before = feeds.fetchState(feed.id);
    const answer = await source.get({ url: feed.url, validators: before.validators, signal });
    if (answer.kind === 'not-modified') return this.#noteUnchanged(feed.id, null);
    const version = { validators: answer.validators, bodyHash: hashBytes(answer.bytes) };
    if (version.bodyHash === before.bodyHash) return this.#noteUnchanged(feed.id, version);
    const parsed = await parser.parseFeed(answer.bytes, answer);
    // The feed may have been removed while its server answered.
    if (feeds.find(feed.id) === null) return 0;
    const title = parsed.title || feed.title;
    if (title !== feed.title || parsed.siteUrl !== feed.siteUrl) {
      feeds.describe(feed.id, { title, siteUrl: parsed.siteUrl });
    }
    const added = await intake.takeIn(feed.id, parsed, version);
    changes.feedsChanged();
    return added;
  }

  /** @returns 0, the number of new articles. */
  #noteUnchanged(id: FeedId, version: DocumentVersion | null): number {
    const { feeds, clock, changes } = this.parts;
    const now = clock.now();
    feeds.recordSuccess(id, { checkedAt: now, nextDueAt: dueAfterSuccess(now), version });
    changes.feedsChanged();
    return 0;
  }
}
