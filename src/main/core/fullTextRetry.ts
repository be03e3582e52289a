/** Whether and when an article's page is asked for again. */
import type { ErrorCode, ReaderError } from '../../shared/errors';
import { isUnreached } from './reach';

const HOUR = 60 * 60_000;
const DAY = 24 * HOUR;
/** The pause doubles with every try: eleven tries of one page at most. */
const SHORTEST_PAUSE = HOUR;
/** Where no server was bothered. */
const LONGEST_UNREACHED = DAY;
/** A page that still cannot be had by then is given up. */
const GIVEN_UP_AFTER = 14 * DAY;
/**
 * Answers that another time may not give (RFC 9110, section 15; RFC 6585, section 4; RFC 8470,
 * section 5.2). Who lets no reader in today, as with 403, is not asked a second time.
 */
const PASSING_STATUSES: ReadonlySet<number> = new Set([408, 425, 429, 500, 502, 503, 504]);

const PASSING_CODES: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  ...(['network', 'timeout', 'proxy', 'certificate', 'incomplete', 'unavailable'] as const),
]);

type Failure = Pick<ReaderError, 'code' | 'details'>;

/**
 * @param wantedAt since when the text is wanted; it and `now` in milliseconds since 1970.
 * @returns when to ask again, or null when that would help nobody.
 */
export function nextFullTextTry(failure: Failure, wantedAt: number, now: number): number | null {
  const age = Math.max(now - wantedAt, 0);
  if (age >= GIVEN_UP_AFTER) return null;
  const pause = Math.max(age, SHORTEST_PAUSE);
  if (isUnreached(failure)) return now + Math.min(pause, LONGEST_UNREACHED);
  return isPassing(failure) ? now + pause : null;
}

/** Whether another time the page may be had, though a server was asked this time. */
function isPassing({ code, details }: Failure): boolean {
  if (code === 'http-status') return PASSING_STATUSES.has(details?.status ?? 0);
  return PASSING_CODES.has(code);
}
