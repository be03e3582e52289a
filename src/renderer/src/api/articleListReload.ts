/** Brings a list on screen up to date without taking the reader's place away. */
import { replaceEqualDeep, type QueryClient } from '@tanstack/react-query';
import type { Cursor, FeedId } from '../../../shared/model';
import { useUiStore } from '../state/uiStore';
import type { ArticleListKey } from '../state/views';
import { rowsOf, type ArticlePage, type ArticlePages } from './articlePages';
import { compareRows, holdBackNewRows, keepMarkedRows } from './listMerging';
import { listOfKey, queryKeys } from './queryKeys';
import { reader } from './reader';
import { withWantedMarks } from './wantedMarks';

const RELOAD_PAGE_SIZE = 200;

const underWay = new Set<Promise<void>>();

/**
 * Resolves once no list is being reloaded. A further page waits for that: it brings along the pages
 * it set out from, and so would overwrite what a reload has read in the meantime.
 */
export async function reloadsAreOver(): Promise<void> {
  while (underWay.size > 0) await Promise.allSettled(underWay);
}

/** Whether a reload lets new articles in, or only counts them. */
type Admittance = 'known' | 'all';

/** Reads again from the top: one page, or as many as it takes to come down to `end`. */
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

/** True while there is no place to lose: nothing is selected, and the list stands at its top. */
function isAtRest(): boolean {
  const { selectedArticleId, isListScrolled } = useUiStore.getState();
  return selectedArticleId === null && !isListScrolled;
}

/** The lists on screen, read back from the keys they are cached under. */
function listsOnScreen(client: QueryClient): ArticleListKey[] {
  return client
    .getQueryCache()
    .findAll({ queryKey: queryKeys.articleLists, type: 'active' })
    .flatMap(({ queryKey }) => listOfKey(queryKey) ?? []);
}

/** `reloadArticleList` for every list on screen. */
export async function reloadListsOnScreen(
  client: QueryClient,
  admit: Admittance,
  gone?: ReadonlySet<FeedId>,
): Promise<void> {
  for (const list of listsOnScreen(client)) await reloadArticleList(client, list, admit, gone);
}

/**
 * Reloads one list. With `admit: 'known'` new articles are only counted, for the pill to offer,
 * unless there is no place to lose; with `'all'` they come in, because the person asked for them.
 *
 * @param gone feeds whose articles were removed; a mark must not keep those in the list.
 */
export async function reloadArticleList(
  client: QueryClient,
  list: ArticleListKey,
  admit: Admittance,
  gone: ReadonlySet<FeedId> = new Set(),
): Promise<void> {
  const reload = readAgain(client, list, admit, gone);
  underWay.add(reload);
  try {
    await reload;
  } finally {
    underWay.delete(reload);
  }
}

async function readAgain(
  client: QueryClient,
  list: ArticleListKey,
  admit: Admittance,
  gone: ReadonlySet<FeedId>,
): Promise<void> {
  const queryKey = queryKeys.articleList(list);
  // A page on its way was read before the change, and would overwrite what is read now.
  await client.cancelQueries({ queryKey });
  const before = client.getQueryData<ArticlePages>(queryKey);
  if (before === undefined) {
    await client.invalidateQueries({ queryKey });
    return;
  }
  const wasAtRest = admit === 'known' && isAtRest();
  const fresh = await readDownTo(client, list, wasAtRest ? undefined : rowsOf(before).at(-1));
  const current = client.getQueryData<ArticlePages>(queryKey);
  // The view was left in the meantime.
  if (current === undefined) return;
  if (wasAtRest) {
    // The reader has begun to read in the meantime: once more, with a place to keep.
    if (!isAtRest()) return readAgain(client, list, admit, gone);
    client.setQueryData<ArticlePages>(queryKey, replaceEqualDeep(current, fresh));
    useUiStore.getState().setHeldBack(list, 0);
    return;
  }
  const old = withoutFeeds(current, gone);
  const { pages, heldBack } =
    admit === 'all' ? { pages: fresh, heldBack: 0 } : holdBackNewRows(old, fresh);
  client.setQueryData<ArticlePages>(
    queryKey,
    replaceEqualDeep(current, keepMarkedRows(list, old, pages)),
  );
  useUiStore.getState().setHeldBack(list, heldBack);
}
