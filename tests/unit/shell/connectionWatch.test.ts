import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { watchConnection } from '../../../src/main/shell/connectionWatch';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** Watches a line that is up or down as its field says. */
function watch(isOnlineAtStart: boolean): {
  line: { isOnline: boolean };
  told: string[];
  end: () => void;
} {
  const line = { isOnline: isOnlineAtStart };
  const told: string[] = [];
  const end = watchConnection({
    isOnline: () => line.isOnline,
    tell: (notice) => {
      told.push(notice);
    },
  });
  return { line, told, end };
}

test('each change of the connection is told once, within seconds', () => {
  const { line, told, end } = watch(true);
  vi.advanceTimersByTime(60_000);
  expect(told).toEqual([]);
  line.isOnline = false;
  vi.advanceTimersByTime(5000);
  expect(told).toEqual(['offline']);
  vi.advanceTimersByTime(60_000);
  line.isOnline = true;
  vi.advanceTimersByTime(5000);
  expect(told).toEqual(['offline', 'online']);
  end();
});

test('a machine that is offline at the start is told at once', () => {
  const { told, end } = watch(false);
  expect(told).toEqual(['offline']);
  end();
});

test('nothing is told once the watch has ended', () => {
  const { line, told, end } = watch(true);
  end();
  line.isOnline = false;
  vi.advanceTimersByTime(60_000);
  expect(told).toEqual([]);
});
