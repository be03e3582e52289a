/** Turns every answer of a feed's server into what is remembered about fetching it. */
import type { ReaderError } from '../../shared/errors';
import type { FeedId } from '../../shared/model';
import { freshForMs } from '../core/cacheFreshness';
import { counted, failureAfter, rhythmAfter } from '../core/fetchOutcome';
import type { ParsedFeed } from '../core/parsedFeed';
import { isProven, sightMove } from '../core/permanentMove';
import type {
  AnswerFacts,
  Clock,
  FeedStanding,
  FeedStore,
  FetchState,
  FetchStateStore,
  HostHoldStore,
  Random,
  WebContent,
} from '../core/ports';
import {
  afterFailure,
  afterHeldHop,
  afterRefusal,
  afterSuccess,
  whileAsked,
} from '../core/refreshPolicy';
import { isUnreached, reachOf } from '../core/reach';
import { refusalOf, type Refused } from '../core/refusal';
import { retryAfterMs } from '../core/retryAfter';
import { hasValidators, renewed } from '../core/validators';

export interface FetchLedgerParts {
  readonly feeds: FeedStore;
  readonly fetchStates: FetchStateStore;
  readonly hostHolds: HostHoldStore;
  readonly clock: Clock;
  readonly random: Random;
}

/** What came of a document. */
interface Changes {
  readonly added: number;
  readonly updated: number;
}

export class FetchLedger {
  constructor(private readonly parts: FetchLedgerParts) {}

  /** Until when the feed or its host must be left alone, or null when it may be asked now. */
  heldUntil({ url, nextAllowedAt }: Pick<FeedStanding, 'url' | 'nextAllowedAt'>): number | null {
    const until = Math.max(this.hostHeldUntil(url) ?? 0, nextAllowedAt);
    return until > this.parts.clock.now() ? until : null;
  }

  /** Until when the host of an address must be left alone, or null when it may be asked now. */
  hostHeldUntil(url: string): number | null {
    const { hostHolds, clock } = this.parts;
    return hostHolds.heldUntil(new URL(url).host, clock.now());
  }

  /** A request begins. */
  noteAsked(feedId: FeedId): void {
    this.parts.fetchStates.putOff(feedId, whileAsked(this.parts.clock.now()));
  }

  /** A redirect led to a host that must be left alone until then, so it was not followed. */
  noteHeld(feedId: FeedId, until: number): void {
    this.parts.fetchStates.putOff(feedId, afterHeldHop(this.parts.clock.now(), until));
  }

