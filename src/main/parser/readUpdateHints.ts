/** How often a feed asks to be read. */
import type { UpdateHints } from '../core/parsedFeed';

/** What the feed says, as it is written. */
interface Written {
  /** RSS 2.0: minutes. */
  readonly ttl: string | null;
  /** RSS 1.0's syndication module: `hourly` to `yearly`, and how often in that time. */
  readonly period: string | null;
  readonly frequency: string | null;
  readonly hours: readonly string[];
  readonly days: readonly string[];
}

const MINUTES: ReadonlyMap<string, number> = new Map([
  ['hourly', 60],
  ['daily', 1440],
  ['weekly', 10_080],
  ['monthly', 43_200],
  ['yearly', 525_600],
]);
const DAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];

export const NO_HINTS: UpdateHints = { everyMinutes: null, skipHours: [], skipDays: [] };

/** What makes no sense is left out; 24 is midnight, since RSS 0.91 counted hours from 1. */
export function readUpdateHints(written: Written): UpdateHints {
  const ttl = positive(written.ttl);
  const period = MINUTES.get(written.period?.trim().toLowerCase() ?? '') ?? null;
  const frequency = positive(written.frequency) ?? 1;
  const minutes = [ttl, period === null ? null : Math.max(1, Math.round(period / frequency))];
  const given = minutes.filter((value) => value !== null);
  const hours = written.hours
    .map((hour) => hour.trim())
    .filter((hour) => /^\d{1,2}$/.test(hour) && Number(hour) <= 24)
    .map((hour) => Number(hour) % 24);
  const days = written.days
    .map((day) => DAYS.indexOf(day.trim().slice(0, 3).toLowerCase()))
    .filter((day) => day >= 0);
  return {
    everyMinutes: given.length === 0 ? null : Math.max(...given),
    skipHours: ascending(hours),
    skipDays: ascending(days),
  };
}

function positive(text: string | null): number | null {
  const number = text === null ? 0 : Math.floor(Number(text));
  return Number.isSafeInteger(number) && number > 0 ? number : null;
}

const ascending = (numbers: readonly number[]): number[] =>
  [...new Set(numbers)].sort((one, other) => one - other);
