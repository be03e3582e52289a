import { afterEach, describe, expect, test, vi } from 'vitest';
import { readArticleDate, sortTime } from '../../../src/main/core/articleDate';

const now = Date.UTC(2026, 10, 24, 12);
afterEach(() => {
  vi.unstubAllEnvs();
});

const hour = 3_600_000;
const read = (text: string | null): number | null => readArticleDate(text, now);

describe('a date that a publisher wrote', () => {
  test.each([
    ['Fri, 20 Nov 2026 10:00:00 GMT', Date.UTC(2026, 10, 20, 10)],
    ['Fri, 20 Nov 2026 10:00:00 +0200', Date.UTC(2026, 10, 20, 8)],
    ['20 Nov 2026 10:00:00 EST', Date.UTC(2026, 10, 20, 15)],
    ['2026-11-20T10:00:00Z', Date.UTC(2026, 10, 20, 10)],
    ['2026-11-20T10:00:00.250+02:00', Date.UTC(2026, 10, 20, 8, 0, 0, 250)],
    ['  2026-11-20T10:00:00Z\n', Date.UTC(2026, 10, 20, 10)],
    ['2026-11-20', Date.UTC(2026, 10, 20)],
  ])('%j is understood', (text, time) => {
    expect(read(text)).toBe(time);
  });

  test('a date without a time zone means the same moment on every machine', () => {
    vi.stubEnv('TZ', 'America/New_York');
    expect(new Date(now).getTimezoneOffset()).toBe(300);
    expect(read('2026-11-20T10:00:00')).toBe(Date.UTC(2026, 10, 20, 10));
    expect(read('Fri, 20 Nov 2026 10:00:00')).toBe(Date.UTC(2026, 10, 20, 10));
    expect(read('20 Nov 2026')).toBe(Date.UTC(2026, 10, 20));
    expect(read('2026-11-20 10:00')).toBe(Date.UTC(2026, 10, 20, 10));
  });

  test.each([
    ['nothing', null],
    ['an empty text', ''],
    ['words', 'the day before yesterday'],
    ['a day that is not in the calendar', 'Mon, 32 Foo 2026 10:00:00 GMT'],
    ['1970', 'Thu, 01 Jan 1970 00:00:00 GMT'],
    ['a date before the web', '1989-12-31T23:59:59Z'],
    ['the year 0', '0000-01-01T00:00:00Z'],
    ['ten years ahead', '2036-11-24T12:00:00Z'],
    ['a little more than a day ahead', new Date(now + 24 * hour + 1).toISOString()],
  ])('%s is no date', (_what, text) => {
    expect(read(text)).toBeNull();
  });

  test('a clock up to a day ahead is believed', () => {
    expect(read(new Date(now + 24 * hour).toISOString())).toBe(now + 24 * hour);
  });
});

describe('the time a list is ordered by', () => {
  test('is the publisher’s date', () => {
    expect(sortTime(now - hour, now)).toBe(now - hour);
  });

  test('is never later than the first sighting', () => {
    expect(sortTime(now + hour, now)).toBe(now);
  });

  test('is the first sighting for an article without a date', () => {
    expect(sortTime(null, now)).toBe(now);
  });
});
