import { useQueryClient } from '@tanstack/react-query';
import {
  useCallback,
  useEffect,
  useImperativeHandle,
  useRef,
  type Ref,
  type ReactNode,
} from 'react';
import { hasMorePages, type ArticlePages } from '../../api/articlePages';
import { sentenceFor } from '../../api/errorWords';
import { queryKeys } from '../../api/queryKeys';
import { useUiStore } from '../../state/uiStore';
import { Button } from '../../ui/Button';
import { EmptyState } from '../../ui/EmptyState';
import { ProgressBar } from '../../ui/ProgressBar';
import { useIsSlow } from '../../ui/useIsSlow';
import { ArticleList, type ArticleListHandle } from './ArticleList';
import type { ArticlePaneHandle } from './articlePaneHandle';
import { NothingFound } from './NothingFound';
import { useFound } from './useArticleList';
import { useFeedTitles } from './useFeedTitles';
import { useOpenArticle } from './useOpenArticle';

/** What was found, page by page. */
export function FoundArticles({ ref }: { ref: Ref<ArticlePaneHandle> }): ReactNode {
  const client = useQueryClient();
  const listRef = useRef<ArticleListHandle>(null);
  const wantsFocus = useRef(false);
  const { search, query, rows } = useFound();
  const selectedId = useUiStore((state) => state.selectedArticleId);
  const feedTitles = useFeedTitles();
  const openArticle = useOpenArticle();
  const isSlow = useIsSlow(query.isFetching);

  const { fetchNextPage, hasNextPage, isFetching, isFetchNextPageError, isPlaceholderData } = query;
  const loadMore = useCallback(() => {
    // What failed is asked for again by the person, and what makes way for something else not at all.
    if (!isFetching && !isFetchNextPageError && !isPlaceholderData) {
      void fetchNextPage({ cancelRefetch: false });
    }
  }, [isFetching, isFetchNextPageError, isPlaceholderData, fetchNextPage]);

  useImperativeHandle(ref, () => ({
    focus: () => {
      wantsFocus.current = listRef.current === null;
      listRef.current?.focus();
    },
    loadMore: async () => {
      // Asked of the cache: a caller in a loop is back before the last page has been drawn.
      if (search === null) return false;
      const pages = client.getQueryData<ArticlePages>(queryKeys.search(search));
      if (!hasMorePages(pages)) return false;
      return (await fetchNextPage({ cancelRefetch: false })).isSuccess;
    },
  }));

  const hasRows = rows.length > 0;
  useEffect(() => {
    if (!hasRows || !wantsFocus.current) return;
    wantsFocus.current = false;
    if (document.activeElement === document.body) listRef.current?.focus();
  }, [hasRows]);

  // Where few fit, a page may be empty and the next one not.
  const isSearchingOn = !hasRows && hasNextPage;
  useEffect(() => {
    if (isSearchingOn) loadMore();
  }, [isSearchingOn, loadMore]);

  // Another search begins at its top.
  const asked = isPlaceholderData ? null : search;
  useEffect(() => {
    if (asked !== null) listRef.current?.scrollToTop();
  }, [asked]);

  return (
    <div className="list-body">
      {isSlow && <ProgressBar label="Searching" />}
      {query.isError ? (
        <EmptyState title="The search did not work">
          <p>{sentenceFor(query.error)}</p>
          <Button onClick={() => void query.refetch()}>Try again</Button>
        </EmptyState>
      ) : (
        query.isSuccess &&
        !hasRows &&
        !hasNextPage && <NothingFound explanation={query.data.pages[0]?.explanation ?? null} />
      )}
      {hasRows && (
        <ArticleList
          ref={listRef}
          feedTitles={feedTitles}
          hasDays={search?.order !== 'best'}
          hasMore={hasNextPage}
          rows={rows}
          selectedId={selectedId}
          title="found"
          onLoadMore={loadMore}
          onOpen={openArticle}
        />
      )}
    </div>
  );
}
