import { expect, test } from 'vitest';
import { isProven, MOVE_PROOF_MS, sightMove } from '../../../src/main/core/permanentMove';

const now = Date.UTC(2026, 10, 24);
const nowhere = { movedTo: null, movedFirstAt: null };

test('a move is noted when it is first seen, and proven after a day of the same', () => {
  const first = sightMove(nowhere, 'https://old.example/', 'https://new.example/', now);
  expect(first).toEqual({ movedTo: 'https://new.example/', movedFirstAt: now });
  expect(isProven(first, now + MOVE_PROOF_MS - 1)).toBe(false);
  const again = sightMove(first, 'https://old.example/', 'https://new.example/', now + 5);
  expect(again).toEqual(first);
  expect(isProven(again, now + MOVE_PROOF_MS)).toBe(true);
});

test('another target begins anew, and no redirect at all forgets it', () => {
  const first = sightMove(nowhere, 'https://old.example/', 'https://new.example/', now);
  const other = sightMove(first, 'https://old.example/', 'https://third.example/', now + 5);
  expect(other).toEqual({ movedTo: 'https://third.example/', movedFirstAt: now + 5 });
  const back = sightMove(first, 'https://old.example/', 'https://old.example/', now + 5);
  expect(back).toEqual(nowhere);
  expect(isProven(back, now + 10 * MOVE_PROOF_MS)).toBe(false);
});
