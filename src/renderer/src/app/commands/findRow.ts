import type { ArticleRow } from '../../../../shared/model';
import { compareRows } from '../../api/listMerging';

export type Direction = 1 | -1;

/**
 * The next row in a direction that is wanted. Counted from the selected article's place in time,
 * which it keeps when it is not in this list itself. Without a selection the way down begins at
 * the top; the way up has nowhere to begin.
 */
export function findRow(
  rows: readonly ArticleRow[],
  selected: Pick<ArticleRow, 'id' | 'sortAt'> | undefined,
  direction: Direction,
  isWanted: (row: ArticleRow) => boolean,
): ArticleRow | undefined {
  if (selected === undefined) return direction === 1 ? rows.find(isWanted) : undefined;
  return direction === 1
    ? rows.find((row) => compareRows(row, selected) > 0 && isWanted(row))
    : rows.findLast((row) => compareRows(row, selected) < 0 && isWanted(row));
}
