import { describe, expect, test } from 'vitest';
import { nextFullTextTry } from '../../../src/main/core/fullTextRetry';
import { ErrorCode, type ErrorDetails } from '../../../src/shared/errors';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const now = Date.UTC(2026, 10, 24);

function pauseAfter(code: ErrorCode, details: ErrorDetails, age = 0): number | null {
  const at = nextFullTextTry({ code, details }, now - age, now);
  return at === null ? null : at - now;
}

describe('a page that could not be had', () => {
  test.each([408, 425, 429, 500, 502, 503, 504])('is asked for again after %i', (status) => {
    expect(pauseAfter('http-status', { status })).toBe(HOUR);
  });

  test.each([400, 401, 402, 403, 404, 405, 410, 451, 501])('is not after %i', (status) => {
    expect(pauseAfter('http-status', { status })).toBeNull();
  });

  test.each(ErrorCode.options)('is asked for again after "%s" only where that passes', (code) => {
    const passing = ['network', 'timeout', 'proxy', 'certificate', 'incomplete', 'unavailable'];
    const wasAsked = pauseAfter(code, { reach: 'asked' });
    expect(wasAsked).toBe(passing.includes(code) ? HOUR : null);
  });

  test('waits twice as long each time, and is given up after two weeks: eleven tries', () => {
    let age = 0;
    const tries: number[] = [];
    for (;;) {
      const pause = pauseAfter('http-status', { status: 500 }, age);
      if (pause === null) break;
      tries.push(pause / HOUR);
      age += pause;
    }
    expect(tries).toEqual([1, 1, 2, 4, 8, 16, 32, 64, 128, 256]);
  });

  test.each(['network', 'timeout', 'proxy', 'private-address'] as const)(
    'waits a day at most where "%s" bothered nobody',
    (code) => {
      expect(pauseAfter(code, {}, 5 * DAY)).toBe(DAY);
      expect(pauseAfter(code, {}, 14 * DAY)).toBeNull();
    },
  );

  test('waits an hour where the clock was set back', () => {
    expect(pauseAfter('network', {}, -DAY)).toBe(HOUR);
  });
});
