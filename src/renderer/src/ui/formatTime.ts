/** Times as people say them. The words are English, so the order of day and month is too. */
import { startOfDay } from './useNow';

const LOCALE = 'en-GB';
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

const clock = new Intl.DateTimeFormat(LOCALE, { hour: '2-digit', minute: '2-digit' });
const weekday = new Intl.DateTimeFormat(LOCALE, { weekday: 'long' });
const dayAndMonth = new Intl.DateTimeFormat(LOCALE, { day: 'numeric', month: 'long' });
const fullDay = new Intl.DateTimeFormat(LOCALE, { dateStyle: 'long' });
const fullTime = new Intl.DateTimeFormat(LOCALE, {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
});
const longDay = new Intl.DateTimeFormat(LOCALE, {
  weekday: 'long',
  day: 'numeric',
  month: 'long',
  year: 'numeric',
});

/** Whole days from one day's midnight to another's, whatever the clocks did in between. */
function daysBetween(earlier: number, later: number): number {
  return Math.round((startOfDay(later) - startOfDay(earlier)) / (24 * HOUR));
}

/** "5 min ago", "2 h ago"; on another day the clock time, for a day heading stands above it. */
export function relativeTime(time: number, now: number): string {
  const age = now - time;
  if (daysBetween(time, now) !== 0 || age < -MINUTE) return clock.format(time);
  if (age < MINUTE) return 'just now';
  if (age < HOUR) return `${String(Math.floor(age / MINUTE))} min ago`;
  return `${String(Math.floor(age / HOUR))} h ago`;
}

/** "Today", "Yesterday", a weekday within the last week, then the date. */
export function dayHeading(time: number, now: number): string {
  const days = daysBetween(time, now);
  if (days === 0) return 'Today';
  if (days === 1) return 'Yesterday';
  if (days > 1 && days < 7) return weekday.format(time);
  const isThisYear = new Date(time).getFullYear() === new Date(now).getFullYear();
  return (isThisYear ? dayAndMonth : fullDay).format(time);
}

/** "5 min ago", "yesterday, 14:02", "21 November": for a line that stands alone. */
export function timeSince(time: number, now: number): string {
  const days = daysBetween(time, now);
  if (days === 0) return relativeTime(time, now);
  if (days === 1) return `yesterday, ${clock.format(time)}`;
  return dayAndMonth.format(time);
}

/** "14:05", "tomorrow, 09:00", "26 November, 09:00": for what is still to come. */
export function timeAhead(time: number, now: number): string {
  const days = daysBetween(now, time);
  if (days === 0) return clock.format(time);
  if (days === 1) return `tomorrow, ${clock.format(time)}`;
  return `${dayAndMonth.format(time)}, ${clock.format(time)}`;
}

/** "23 Nov 2026, 14:02" */
export function fullTimeOf(time: number): string {
  return fullTime.format(time);
}

/** "24 November 2026" */
export function dayOf(time: number): string {
  return fullDay.format(time);
}

/** "Tuesday 24 November 2026" */
export function longDayOf(time: number): string {
  return longDay.format(time);
}
