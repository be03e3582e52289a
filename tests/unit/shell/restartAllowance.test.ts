import { expect, test } from 'vitest';
import { RestartAllowance } from '../../../src/main/shell/restartAllowance';

test('three restarts in any minute are allowed', () => {
  const allowance = new RestartAllowance();
  const times = [0, 10_000, 20_000, 30_000, 59_999, 60_000, 65_000, 70_000, 80_000];
  expect(times.map((time) => allowance.take(time))).toEqual([
    true,
    true,
    true,
    false,
    false,
    true,
    false,
    true,
    true,
  ]);
});
