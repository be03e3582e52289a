import type { QueryClient, UseInfiniteQueryResult } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { ArticleRow } from '../../../../shared/model';
import { useArticlePages } from '../../api/articles';
import { rowsOf, type ArticlePages } from '../../api/articlePages';
import { queryKeys } from '../../api/queryKeys';
import { useFoundPages, type FoundPages } from '../../api/search';
import { currentSettings, useSettings } from '../../api/settings';
import { useUiStore } from '../../state/uiStore';
import { searchKeyOf, type SearchKey } from '../../state/search';
import { listOfView, type ArticleListKey } from '../../state/views';
import { nowOnScreen, startOfDay, useNow } from '../../ui/useNow';

/** The list of the view on screen. */
export function useArticleList(): {
  readonly list: ArticleListKey;
  readonly query: UseInfiniteQueryResult<ArticlePages>;
  readonly rows: readonly ArticleRow[];
} {
  const view = useUiStore((state) => state.view);
  const { unreadOnly } = useSettings();
  // Changes once a day, at midnight, and takes the Today view with it.
  const dayStart = startOfDay(useNow());
  const list = useMemo(() => listOfView(view, unreadOnly, dayStart), [view, unreadOnly, dayStart]);
  const query = useArticlePages(list);
  const rows = useMemo(() => rowsOf(query.data), [query.data]);
  return { list, query, rows };
}

/** What is searched for on screen, null while nothing is, and what was found. */
export function useFound(): {
  readonly search: SearchKey | null;
  readonly query: UseInfiniteQueryResult<FoundPages>;
  readonly rows: readonly ArticleRow[];
} {
  const view = useUiStore((state) => state.view);
  const typed = useUiStore((state) => state.search);
  const dayStart = startOfDay(useNow());
  const search = useMemo(() => searchKeyOf(typed, view, dayStart), [typed, view, dayStart]);
  const query = useFoundPages(search);
  const rows = useMemo(() => rowsOf(query.data), [query.data]);
  return { search, query, rows };
}

function currentSearch(): SearchKey | null {
  const { search, view } = useUiStore.getState();
  return searchKeyOf(search, view, startOfDay(nowOnScreen()));
}

/** True while the list shows what was found instead of a view. */
export function isSearching(): boolean {
  return currentSearch() !== null;
}

/** The key of what is on screen: what was found, or the list of the view. */
function currentKey(client: QueryClient): readonly unknown[] {
  const search = currentSearch();
  return search === null ? queryKeys.articleList(currentList(client)) : queryKeys.search(search);
}

/** The list of the view on screen, outside of rendering. */
export function currentList(client: QueryClient): ArticleListKey {
  const { view } = useUiStore.getState();
  return listOfView(view, currentSettings(client).unreadOnly, startOfDay(nowOnScreen()));
}

/** True once what is on screen was read, or could not be. */
export function isListRead(client: QueryClient): boolean {
  const status = client.getQueryState(currentKey(client))?.status;
  return status !== undefined && status !== 'pending';
}

/** The same rows outside of rendering, for commands. */
export function currentRows(client: QueryClient): readonly ArticleRow[] {
  return rowsOf(client.getQueryData<ArticlePages>(currentKey(client)));
}
