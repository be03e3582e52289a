/**
 * When a feed is asked again. Two times come out of every answer: when it is due, which the app keeps
 * by itself, and when it may be asked at all, which a reader's own refresh keeps as well.
 */
import type { UpdateHints } from './parsedFeed';
import { hintedIntervalMs, notSkipped } from './updateHints';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** Between two requests to a server that answered, whoever asks. */
const SHORTEST_INTERVAL_MS = 15 * MINUTE_MS;
/** A reader that asks conditionally asks at most once an hour (Rachel Kroll's rule). */
export const USUAL_INTERVAL_MS = HOUR_MS;
/** A feed that asks to be read more often than hourly is, if it is lively, but not more than this. */
const SHORTEST_INVITED_MS = 30 * MINUTE_MS;
/** Without validators every request costs a whole document: once a day (Rachel Kroll's rule). */
const UNCONDITIONAL_INTERVAL_MS = 24 * HOUR_MS;
const LONGEST_ADAPTIVE_MS = 12 * HOUR_MS;
/** A feed is asked about four times as often as it brings something. */
const ASKS_PER_ARTICLE = 4;
/** No feed waits longer, so a due time beyond it was set by a clock that went wrong. */
export const LONGEST_INTERVAL_MS = 24 * HOUR_MS;
/** For feeds that want a sign-in or forbid the door (Unread Cloud's figure). */
const FORBIDDEN_INTERVAL_MS = 4 * HOUR_MS;
/** For the host, after 429 without a usable Retry-After (NetNewsWire's figure). */
const TOO_MANY_HOLD_MS = 10 * MINUTE_MS;
/** Less the spread it is still longer than the shortest interval. */
const FIRST_RETRY_MS = 20 * MINUTE_MS;
/** What was never reached needs no sparing, and a reader back from a flight must not wait a day. */
const LONGEST_UNREACHED_MS = HOUR_MS;
/** Spread around a retry time, so that feeds which failed together do not return together. */
const JITTER = 0.2;

/** Milliseconds since 1970. */
export interface NextTimes {
  readonly nextDueAt: number;
  /** 0 when nothing forbids the next request. */
  readonly nextAllowedAt: number;
}

/** What bears on the next visit of a feed that answered. */
export interface VisitTerms {
  readonly now: number;
  /** The server names a version that can be given back. */
  readonly hasValidators: boolean;
  /** As `freshForMs` says. */
  readonly freshMs: number;
  readonly hints: UpdateHints | null;
  /** Usual time between two new articles, in milliseconds, or null while it is not known. */
  readonly rhythmMs: number | null;
  /** Milliseconds since something last changed. */
  readonly quietMs: number;
  /** What the reader set for this feed, in minutes, or null. */
  readonly ownIntervalMinutes: number | null;
}

/**
 * The longest of all wishes wins, up to a day. The reader's own interval takes the place of the feed's
 * rhythm and of its hints, but not of what the server says: that stays fresh for so long.
 */
export function afterSuccess(terms: VisitTerms): NextTimes {
  const { now, freshMs, hints, ownIntervalMinutes } = terms;
  const floor = Math.max(SHORTEST_INTERVAL_MS, freshMs);
  const nextAllowedAt = now + Math.min(floor, LONGEST_INTERVAL_MS);
  const isOwn = ownIntervalMinutes !== null;
  const interval = isOwn ? ownIntervalMinutes * MINUTE_MS : feedInterval(terms);
  const wanted = now + Math.max(floor, interval);
  const latest = now + LONGEST_INTERVAL_MS;
  const free = isOwn ? wanted : notSkipped(Math.min(wanted, latest), hints);
  return {
    nextDueAt: Math.round(Math.min(free, latest)),
    nextAllowedAt: Math.round(nextAllowedAt),
  };
}

function feedInterval(terms: VisitTerms): number {
  const { hasValidators, freshMs, hints, rhythmMs, quietMs } = terms;
  const hinted = hintedIntervalMs(hints);
  if (!hasValidators && freshMs === 0 && !hasWishes(hints)) return UNCONDITIONAL_INTERVAL_MS;
  const shortest =
    hinted === null
      ? USUAL_INTERVAL_MS
      : Math.min(USUAL_INTERVAL_MS, Math.max(hinted, SHORTEST_INVITED_MS));
  // Silence counts: a daily feed that has said nothing for a month is a monthly one by now.
  const rhythm = rhythmMs === null ? 0 : Math.max(rhythmMs, quietMs);
  const adapted = Math.min(rhythm / ASKS_PER_ARTICLE, LONGEST_ADAPTIVE_MS);
  return Math.max(shortest, adapted, hinted ?? 0);
}

