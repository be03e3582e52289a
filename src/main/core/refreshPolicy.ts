/** When a feed is asked again. */

const MINUTE_MS = 60_000;
/** A polite reader asks at most once an hour, conditionally (Rachel Kroll's rule for feed readers). */
const USUAL_INTERVAL_MS = 60 * MINUTE_MS;
const FIRST_RETRY_MS = 15 * MINUTE_MS;
/** No feed waits longer, so a due time beyond it was set by a clock that went wrong. */
export const LONGEST_INTERVAL_MS = 24 * 60 * MINUTE_MS;
/** Spread around a retry time, so that feeds which failed together do not return together. */
const JITTER = 0.2;

/** The next time for a feed that answered. @returns milliseconds since 1970. */
export function dueAfterSuccess(now: number): number {
  return now + USUAL_INTERVAL_MS;
}

/**
 * The next time for a feed that failed: twice as long after each failure in a row, up to a day. That
 * spares a server in trouble. One that was never reached needs no sparing, and a reader back from a
 * flight must not wait a day for it: there the usual interval is the longest.
 *
 * @param failureCount failures in a row, this one included.
 * @param random a number in [0, 1).
 * @param wasReached false when no connection was made.
 * @returns milliseconds since 1970.
 */
export function dueAfterFailure(
  now: number,
  failureCount: number,
  random: number,
  wasReached: boolean,
): number {
  const doubled = FIRST_RETRY_MS * 2 ** Math.min(failureCount - 1, 16);
  const longest = wasReached ? LONGEST_INTERVAL_MS : USUAL_INTERVAL_MS;
  const spread = 1 + JITTER * (2 * random - 1);
  return now + Math.round(Math.min(Math.min(doubled, longest) * spread, LONGEST_INTERVAL_MS));
}
