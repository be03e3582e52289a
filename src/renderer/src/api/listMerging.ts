/**
 * Pure rules for a reloaded list meeting the one on screen. The reader's place is sacred: rows do
 * not appear above what is being read, and do not vanish because they were read.
 */
import type { ArticleRow } from '../../../shared/model';
import type { ArticleListKey } from '../state/views';
import { rowsOf, type ArticlePages } from './articlePages';

/** Newest first, as the engine sorts: by time, then by id. */
export function compareRows(
  left: Pick<ArticleRow, 'sortAt' | 'id'>,
  right: Pick<ArticleRow, 'sortAt' | 'id'>,
): number {
  return right.sortAt - left.sortAt || right.id - left.id;
}

/** True for a row that is in the list only because it was when the view was opened. */
function leftByMark(list: ArticleListKey, row: ArticleRow): boolean {
  return (
    (list.show === 'unread' && row.isRead) || (list.scope.kind === 'bookmarks' && !row.isBookmarked)
  );
}

/**
 * The fresh rows together with those that only a mark made leave (read in an unread list, bookmark
 * taken off): these stay where they were until the view is left.
 */
export function mergeKeptRows(
  list: ArticleListKey,
  old: readonly ArticleRow[],
  fresh: readonly ArticleRow[],
): ArticleRow[] {
  const present = new Set(fresh.map((row) => row.id));
  const kept = old.filter((row) => !present.has(row.id) && leftByMark(list, row));
  return kept.length === 0 ? [...fresh] : [...fresh, ...kept].sort(compareRows);
}

/** `mergeKeptRows` for pages; each kept row goes to the page whose stretch of time it falls in. */
export function keepMarkedRows(
  list: ArticleListKey,
  old: ArticlePages,
  fresh: ArticlePages,
): ArticlePages {
  let rest = mergeKeptRows(list, rowsOf(old), rowsOf(fresh));
  const pages = fresh.pages.map((page, index) => {
    const last = page.rows.at(-1);
    const isLastPage = index === fresh.pages.length - 1;
    const end = rest.findIndex((row) => last === undefined || compareRows(row, last) > 0);
    const rows = isLastPage || end === -1 ? rest : rest.slice(0, end);
    rest = rest.slice(rows.length);
    return { ...page, rows };
  });
  return { ...fresh, pages };
}

/**
 * Takes out rows that are new and would push the known ones down, and counts them. Rows below the
 * last known one may come in: they move nothing. An empty list takes everything.
 */
export function holdBackNewRows(
  old: ArticlePages,
  fresh: ArticlePages,
): { readonly pages: ArticlePages; readonly heldBack: number } {
  const known = rowsOf(old);
  const end = known.at(-1);
  if (end === undefined) return { pages: fresh, heldBack: 0 };
  const ids = new Set(known.map((row) => row.id));
  let heldBack = 0;
  const pages = fresh.pages.map((page) => {
    const rows = page.rows.filter((row) => ids.has(row.id) || compareRows(row, end) > 0);
    heldBack += page.rows.length - rows.length;
    return { ...page, rows };
  });
  return { pages: { ...fresh, pages }, heldBack };
}
