import { describe, expect, test } from 'vitest';
import {
  afterFailure,
  afterRefusal,
  afterSuccess,
  type VisitTerms,
} from '../../../src/main/core/refreshPolicy';

const now = Date.UTC(2026, 10, 24, 8);
const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const noHints = { everyMinutes: null, skipHours: [], skipDays: [] };

interface Minutes {
  readonly due: number;
  readonly allowed: number;
}

const inMinutes = (times: { nextDueAt: number; nextAllowedAt: number }): Minutes => ({
  due: (times.nextDueAt - now) / minute,
  allowed: times.nextAllowedAt === 0 ? 0 : (times.nextAllowedAt - now) / minute,
});

const visit = (terms: Partial<VisitTerms> = {}): Minutes =>
  inMinutes(
    afterSuccess({
      now,
      hasValidators: true,
      freshMs: 0,
      hints: null,
      rhythmMs: null,
      quietMs: 0,
      ownIntervalMinutes: null,
      ...terms,
    }),
  );

describe('a feed that answered', () => {
  test('is due after an hour and may be asked after a quarter of one', () => {
    expect(visit()).toEqual({ due: 60, allowed: 15 });
  });

  test('is due after a day when every answer would be a whole one and its server says nothing', () => {
    expect(visit({ hasValidators: false })).toEqual({ due: 24 * 60, allowed: 15 });
    expect(visit({ hasValidators: false, hints: noHints }).due).toBe(24 * 60);
    expect(visit({ hasValidators: false, freshMs: 2 * hour }).due).toBe(120);
    expect(visit({ hasValidators: false, hints: { ...noHints, everyMinutes: 90 } }).due).toBe(90);
    expect(visit({ hasValidators: false, ownIntervalMinutes: 30 }).due).toBe(30);
  });

  test('is left alone as long as its server calls the answer fresh, whoever asks', () => {
    expect(visit({ freshMs: 3 * hour })).toEqual({ due: 180, allowed: 180 });
    expect(visit({ freshMs: 3 * hour, ownIntervalMinutes: 15 })).toEqual({
      due: 180,
      allowed: 180,
    });
    expect(visit({ freshMs: minute })).toEqual({ due: 60, allowed: 15 });
  });

  test('is asked about four times as often as it changes, hourly to twice a day', () => {
    const due = (rhythmMs: number): number => visit({ rhythmMs }).due;
    expect([minute, 4 * hour, 8 * hour, day, 2 * day, 30 * day].map(due)).toEqual([
      60, 60, 120, 360, 720, 720,
    ]);
  });

  test('is asked less often the longer it is silent', () => {
    expect(visit({ rhythmMs: hour, quietMs: day }).due).toBe(360);
  });

  test('is asked up to every half hour when it is lively and says so itself', () => {
    const due = (everyMinutes: number): number =>
      visit({ rhythmMs: minute, hints: { ...noHints, everyMinutes } }).due;
    expect([1, 30, 45, 60, 240].map(due)).toEqual([30, 30, 45, 60, 240]);
    expect(visit({ rhythmMs: day, hints: { ...noHints, everyMinutes: 30 } }).due).toBe(360);
  });

  test('is asked as often as the reader wants, whatever its rhythm and its hints', () => {
    const hints = { everyMinutes: 600, skipHours: [8, 9, 10], skipDays: [] };
    expect(visit({ ownIntervalMinutes: 15, rhythmMs: 30 * day, hints }).due).toBe(15);
    expect(visit({ ownIntervalMinutes: 1440, rhythmMs: minute }).due).toBe(1440);
  });

  test('never waits longer than a day', () => {
    const hints = { everyMinutes: 1e9, skipHours: [], skipDays: [2, 3, 4, 5] };
    expect(visit({ hints, freshMs: day })).toEqual({ due: 24 * 60, allowed: 24 * 60 });
    expect(visit({ freshMs: 400 * day })).toEqual({ due: 24 * 60, allowed: 24 * 60 });
  });
});

describe('a feed whose server said no', () => {
  const refuse = (status: number, change: object = {}): ReturnType<typeof afterRefusal> =>
    afterRefusal({ now, status, failureCount: 1, retryAfterMs: null, random: 0.5, ...change });

  test('holds its host only for 429 and 503', () => {
    const held = (status: number, retryAfterMs: number | null): number | null =>
      refuse(status, { retryAfterMs }).holdHostUntil;
    expect(held(429, hour)).toBe(now + hour);
    expect(held(503, hour)).toBe(now + hour);
    expect(held(429, null)).toBe(now + 10 * minute);
    for (const status of [500, 404, 403, 301]) expect(held(status, hour)).toBeNull();
    expect(held(503, null)).toBeNull();
  });

  test('is left alone for a quarter of an hour, whatever it said no with', () => {
    for (const status of [401, 403, 404, 500]) {
      expect(refuse(status).nextAllowedAt).toBe(now + 15 * minute);
    }
  });

  test('is due within a day, though it may not be asked for a week', () => {
    const times = inMinutes(refuse(429, { retryAfterMs: 7 * day }));
    expect(times).toEqual({ due: 24 * 60, allowed: 7 * 24 * 60 });
  });
});

describe('a feed that failed', () => {
  const retry = (failureCount: number, random = 0.5, wasReached = true): number =>
    inMinutes(afterFailure({ now, failureCount, random, wasReached, wasAsked: wasReached })).due;

  test('waits an hour at most when nothing was reached, and may be asked at once', () => {
    expect([1, 2, 3, 50].map((failures) => retry(failures, 0.5, false))).toEqual([20, 40, 50, 50]);
    const terms = { now, failureCount: 50, random: 1 - Number.EPSILON };
    const unreached = afterFailure({ ...terms, wasReached: false, wasAsked: false });
    expect(inMinutes(unreached)).toEqual({ due: 60, allowed: 0 });
  });

  test('never waits longer than a day, or no time at all, after any number of failures', () => {
    for (const failures of [8, 20, 100, 5000, Number.MAX_SAFE_INTEGER]) {
      expect(retry(failures)).toBe(20 * 60);
      expect(retry(failures, 1 - Number.EPSILON)).toBeLessThanOrEqual(24 * 60);
    }
  });

  test('has due times in whole milliseconds', () => {
    for (const random of [0.1, 0.3333, 0.987654]) {
      const terms = { now, failureCount: 3, random, wasReached: true, wasAsked: true };
      expect(Number.isInteger(afterFailure(terms).nextDueAt)).toBe(true);
    }
  });
});