  /**
   * A document was parsed and all of its articles are stored. Belongs in the transaction of the last
   * piece (`finish` of `ArticleIntake.takeIn`), also for the first fetch of a new feed.
   */
  noteContent(
    feedId: FeedId,
    content: WebContent,
    parsed: ParsedFeed,
    bodyHash: string,
    changes: Changes,
  ): void {
    const now = this.parts.clock.now();
    const before = this.parts.fetchStates.read(feedId);
    // A document that stops short may be whole next time; then its version must not be known.
    const version = parsed.isComplete
      ? { validators: content.facts.validators, bodyHash, wholeAt: now }
      : {};
    this.#noteSuccess(feedId, content.facts, {
      ...before,
      ...version,
      hints: parsed.hints,
      rhythmMs: rhythmAfter(before, parsed, changes.added, now),
      lastChangeAt: changes.added + changes.updated > 0 ? now : before.lastChangeAt,
    });
  }

  /** The body is byte for byte the one that was taken in last. */
  noteSameBody(feedId: FeedId, content: WebContent): void {
    const { validators } = content.facts;
    const before = this.parts.fetchStates.read(feedId);
    const wholeAt = this.parts.clock.now();
    this.#noteSuccess(feedId, content.facts, { ...before, validators, wholeAt });
  }

  noteNotModified(feedId: FeedId, facts: AnswerFacts): void {
    const before = this.parts.fetchStates.read(feedId);
    this.#noteSuccess(feedId, facts, {
      ...before,
      validators: renewed(before.validators, facts.validators),
      notModified: before.notModified + 1,
    });
  }

  /**
   * Any status that is no success.
   * @param wasProbe the feed was asked for whole though its version was known.
   * @returns the failure as it is stored.
   */
  noteRefused(feedId: FeedId, answer: Refused, wasProbe = false): ReaderError {
    const { fetchStates, hostHolds, clock, random } = this.parts;
    const { facts } = answer;
    const now = clock.now();
    const before = fetchStates.read(feedId);
    const refusal = refusalOf(answer);
    const failure = failureAfter(before, refusal);
    const times = afterRefusal({
      now,
      status: facts.status,
      failureCount: failure.count,
      retryAfterMs: retryAfterMs(facts.retryAfter, now, facts.date),
      random: random(),
    });
    if (times.holdHostUntil !== null) {
      hostHolds.hold(new URL(facts.url).host, times.holdHostUntil);
    }
    fetchStates.write(feedId, {
      ...counted(before, facts, now),
      nextDueAt: times.nextDueAt,
      nextAllowedAt: times.nextAllowedAt,
      goneAt: times.isGone ? now : null,
      refusesProbes: before.refusesProbes || (wasProbe && facts.status === 429),
      failure,
    });
    return refusal;
  }

  /**
   * No usable answer came. `cancelled` is not noted by anybody.
   * @param facts of the answer, when there was one.
   */
  noteFailure(feedId: FeedId, error: ReaderError, facts: AnswerFacts | null = null): void {
    const { fetchStates, clock, random } = this.parts;
    const now = clock.now();
    const before = fetchStates.read(feedId);
    const failure = failureAfter(before, error);
    const reach = facts === null ? reachOf(error) : 'answered';
    const times = afterFailure({
      now,
      failureCount: failure.count,
      random: random(),
      wasReached: facts !== null || !isUnreached(error),
      wasAsked: reach !== null,
    });
    fetchStates.write(feedId, {
      ...(facts === null
        ? { ...before, requests: before.requests + 1 }
        : counted(before, facts, now)),
      // "Checked just now" must not be said of a server that was never reached.
      checkedAt: reach === 'answered' ? now : before.checkedAt,
      ...times,
      failure,
    });
  }

  /** The reader changed the interval: the next time is worked out anew, as of the last answer. */
  noteInterval(feedId: FeedId): void {
    const { fetchStates, clock } = this.parts;
    const state = fetchStates.read(feedId);
    if (state.checkedAt === null || state.failure !== null) return;
    const now = clock.now();
    const { nextDueAt } = this.#nextTimes(feedId, state, state.checkedAt, 0);
    const latest = Math.max(nextDueAt, state.nextAllowedAt);
    fetchStates.write(feedId, { ...state, nextDueAt: Math.max(latest, now) });
  }

  #noteSuccess(feedId: FeedId, facts: AnswerFacts, state: FetchState): void {
    const { fetchStates, clock } = this.parts;
    const now = clock.now();
    const next: FetchState = {
      ...counted(state, facts, now),
      ...this.#nextTimes(feedId, state, now, freshForMs(facts, now)),
      ...this.#move(feedId, facts, state, now),
      goneAt: null,
      failure: null,
    };
    fetchStates.write(feedId, next);
  }

  #nextTimes(
    feedId: FeedId,
    state: FetchState,
    at: number,
    freshMs: number,
  ): { nextDueAt: number; nextAllowedAt: number } {
    return afterSuccess({
      now: at,
      hasValidators: hasValidators(state.validators),
      freshMs,
      hints: state.hints,
      rhythmMs: state.rhythmMs,
      quietMs: at - (state.lastChangeAt ?? at),
      ownIntervalMinutes: this.parts.fetchStates.ownInterval(feedId),
    });
  }

  /** Takes over the address of a feed that has really moved, unless another feed has it. */
  #move(
    feedId: FeedId,
    facts: AnswerFacts,
    before: FetchState,
    now: number,
  ): Pick<FetchState, 'movedTo' | 'movedFirstAt'> {
    const { feeds } = this.parts;
    const url = feeds.urlOf(feedId);
    if (url === null) return before;
    const move = sightMove(before, url, facts.permanentUrl, now);
    if (move.movedTo === null || !isProven(move, now)) return move;
    return feeds.changeUrl(feedId, move.movedTo) ? { movedTo: null, movedFirstAt: null } : move;
  }
}
