import { useQueryClient } from '@tanstack/react-query';
import {
  useCallback,
  useEffect,
  useImperativeHandle,
  useRef,
  type Ref,
  type ReactNode,
} from 'react';
import { reloadArticleList, reloadsAreOver } from '../../api/articleListReload';
import { sentenceFor } from '../../api/errorWords';
import { hasMorePages } from '../../api/articlePages';
import { queryKeys } from '../../api/queryKeys';
import { useSettings } from '../../api/settings';
import { showError } from '../../api/showError';
import { useUiStore } from '../../state/uiStore';
import { isSameList, viewKey } from '../../state/views';
import { Button } from '../../ui/Button';
import { EmptyState } from '../../ui/EmptyState';
import { ProgressBar } from '../../ui/ProgressBar';
import { useIsSlow } from '../../ui/useIsSlow';
import { ArticleList, type ArticleListHandle } from './ArticleList';
import type { ArticlePaneHandle } from './articlePaneHandle';
import { EmptyList } from './EmptyList';
import { NewArticlesPill } from './NewArticlesPill';
import { useArticleList } from './useArticleList';
import { useFeedTitles } from './useFeedTitles';
import { useOpenArticle } from './useOpenArticle';
import { useViewTitle } from './useViewTitle';

/** The articles of the view, newest first. */
export function ViewArticles({
  isCovered,
  ref,
}: {
  /** True while something else stands in its place, and it only keeps the reader's. */
  isCovered: boolean;
  ref: Ref<ArticlePaneHandle>;
}): ReactNode {
  const client = useQueryClient();
  const listRef = useRef<ArticleListHandle>(null);
  const wantsFocus = useRef(false);
  const view = useUiStore((state) => state.view);
  // What is selected among other articles must not pull this list along while nobody sees it.
  const selectedId = useUiStore((state) =>
    isCovered ? (state.search?.selectedBefore ?? null) : state.selectedArticleId,
  );
  const heldBack = useUiStore((state) => state.heldBack);
  const setHeldBack = useUiStore((state) => state.setHeldBack);
  const { unreadOnly } = useSettings();
  const feedTitles = useFeedTitles();
  const { title } = useViewTitle();
  const { list, query, rows } = useArticleList();
  const openArticle = useOpenArticle();
  const newCount = heldBack !== null && isSameList(heldBack.list, list) ? heldBack.count : 0;
  const isSlow = useIsSlow(query.isPending || query.isFetchingNextPage);

  const { fetchNextPage, hasNextPage, isFetching, isFetchNextPageError } = query;
  const loadPage = useCallback(async () => {
    await reloadsAreOver();
    return fetchNextPage({ cancelRefetch: false });
  }, [fetchNextPage]);
  const loadMore = useCallback(() => {
    // What failed is asked for again by the person; a list near its end would ask without pause.
    if (!isFetching && !isFetchNextPageError) void loadPage();
  }, [isFetching, isFetchNextPageError, loadPage]);

  useImperativeHandle(ref, () => ({
    focus: () => {
      wantsFocus.current = listRef.current === null;
      listRef.current?.focus();
    },
    loadMore: async () => {
      // Asked of the cache: a caller in a loop is back before the last page has been drawn.
      if (!hasMorePages(client.getQueryData(queryKeys.articleList(list)))) return false;
      return (await loadPage()).isSuccess;
    },
  }));

  // A list that was still being read takes the focus when it is there, unless that has gone on.
  const hasRows = rows.length > 0;
  useEffect(() => {
    if (!hasRows || !wantsFocus.current) return;
    wantsFocus.current = false;
    if (document.activeElement === document.body) listRef.current?.focus();
  }, [hasRows]);

  // What was held back is in the list when it is read anew.
  useEffect(
    () => () => {
      setHeldBack(list, 0);
    },
    [setHeldBack, list],
  );

  const showNew = async () => {
    try {
      await reloadArticleList(client, list, 'all');
      listRef.current?.scrollToTop();
      listRef.current?.focus();
    } catch (error) {
      showError(error);
    }
  };

  return (
    <div
      className="list-body"
      inert={isCovered}
      style={isCovered ? { position: 'absolute', inset: 0, visibility: 'hidden' } : undefined}
    >
      <NewArticlesPill count={newCount} onShow={() => void showNew()} />
      {isSlow && <ProgressBar label="Loading articles" />}
      {query.isError ? (
        <EmptyState title="This list could not be read">
          <p>{sentenceFor(query.error)}</p>
          <Button onClick={() => void query.refetch()}>Try again</Button>
        </EmptyState>
      ) : (
        query.isSuccess && !hasRows && <EmptyList unreadOnly={unreadOnly} view={view} />
      )}
      {hasRows && (
        <ArticleList
          key={`${viewKey(view)}-${list.show}`}
          ref={listRef}
          feedTitles={feedTitles}
          hasMore={hasNextPage}
          rows={rows}
          selectedId={selectedId}
          title={title}
          onLoadMore={loadMore}
          onOpen={openArticle}
        />
      )}
    </div>
  );
}
