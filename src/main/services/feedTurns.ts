/** Asks each feed when it is its turn: few at once, one for each host, and none that must be left alone. */
import type { FeedId } from '../../shared/model';
import type { HostLimit, Turn } from '../core/limit';
import { Permits } from '../core/permits';
import type { FetchStateStore, WebRequest } from '../core/ports';
import { HeldOnTheWay, SKIPPED, type FeedRefresher, type Outcome } from './feedRefresher';
import type { FetchLedger } from './fetchLedger';
import { MOST_BYTES_IN_HAND, RequestInHand } from './requestInHand';
import type { WriteQueue } from './writeQueue';

export interface FeedTurnsParts {
  readonly fetchStates: FetchStateStore;
  readonly ledger: FetchLedger;
  readonly refresher: FeedRefresher;
  readonly writes: WriteQueue;
  readonly limit: HostLimit;
}

/** What a refresh that nobody asked for keeps to. */
export interface AutomaticRefresh {
  /** Asked once more before each request: the network may be gone by then. */
  readonly mayAsk: () => boolean;
}

/** How feeds came into a run. */
export interface Manner {
  readonly automatic: AutomaticRefresh | null;
  /** These feeds were meant, and not everything or a folder. */
  readonly isNamed: boolean;
}

interface MannerInRun extends Manner {
  /** Aborted when the run is cancelled. */
  readonly signal: AbortSignal;
}

interface CurrentManner extends MannerInRun {
  /** Whether it changed since what the server is asked. */
  readonly isOutdated: () => boolean;
}

/** The feed may be asked now. */
const ASK = { mayAsk: true } as const;

export class FeedTurns {
  readonly #room = new Permits(MOST_BYTES_IN_HAND);
  /** How often it was changed what a feed's server is asked, where it was. */
  readonly #changes = new Map<FeedId, number>();

  constructor(private readonly parts: FeedTurnsParts) {}

  /** These feeds are asked otherwise from now on: what they were asked before is of no use any more. */
  forgetAsked(ids: readonly FeedId[]): void {
    for (const id of ids) this.#changes.set(id, this.#changesOf(id) + 1);
  }

  /** Feeds whose runs were cancelled wait no longer for their turns. */
  dropAborted(): void {
    this.parts.limit.dropAborted();
  }

  /**
   * Asks, and once more when it changed meanwhile what is asked.
   * @throws ReaderError `cancelled` when the run was while it waited; what the library throws when not
   *   even a failure can be written down.
   */
  async ask(id: FeedId, how: MannerInRun): Promise<Outcome> {
    for (;;) {
      const changes = this.#changesOf(id);
      const isOutdated = (): boolean => this.#changesOf(id) !== changes;
      const outcome = await this.#askOnce(id, { ...how, isOutdated });
      if (!isOutdated() || how.signal.aborted) return outcome;
    }
  }

  async #askOnce(id: FeedId, how: CurrentManner): Promise<Outcome> {
    const { refresher, writes } = this.parts;
    const { signal } = how;
    const standing = this.#mayAsk(id, how);
    if ('kind' in standing) return standing;
    // The system's safe may take its time, which no host and no other feed must wait for.
    const request = await refresher.prepare(id, signal, how.isOutdated);
    if ('kind' in request) return request;
    const inHand = new RequestInHand(this.#room, writes);
    const askInTurn = (turn: Turn): Promise<() => Promise<Outcome>> =>
      this.#askInTurn(id, how, request, inHand, turn);
    try {
      const finish = await this.parts.limit.run(hostOf(request.url), askInTurn, signal);
      return await finish();
    } finally {
      inHand.end();
    }
  }

  /** @returns what is left to do once the host may be asked by others. */
  async #askInTurn(
    id: FeedId,
    how: CurrentManner,
    request: WebRequest,
    inHand: RequestInHand,
    turn: Turn,
  ): Promise<() => Promise<Outcome>> {
    await inHand.begin();
    turn.restAnew();
    // Time has passed: the host may want to be left alone since the feed before this one.
    const now = this.#mayAsk(id, how);
    if ('kind' in now) return () => Promise.resolve(now);
    if (how.isOutdated()) return () => Promise.resolve(SKIPPED);
    const { bytes, isAboutHost, finish } = await this.parts.refresher.ask(id, request, {
      isAutomatic: how.automatic !== null,
      isOutdated: how.isOutdated,
      beforeHop: async (url) => {
        // While it waits for a busy host, others may use the room.
        inHand.end();
        await turn.enter(hostOf(url));
        await inHand.begin();
        turn.restAnew();
        const until = this.parts.ledger.hostHeldUntil(url);
        if (until !== null) throw new HeldOnTheWay(until);
      },
    });
    inHand.answered(bytes);
    if (!isAboutHost) return finish;
    // The next feed of this host must know.
    const outcome = await finish();
    return () => Promise.resolve(outcome);
  }

  #changesOf(id: FeedId): number {
    return this.#changes.get(id) ?? 0;
  }

  /** @returns `ASK`, or what comes of a feed that is not asked now. */
  #mayAsk(id: FeedId, { signal, automatic, isNamed }: MannerInRun): typeof ASK | Outcome {
    const { fetchStates, ledger } = this.parts;
    if (signal.aborted || automatic?.mayAsk() === false) return SKIPPED;
    const feed = fetchStates.standing(id);
    if (feed === null || feed.isPaused || (feed.isGone && !isNamed)) return SKIPPED;
    const until = ledger.heldUntil(feed);
    return until === null ? ASK : { kind: 'held', until };
  }
}

/** What shares a limit: a host of the web; bundled feeds share nothing. */
function hostOf(url: string): string {
  const { protocol, host } = new URL(url);
  return protocol === 'http:' || protocol === 'https:' ? host : url;
}
