import { expect, test } from 'vitest';
import { freshForMs } from '../../../src/main/core/cacheFreshness';

const now = Date.UTC(2026, 10, 24, 8);
const hour = 3_600_000;
const fresh = (facts: Partial<Parameters<typeof freshForMs>[0]>): number =>
  freshForMs({ cacheControl: null, expires: null, age: null, date: null, ...facts }, now) / hour;

test('an answer that says nothing is not fresh', () => {
  expect(fresh({})).toBe(0);
});

test.each([
  ['max-age=7200', 2],
  ['public, max-age=7200, must-revalidate', 2],
  ['MAX-AGE = 7200', 2],
  ['max-age="7200"', 2],
  ['max-age=7200, max-age=3600', 2],
  ['max-age=-1', 0],
  ['max-age=soon', 0],
  ['max-age', 0],
  ['x-max-age=7200', 0],
  ['no-cache, max-age=7200', 0],
  ['max-age=7200, no-store', 0],
])('%s is fresh for %i hours', (cacheControl, hours) => {
  expect(fresh({ cacheControl })).toBe(hours);
});

test('an Age beyond max-age leaves nothing, and one that is no number counts for nothing', () => {
  expect(fresh({ cacheControl: 'max-age=3600', age: '7200' })).toBe(0);
  expect(fresh({ cacheControl: 'max-age=3600', age: 'old' })).toBe(1);
});

test('Expires counts from the server’s own Date, and from now where there is none', () => {
  const expires = 'Tue, 24 Nov 2026 10:00:00 GMT';
  expect(fresh({ expires })).toBe(2);
  expect(fresh({ expires, date: 'Tue, 24 Nov 2026 07:00:00 GMT' })).toBe(3);
  expect(fresh({ expires: 'Tue, 24 Nov 2026 07:00:00 GMT' })).toBe(0);
  expect(fresh({ expires, cacheControl: 'max-age=3600' })).toBe(1);
});
