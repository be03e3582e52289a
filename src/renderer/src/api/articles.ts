/** Articles: the lists, one in full, and the unread counts. */
import {
  infiniteQueryOptions,
  keepPreviousData,
  queryOptions,
  useInfiniteQuery,
  useQuery,
  type QueryClient,
  type UseInfiniteQueryResult,
  type UseQueryResult,
} from '@tanstack/react-query';
import type { Article, ArticleId, Cursor } from '../../../shared/model';
import type { ArticleListKey } from '../state/views';
import type { ArticlePages } from './articlePages';
import { queryKeys } from './queryKeys';
import { reader } from './reader';
import { withWantedMarks } from './wantedMarks';

const PAGE_SIZE = 100;

/** Long enough to step back and forth without asking again; not a second copy of the library. */
const ARTICLE_KEPT_FOR = 60_000;

const articleOptions = (id: ArticleId) =>
  queryOptions({
    queryKey: queryKeys.article(id),
    queryFn: async ({ client }) => {
      const article = await reader['articles.get']({ id });
      return { ...article, ...withWantedMarks(client, [article])[0] };
    },
    gcTime: ARTICLE_KEPT_FOR,
  });

/**
 * One list, newest first. It is forgotten as soon as its view is left, so a view always opens as
 * the library is now, and rows marked read leave an unread view exactly then.
 */
export function useArticlePages(list: ArticleListKey): UseInfiniteQueryResult<ArticlePages> {
  return useInfiniteQuery(
    infiniteQueryOptions({
      queryKey: queryKeys.articleList(list),
      queryFn: async ({ client, pageParam }) => {
        const page = await reader['articles.list']({
          ...list,
          before: pageParam,
          limit: PAGE_SIZE,
        });
        return { ...page, rows: withWantedMarks(client, page.rows) };
      },
      initialPageParam: null as Cursor | null,
      getNextPageParam: (page) => page.next,
      gcTime: 0,
    }),
  );
}

/** One article; the one before stays until it is there, for an empty pane would only flicker. */
export function useArticle(id: ArticleId): UseQueryResult<Article> {
  return useQuery({ ...articleOptions(id), placeholderData: keepPreviousData });
}

/** One article outside of rendering. */
export function fetchArticle(client: QueryClient, id: ArticleId): Promise<Article> {
  return client.query({ ...articleOptions(id), staleTime: 'static' });
}

export const countsOptions = queryOptions({
  queryKey: queryKeys.counts,
  queryFn: () => reader['articles.counts']({}),
});
