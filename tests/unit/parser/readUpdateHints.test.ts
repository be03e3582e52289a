import { expect, test } from 'vitest';
import { readUpdateHints } from '../../../src/main/parser/readUpdateHints';

const nothing = { ttl: null, period: null, frequency: null, hours: [], days: [] };

test.each([
  ['nothing', {}, null],
  ['ttl', { ttl: '60' }, 60],
  ['ttl with blanks and a fraction', { ttl: ' 90.5 ' }, 90],
  ['a ttl of nothing', { ttl: '0' }, null],
  ['a negative ttl', { ttl: '-5' }, null],
  ['words', { ttl: 'soon', period: 'often' }, null],
  ['a period', { period: 'Daily' }, 1440],
  ['a period and a frequency', { period: 'hourly', frequency: '2' }, 30],
  ['a frequency alone', { frequency: '2' }, null],
  ['both, of which the longer counts', { ttl: '60', period: 'daily' }, 1440],
  ['a yearly period', { period: 'yearly' }, 525_600],
])('%s', (_what, written, minutes) => {
  expect(readUpdateHints({ ...nothing, ...written }).everyMinutes).toBe(minutes);
});

test('hours and days are what they can be, each once, in order', () => {
  const hints = readUpdateHints({
    ...nothing,
    hours: ['3', ' 0 ', '24', '25', '3', 'noon', '-1', '1e1'],
    days: ['Sunday', 'monday', 'SAT', 'Someday', 'Sunday'],
  });
  expect(hints).toEqual({ everyMinutes: null, skipHours: [0, 3], skipDays: [0, 1, 6] });
});
