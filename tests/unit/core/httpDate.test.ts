import { expect, test } from 'vitest';
import { parseHttpDate } from '../../../src/main/core/httpDate';

const now = Date.UTC(2026, 10, 24);

test.each([
  ['Sun, 06 Nov 1994 08:49:37 GMT', Date.UTC(1994, 10, 6, 8, 49, 37)],
  ['Sunday, 06-Nov-94 08:49:37 GMT', Date.UTC(1994, 10, 6, 8, 49, 37)],
  ['Sun Nov  6 08:49:37 1994', Date.UTC(1994, 10, 6, 8, 49, 37)],
  ['Wednesday, 25-Nov-26 07:28:00 GMT', Date.UTC(2026, 10, 25, 7, 28)],
  ['Tue, 19 Jan 2038 03:14:08 GMT', Date.UTC(2038, 0, 19, 3, 14, 8)],
  [' wed, 25 nov 2026 07:28:00 gmt ', Date.UTC(2026, 10, 25, 7, 28)],
])('%s is understood, whatever the time zone here', (text, time) => {
  expect(parseHttpDate(text, now)).toBe(time);
});

test.each([
  ...['', '0', '-1', '2026-11-25T07:28:00Z', 'Wed, 31 Feb 2026 07:28:00 GMT'],
  ...['Wed, 25 Foo 2026 07:28:00 GMT', 'Wed, 25 Nov 2026 07:28:00 +0100', 'soon'],
])('%j is no date of HTTP', (text) => {
  expect(parseHttpDate(text, now)).toBeNull();
});
