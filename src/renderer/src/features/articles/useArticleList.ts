import type { QueryClient, UseInfiniteQueryResult } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { ArticleRow } from '../../../../shared/model';
import { useArticlePages } from '../../api/articles';
import { rowsOf, type ArticlePages } from '../../api/articlePages';
import { queryKeys } from '../../api/queryKeys';
import { currentSettings, useSettings } from '../../api/settings';
import { useUiStore } from '../../state/uiStore';
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

function currentList(client: QueryClient): ArticleListKey {
  const { view } = useUiStore.getState();
  return listOfView(view, currentSettings(client).unreadOnly, startOfDay(nowOnScreen()));
}

/** True once the list of the view on screen was read, or could not be. */
export function isListRead(client: QueryClient): boolean {
  const status = client.getQueryState(queryKeys.articleList(currentList(client)))?.status;
  return status !== undefined && status !== 'pending';
}

/** The same rows outside of rendering, for commands. */
export function currentRows(client: QueryClient): readonly ArticleRow[] {
  const key = queryKeys.articleList(currentList(client));
  return rowsOf(client.getQueryData<ArticlePages>(key));
}
