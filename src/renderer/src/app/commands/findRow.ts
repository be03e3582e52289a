import type { ArticleRow } from '../../../../shared/model';
import { compareRows } from '../../api/listMerging';

export type Direction = 1 | -1;

/**
 * The next row in a direction that is wanted: after the selected one where that is in the list, else
 * counted from the selected article's place in time,
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
  const index = rows.findIndex(({ id }) => id === selected.id);
  if (index !== -1) {
    return direction === 1
      ? rows.slice(index + 1).find(isWanted)
      : rows.slice(0, index).findLast(isWanted);
  }
  return direction === 1
    ? rows.find((row) => compareRows(row, selected) > 0 && isWanted(row))
    : rows.findLast((row) => compareRows(row, selected) < 0 && isWanted(row));
}
