import { expect, test } from 'vitest';
import { inPieces, PIECE_SIZE } from '../../../src/main/core/batch';

const WHOLE = String(PIECE_SIZE);

async function pieces(count: number): Promise<{ log: string[]; items: number[] }> {
  const log: string[] = [];
  const items: number[] = [];
  await inPieces(
    Array.from({ length: count }, (_, index) => index),
    (piece, isLast) => {
      log.push(`${String(piece.length)}${isLast ? ' last' : ''}`);
      items.push(...piece);
    },
    () => {
      log.push('pause');
      return Promise.resolve();
    },
  );
  return { log, items };
}

test.each([
  [1, ['1 last']],
  [PIECE_SIZE, [`${WHOLE} last`]],
  [PIECE_SIZE + 1, [WHOLE, 'pause', '1 last']],
  [2 * PIECE_SIZE, [WHOLE, 'pause', `${WHOLE} last`]],
  [2 * PIECE_SIZE + 10, [WHOLE, 'pause', WHOLE, 'pause', '10 last']],
])('%i items are worked on in pieces with pauses in between', async (count, expected) => {
  const { log, items } = await pieces(count);
  expect(log).toEqual(expected);
  expect(items).toEqual(Array.from({ length: count }, (_, index) => index));
});

test('without items there is one empty last piece', async () => {
  expect((await pieces(0)).log).toEqual(['0 last']);
});

test('a failure ends the work at once', async () => {
  const seen: number[] = [];
  const work = inPieces(
    Array.from({ length: 2 * PIECE_SIZE + 10 }, (_, index) => index),
    (piece) => {
      seen.push(piece.length);
      if (seen.length === 2) throw new Error('full');
    },
    () => Promise.resolve(),
  );
  await expect(work).rejects.toThrow('full');
  expect(seen).toEqual([PIECE_SIZE, PIECE_SIZE]);
});
