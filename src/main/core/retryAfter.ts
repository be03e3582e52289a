/** How long a server asks to be left alone (RFC 9110, section 10.2.3). */
import { parseHttpDate } from './httpDate';

const SECOND_MS = 1000;
/** A week: long enough for any honest wish, short enough to outlive a mistake. */
export const LONGEST_RETRY_AFTER_MS = 7 * 24 * 60 * 60 * SECOND_MS;

/**
 * @param now milliseconds since 1970.
 * @param date the answer's own `Date`: a time named in the header is measured against the server's
 *   clock where that is known, so that a wrong clock here does not matter.
 * @returns milliseconds from now, at most a week, or null when the header says nothing usable, as
 *   when it is negative or in the past.
 */
export function retryAfterMs(
  header: string | null,
  now: number,
  date: string | null,
): number | null {
  const text = header?.trim() ?? '';
  if (/^\d+$/.test(text)) return usable(Number(text) * SECOND_MS);
  const until = parseHttpDate(text, now);
  if (until === null) return null;
  const serverNow = date === null ? null : parseHttpDate(date, now);
  return usable(until - (serverNow ?? now));
}

function usable(milliseconds: number): number | null {
  return milliseconds > 0 ? Math.min(milliseconds, LONGEST_RETRY_AFTER_MS) : null;
}
