import { expect, test } from 'vitest';
import { hintedIntervalMs, notSkipped } from '../../../src/main/core/updateHints';

const none = { everyMinutes: null, skipHours: [], skipDays: [] };
const tuesdayAt = (hour: number, minute = 0): number => Date.UTC(2026, 10, 24, hour, minute);
const all = (count: number): number[] => Array.from({ length: count }, (_, index) => index);

test('an interval is in minutes, and none at all unless it is positive', () => {
  expect(hintedIntervalMs({ ...none, everyMinutes: 90 })).toBe(5_400_000);
  for (const everyMinutes of [0, -60, null]) {
    expect(hintedIntervalMs({ ...none, everyMinutes })).toBeNull();
  }
  expect(hintedIntervalMs(null)).toBeNull();
});

test('a skipped hour ends on the hour', () => {
  const hints = { ...none, skipHours: [8, 9] };
  expect(notSkipped(tuesdayAt(8, 20), hints)).toBe(tuesdayAt(10));
  expect(notSkipped(tuesdayAt(7, 59), hints)).toBe(tuesdayAt(7, 59));
  expect(notSkipped(tuesdayAt(10, 1), hints)).toBe(tuesdayAt(10, 1));
});

test('hours and days add up: the first hour after the last skipped day', () => {
  const hints = { everyMinutes: null, skipHours: [0, 1], skipDays: [2, 3] };
  expect(notSkipped(tuesdayAt(12), hints)).toBe(Date.UTC(2026, 10, 26, 2));
});

test('a feed that skips everything skips nothing', () => {
  expect(notSkipped(tuesdayAt(8, 20), { ...none, skipHours: all(24) })).toBe(tuesdayAt(8, 20));
  expect(notSkipped(tuesdayAt(8, 20), { ...none, skipDays: all(7) })).toBe(tuesdayAt(8, 20));
});
