/** Brings a list on screen up to date without taking the reader's place away. */
import { replaceEqualDeep, type QueryClient } from '@tanstack/react-query';
import type { Cursor, FeedId } from '../../../shared/model';
import { useUiStore } from '../state/uiStore';
import type { ArticleListKey } from '../state/views';
import { rowsOf, type ArticlePage, type ArticlePages } from './articlePages';
import { compareRows, holdBackNewRows, keepMarkedRows } from './listMerging';
import { queryKeys } from './queryKeys';
import { reader } from './reader';
import { withWantedMarks } from './wantedMarks';

const RELOAD_PAGE_SIZE = 200;

/** Reads again from the top, at least as far down as the list was loaded before. */
async function readDownTo(
  client: QueryClient,
  list: ArticleListKey,
  end: Cursor | undefined,
): Promise<ArticlePages> {
  const pages: ArticlePage[] = [];
  const pageParams: (Cursor | null)[] = [];
  let before: Cursor | null = null;
  do {
    pageParams.push(before);
    const page: ArticlePage = await reader['articles.list']({
      ...list,
      before,
      limit: RELOAD_PAGE_SIZE,
    });
    pages.push({ ...page, rows: withWantedMarks(client, page.rows) });
    before = page.next;
  } while (before !== null && end !== undefined && compareRows(before, end) < 0);
  return { pages, pageParams };
}

/** The pages without any row of feeds that are gone. */
function withoutFeeds(pages: ArticlePages, gone: ReadonlySet<FeedId>): ArticlePages {
  const kept = pages.pages.map((page) => ({
    ...page,
    rows: page.rows.filter((row) => !gone.has(row.feedId)),
  }));
  return { ...pages, pages: kept };
}

/**
 * Reloads one list. With `admit: 'known'` new articles are only counted, for the pill to offer;
 * with `'all'` they come in, because the person asked for them.
 *
 * @param gone feeds whose articles were removed; a mark must not keep those in the list.
 */
export async function reloadArticleList(
  client: QueryClient,
  list: ArticleListKey,
  admit: 'known' | 'all',
  gone: ReadonlySet<FeedId> = new Set(),
): Promise<void> {
  const queryKey = queryKeys.articleList(list);
  // A page on its way was read before the change, and would overwrite what is read now.
  await client.cancelQueries({ queryKey });
  const before = client.getQueryData<ArticlePages>(queryKey);
  if (before === undefined) {
    await client.invalidateQueries({ queryKey });
    return;
  }
  const fresh = await readDownTo(client, list, rowsOf(before).at(-1));
  const current = client.getQueryData<ArticlePages>(queryKey);
  // The view was left in the meantime.
  if (current === undefined) return;
  const old = withoutFeeds(current, gone);
  const { pages, heldBack } =
    admit === 'all' ? { pages: fresh, heldBack: 0 } : holdBackNewRows(old, fresh);
  client.setQueryData<ArticlePages>(
    queryKey,
    replaceEqualDeep(current, keepMarkedRows(list, old, pages)),
  );
  useUiStore.getState().setHeldBack(list, heldBack);
}
