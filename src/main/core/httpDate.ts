/** Dates as HTTP writes them (RFC 9110, section 5.6.7), the two obsolete forms included. */

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
/** `Sun, 06 Nov 1994 08:49:37 GMT`, and RFC 850's `Sunday, 06-Nov-94 08:49:37 GMT`. */
const DAY_FIRST =
  /^[a-z]{3,9}, (\d{1,2})[ -]([a-z]{3})[ -](\d{4}|\d{2}) (\d{2}):(\d{2}):(\d{2}) (?:GMT|UTC)$/i;
/** asctime's `Sun Nov  6 08:49:37 1994`, which is in GMT as well. */
const MONTH_FIRST = /^[a-z]{3} ([a-z]{3}) {1,2}(\d{1,2}) (\d{2}):(\d{2}):(\d{2}) (\d{4})$/i;

/**
 * @param now milliseconds since 1970; a year of two digits that seems to lie more than 50 years ahead
 *   of it is in the past, as the RFC says.
 * @returns milliseconds since 1970, or null for anything else.
 */
export function parseHttpDate(text: string, now: number): number | null {
  const trimmed = text.trim();
  const dayFirst = DAY_FIRST.exec(trimmed);
  if (dayFirst !== null) {
    const [, day, month, year, ...time] = dayFirst;
    return timeOf(fullYear(year ?? '', now), month, day, time);
  }
  const monthFirst = MONTH_FIRST.exec(trimmed);
  if (monthFirst === null) return null;
  const [, month, day, hour, minute, second, year] = monthFirst;
  return timeOf(Number(year), month, day, [hour, minute, second]);
}

function fullYear(digits: string, now: number): number {
  if (digits.length === 4) return Number(digits);
  const current = new Date(now).getUTCFullYear();
  const year = current - (current % 100) + Number(digits);
  return year > current + 50 ? year - 100 : year;
}

function timeOf(
  year: number,
  monthName: string | undefined,
  day: string | undefined,
  [hour, minute, second]: readonly (string | undefined)[],
): number | null {
  const month = MONTHS.indexOf((monthName ?? '').toLowerCase());
  const time = Date.UTC(year, month, Number(day), Number(hour), Number(minute), Number(second));
  const isReal = month >= 0 && new Date(time).getUTCDate() === Number(day);
  return isReal && Number.isFinite(time) ? time : null;
}
