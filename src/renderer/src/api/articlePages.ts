/** The pages of a list as the query cache holds them, and marks written into them. */
import type { InfiniteData } from '@tanstack/react-query';
import type { Output } from '../../../shared/contract/index';
import type { ArticleRow, ArticleState } from '../../../shared/model';

export type ArticlePage = Output<'articles.list'>;
export type ArticlePages = InfiniteData<ArticlePage>;

/** All loaded rows in order. */
export function rowsOf(pages: ArticlePages | undefined): readonly ArticleRow[] {
  return pages === undefined ? [] : pages.pages.flatMap((page) => page.rows);
}

/** True when the library has more of the list than is loaded. */
export function hasMorePages(pages: ArticlePages | undefined): boolean {
  return pages?.pages.at(-1)?.next != null;
}

export function hasMarks(row: ArticleRow, state: ArticleState): boolean {
  return row.isRead === state.isRead && row.isBookmarked === state.isBookmarked;
}

/** The pages with new marks on the rows they concern; what does not change stays the same object. */
export function patchMarks(pages: ArticlePages, states: readonly ArticleState[]): ArticlePages {
  const byId = new Map(states.map((state) => [state.id, state]));
  const patchRow = (row: ArticleRow): ArticleRow => {
    const state = byId.get(row.id);
    if (state === undefined || hasMarks(row, state)) return row;
    return { ...row, isRead: state.isRead, isBookmarked: state.isBookmarked };
  };
  const patched = pages.pages.map((page) => {
    const rows = page.rows.map(patchRow);
    return rows.every((row, index) => row === page.rows[index]) ? page : { ...page, rows };
  });
  const isSame = patched.every((page, index) => page === pages.pages[index]);
  return isSame ? pages : { ...pages, pages: patched };
}