function hasWishes(hints: UpdateHints | null): boolean {
  if (hints === null) return false;
  return hints.everyMinutes !== null || hints.skipHours.length > 0 || hints.skipDays.length > 0;
}

/** What bears on the next visit of a feed whose server said no. */
export interface RefusalTerms {
  readonly now: number;
  readonly status: number;
  /** Refusals and failures in a row, this one included. */
  readonly failureCount: number;
  /** As `retryAfterMs` says. */
  readonly retryAfterMs: number | null;
  /** A number in [0, 1). */
  readonly random: number;
}

export interface RefusalTimes extends NextTimes {
  /** Until when the whole host is left alone, or null. */
  readonly holdHostUntil: number | null;
  /** The feed is gone for good. */
  readonly isGone: boolean;
}

/**
 * Twice as long after each refusal in a row, up to a day; four hours where a sign-in is wanted or the
 * door is closed; and what `Retry-After` says, for the whole host, even if that is longer.
 */
export function afterRefusal(terms: RefusalTerms): RefusalTimes {
  const { now, status, failureCount, random } = terms;
  const holdMs = hostHoldMs(terms);
  const backoff =
    status === 401 || status === 403
      ? FORBIDDEN_INTERVAL_MS
      : backoffMs(failureCount, random, LONGEST_INTERVAL_MS);
  const allowed = Math.max(SHORTEST_INTERVAL_MS, holdMs ?? 0);
  return {
    nextDueAt: now + Math.min(Math.max(backoff, allowed), LONGEST_INTERVAL_MS),
    nextAllowedAt: now + allowed,
    holdHostUntil: holdMs === null ? null : now + holdMs,
    isGone: status === 410,
  };
}

/**
 * While a request is under way the feed counts as asked. Whatever ends it, a person, a crash or the
 * end of the app, nobody asks again at once; its answer sets other times.
 */
export function whileAsked(now: number): NextTimes {
  return { nextDueAt: now + USUAL_INTERVAL_MS, nextAllowedAt: now + SHORTEST_INTERVAL_MS };
}

/** The feed led to a host that is left alone until then: nobody on the way there is asked before. */
export function afterHeldHop(now: number, until: number): NextTimes {
  const nextAllowedAt = Math.max(until, now + SHORTEST_INTERVAL_MS);
  return { nextDueAt: Math.min(nextAllowedAt, now + LONGEST_INTERVAL_MS), nextAllowedAt };
}

/** Whether a refusal may be about more than the one feed. */
export function isAboutHost(status: number): boolean {
  return status === 429 || status === 503;
}

/** 429 and 503 speak for the whole server (RFC 6585, section 4; RFC 9110, section 15.6.4). */
export function hostHoldMs({
  status,
  retryAfterMs,
}: Pick<RefusalTerms, 'status' | 'retryAfterMs'>): number | null {
  if (status === 429) return retryAfterMs ?? TOO_MANY_HOLD_MS;
  return status === 503 ? retryAfterMs : null;
}

/** What is known of a failure without a usable answer. */
export interface FailureTerms {
  readonly now: number;
  /** Failures in a row, this one included. */
  readonly failureCount: number;
  /** A number in [0, 1). */
  readonly random: number;
  /** False when no server was reached. */
  readonly wasReached: boolean;
  /** A request was sent to a server, whether or not it answered. */
  readonly wasAsked: boolean;
}

/** Twice as long after each failure in a row, up to a day, or an hour where nothing was reached. */
export function afterFailure(terms: FailureTerms): NextTimes {
  const { now, failureCount, random, wasReached, wasAsked } = terms;
  const longest = wasReached ? LONGEST_INTERVAL_MS : LONGEST_UNREACHED_MS;
  const nextAllowedAt = wasAsked ? now + SHORTEST_INTERVAL_MS : 0;
  const nextDueAt = now + backoffMs(failureCount, random, longest);
  return { nextDueAt: Math.max(nextDueAt, nextAllowedAt), nextAllowedAt };
}

/** @returns whole milliseconds, spread over a fifth to both sides, and never longer than `longest`. */
function backoffMs(failureCount: number, random: number, longest: number): number {
  const doubled = FIRST_RETRY_MS * 2 ** Math.min(failureCount - 1, 16);
  const spread = 1 + JITTER * (2 * random - 1);
  return Math.round(Math.min(doubled, longest / (1 + JITTER)) * spread);
}
