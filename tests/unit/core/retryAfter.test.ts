import { expect, test } from 'vitest';
import { retryAfterMs } from '../../../src/main/core/retryAfter';

const now = Date.UTC(2026, 10, 24, 8);
const hour = 3_600_000;

test('a time is measured by the server’s clock where the answer tells it', () => {
  const header = 'Tue, 24 Nov 2026 10:00:00 GMT';
  expect(retryAfterMs(header, now, null)).toBe(2 * hour);
  expect(retryAfterMs(header, now, 'Tue, 24 Nov 2026 09:00:00 GMT')).toBe(hour);
  expect(retryAfterMs(header, now, 'nonsense')).toBe(2 * hour);
});

test.each([null, '', '0', '-5', '1.5', '1e3', 'soon', 'Tue, 24 Nov 2026 07:00:00 GMT'])(
  '%j asks for nothing',
  (header) => {
    expect(retryAfterMs(header, now, null)).toBeNull();
  },
);

test('nobody is obeyed for more than a week', () => {
  for (const header of ['99999999999', '1'.repeat(400), 'Fri, 24 Nov 2036 08:00:00 GMT']) {
    expect(retryAfterMs(header, now, null)).toBe(7 * 24 * hour);
  }
});
