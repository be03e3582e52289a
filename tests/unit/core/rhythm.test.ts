import { expect, test } from 'vitest';
import { rhythmAfterChange, rhythmOfDates } from '../../../src/main/core/rhythm';

const now = Date.UTC(2026, 10, 24);
const day = 86_400_000;

test('the dates of a first document tell how often it changes', () => {
  const daily = Array.from({ length: 10 }, (_, index) => now - index * day);
  expect(rhythmOfDates(daily, now)).toBe(day);
  expect(rhythmOfDates(daily.toReversed(), now)).toBe(day);
});

test('only the newest twenty count, and none in the future', () => {
  const lively = Array.from({ length: 20 }, (_, index) => now - index * (day / 24));
  expect(rhythmOfDates([...lively, now - 3000 * day, now + 3000 * day], now)).toBe(day / 24);
});

test('silence since then counts as well', () => {
  expect(rhythmOfDates([now - 365 * day, now - 366 * day], now)).toBe(365 * day);
});

test('without two dates nothing is known, and dates all alike say something', () => {
  expect(rhythmOfDates([null, now, null], now)).toBeNull();
  expect(rhythmOfDates([], now)).toBeNull();
  expect(rhythmOfDates([now, now], now)).toBe(1);
});

test('each change moves the rhythm towards what was just seen', () => {
  expect(rhythmAfterChange(null, 4, day)).toBe(day / 4);
  expect(rhythmAfterChange(day, 1, 2 * day)).toBe(1.3 * day);
  let rhythm = 30 * day;
  for (let change = 0; change < 12; change += 1) rhythm = rhythmAfterChange(rhythm, 1, day);
  expect(rhythm).toBeLessThan(1.5 * day);
  expect(rhythmAfterChange(day, 1000, 0)).toBeGreaterThan(0);
});
