import type { ArticleId, ArticleRow } from '../../../../shared/model';

export type Direction = 1 | -1;

/**
 * The next row in a direction that is wanted. Without a selection the way down begins at the top;
 * the way up has nowhere to begin.
 */
export function findRow(
  rows: readonly ArticleRow[],
  selectedId: ArticleId | null,
  direction: Direction,
  isWanted: (row: ArticleRow) => boolean,
): ArticleRow | undefined {
  const at = rows.findIndex((row) => row.id === selectedId);
  if (direction === 1) return rows.slice(at + 1).find(isWanted);
  return at === -1 ? undefined : rows.slice(0, at).findLast(isWanted);
}
