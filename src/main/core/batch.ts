/** Long work in short pieces, so that a click never waits behind it. */
import type { Pause } from './ports';

/**
 * Articles written in one piece. Measured: with pieces of 100 a list call waited 29 ms (p50) and
 * 62 ms (p95) during a refresh.
 */
export const PIECE_SIZE = 25;

/**
 * Calls `work` for each piece in order, pausing in between so that waiting calls are served.
 * Without items it is called once, with an empty last piece.
 */
export async function inPieces<T>(
  items: readonly T[],
  work: (piece: readonly T[], isLast: boolean) => void,
  pause: Pause,
): Promise<void> {
  let start = 0;
  do {
    if (start > 0) await pause();
    const end = start + PIECE_SIZE;
    work(items.slice(start, end), end >= items.length);
    start = end;
  } while (start < items.length);
}
