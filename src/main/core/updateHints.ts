/** What a feed itself says about how often it wants to be read. */
import type { UpdateHints } from './parsedFeed';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_HOURS = 24;
/** Longer than any run of hours that leaves one free: a week has days that are skipped too. */
const LONGEST_SEARCH_HOURS = 8 * DAY_HOURS;

/** @returns the interval that `ttl` or the syndication module names, in milliseconds, or null. */
export function hintedIntervalMs(hints: UpdateHints | null): number | null {
  const minutes = hints?.everyMinutes ?? null;
  return minutes === null || minutes <= 0 ? null : minutes * MINUTE_MS;
}

/**
 * The first time from `time` on that lies in no hour and on no day to be skipped. RSS 2.0 counts both
 * in GMT.
 *
 * @returns milliseconds since 1970; `time` itself when the feed skips nothing, or everything.
 */
export function notSkipped(time: number, hints: UpdateHints | null): number {
  if (hints === null) return time;
  const isSkipped = (moment: number): boolean =>
    hints.skipHours.includes(new Date(moment).getUTCHours()) ||
    hints.skipDays.includes(new Date(moment).getUTCDay());
  if (!isSkipped(time)) return time;
  const hour = Math.floor(time / HOUR_MS) * HOUR_MS;
  for (let step = 1; step <= LONGEST_SEARCH_HOURS; step += 1) {
    const moment = hour + step * HOUR_MS;
    if (!isSkipped(moment)) return moment;
  }
  return time;
}
