import { expect, test } from 'vitest';
import { dueAfterFailure, dueAfterSuccess } from '../../../src/main/core/refreshPolicy';

const now = Date.UTC(2026, 10, 24);
const minutesUntil = (time: number): number => (time - now) / 60_000;
const retry = (failures: number, random = 0.5, wasReached = true): number =>
  minutesUntil(dueAfterFailure(now, failures, random, wasReached));

test('a feed that answered is asked again after an hour', () => {
  expect(minutesUntil(dueAfterSuccess(now))).toBe(60);
});

test('a feed that failed waits twice as long after each failure in a row, up to a day', () => {
  expect([1, 2, 3, 4, 5, 6, 7].map((failures) => retry(failures))).toEqual([
    15, 30, 60, 120, 240, 480, 960,
  ]);
  expect(retry(8)).toBe(24 * 60);
});

test('a feed that was never reached waits an hour at most, however long the line was down', () => {
  expect([1, 2, 3, 4, 50].map((failures) => retry(failures, 0.5, false))).toEqual([
    15, 30, 60, 60, 60,
  ]);
  expect(retry(50, 0, false)).toBe(48);
});

test('no number of failures makes it wait longer than a day, or gives no time at all', () => {
  for (const failures of [8, 20, 100, 5000, Number.MAX_SAFE_INTEGER]) {
    expect(retry(failures)).toBe(24 * 60);
    expect(retry(failures, 0.999)).toBe(24 * 60);
  }
});

test('retries are spread by a fifth to both sides', () => {
  expect(retry(1, 0)).toBe(12);
  expect(retry(1, 1 - Number.EPSILON)).toBeCloseTo(18, 3);
});

test('twenty feeds that failed together do not return in the same second', () => {
  const seconds = Array.from({ length: 20 }, (_, index) => Math.floor(retry(1, index / 20) * 60));
  expect(new Set(seconds).size).toBe(20);
});

test('due times are whole milliseconds', () => {
  for (const random of [0.1, 0.3333, 0.987654]) {
    expect(Number.isInteger(dueAfterFailure(now, 3, random, true))).toBe(true);
  }
});
