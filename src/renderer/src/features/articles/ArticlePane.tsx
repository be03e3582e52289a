import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useImperativeHandle, useMemo, useRef, type Ref, type ReactNode } from 'react';
import { reloadArticleList } from '../../api/articleListReload';
import { sentenceFor } from '../../api/errorWords';
import { feedsOptions } from '../../api/feeds';
import { useSettings } from '../../api/settings';
import { showError } from '../../api/showError';
import { useUiStore } from '../../state/uiStore';
import { isSameList, viewKey } from '../../state/views';
import { Button } from '../../ui/Button';
import { EmptyState } from '../../ui/EmptyState';
import { ProgressBar } from '../../ui/ProgressBar';
import { useIsSlow } from '../../ui/useIsSlow';
import { ArticleList, type ArticleListHandle } from './ArticleList';
import './articles.css';
import { EmptyList } from './EmptyList';
import { ListHeader } from './ListHeader';
import { NewArticlesPill } from './NewArticlesPill';
import { useArticleList } from './useArticleList';
import { useOpenArticle } from './useOpenArticle';
import { useViewTitle } from './useViewTitle';

export interface ArticlePaneHandle {
  focus: () => void;
  /** Loads one more page; false when there is none. */
  loadMore: () => Promise<boolean>;
}

/** The second pane: the articles of the view, newest first. */
export function ArticlePane({
  hasDrawer,
  ref,
}: {
  /** True where the feeds are behind a button. */
  hasDrawer: boolean;
  ref: Ref<ArticlePaneHandle>;
}): ReactNode {
  const client = useQueryClient();
  const listRef = useRef<ArticleListHandle>(null);
  const view = useUiStore((state) => state.view);
  const selectedId = useUiStore((state) => state.selectedArticleId);
  const heldBack = useUiStore((state) => state.heldBack);
  const { unreadOnly } = useSettings();
  const feeds = useQuery(feedsOptions).data?.feeds;
  const feedTitles = useMemo(() => new Map(feeds?.map((feed) => [feed.id, feed.title])), [feeds]);
  const { title } = useViewTitle();
  const { list, query, rows } = useArticleList();
  const openArticle = useOpenArticle();
  const newCount = heldBack !== null && isSameList(heldBack.list, list) ? heldBack.count : 0;
  const isSlow = useIsSlow(query.isPending || query.isFetchingNextPage);

  const { fetchNextPage, hasNextPage, isFetching } = query;
  const loadMore = useCallback(() => {
    if (!isFetching) void fetchNextPage({ cancelRefetch: false });
  }, [isFetching, fetchNextPage]);

  useImperativeHandle(ref, () => ({
    focus: () => listRef.current?.focus(),
    loadMore: async () => hasNextPage && (await fetchNextPage({ cancelRefetch: false })).isSuccess,
  }));

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
    <>
      <ListHeader unreadOnly={unreadOnly} hasDrawer={hasDrawer} />
      <div className="list-body">
        <NewArticlesPill count={newCount} onShow={() => void showNew()} />
        {isSlow && <ProgressBar label="Loading articles" />}
        {query.isError ? (
          <EmptyState title="This list could not be read">
            <p>{sentenceFor(query.error)}</p>
            <Button onClick={() => void query.refetch()}>Try again</Button>
          </EmptyState>
        ) : (
          query.isSuccess && rows.length === 0 && <EmptyList unreadOnly={unreadOnly} view={view} />
        )}
        {rows.length > 0 && (
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
    </>
  );
}
