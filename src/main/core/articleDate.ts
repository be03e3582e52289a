/** The date to show and the date to sort by. An undated article never gets "now" as its date. */
import { readPublishedDate } from './publishedDate';

/** Feeds with a wrong clock or time zone run at most about a day ahead (NetNewsWire uses the same). */
const MAX_AHEAD_MS = 24 * 60 * 60 * 1000;
/** Nothing was syndicated before the web; an earlier date, such as 1970 or year 0, stands for none. */
const EARLIEST_MS = Date.UTC(1990, 0, 1);

/**
 * A publisher's date, if it can be true.
 *
 * @returns milliseconds since 1970, or null when it cannot be read or cannot be true.
 */
export function readArticleDate(text: string | null, now: number): number | null {
  const time = text === null ? null : readPublishedDate(text);
  if (time === null || time < EARLIEST_MS || time > now + MAX_AHEAD_MS) return null;
  return time;
}

/**
 * The time a list is ordered by, fixed when an article is first seen, so that lists stay still:
 * the publisher's date, but never later than the first sighting.
 */
export function sortTime(publishedAt: number | null, firstSeenAt: number): number {
  return publishedAt === null ? firstSeenAt : Math.min(publishedAt, firstSeenAt);
}
