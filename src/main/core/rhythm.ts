/** How often a feed really brings something new. */

/** The newest articles say how lively a feed is now; older ones how it once was. */
const NEWEST_COUNT = 20;
/** Weight of what was just seen against what was known: old habits fade within a few changes. */
const NEW_WEIGHT = 0.3;

/**
 * The usual time between two articles of a document that is seen for the first time.
 *
 * @param dates the articles' dates, in any order; those in the future are left out.
 * @returns milliseconds, or null when fewer than two articles have a date.
 */
export function rhythmOfDates(dates: readonly (number | null)[], now: number): number | null {
  const newest = dates
    .filter((date): date is number => date !== null && date <= now)
    .sort((one, other) => other - one)
    .slice(0, NEWEST_COUNT);
  const first = newest[0];
  const last = newest[newest.length - 1];
  if (first === undefined || last === undefined || newest.length < 2) return null;
  // A feed that fell silent is as slow as its silence, whatever its articles say of earlier times.
  return Math.max(Math.round((first - last) / (newest.length - 1)), now - first, 1);
}

/**
 * @param before what was known, in milliseconds.
 * @param added articles that were new, at least one.
 * @param since milliseconds since something last changed.
 * @returns milliseconds.
 */
export function rhythmAfterChange(before: number | null, added: number, since: number): number {
  const seen = Math.max(since, 1) / added;
  return Math.max(1, Math.round(before === null ? seen : before + NEW_WEIGHT * (seen - before)));
}
