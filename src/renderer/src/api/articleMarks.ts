/** Marks in the query cache: read from it, and written into every list and article. */
import type { QueryClient } from '@tanstack/react-query';
import type { Article, ArticleId, ArticleRow, ArticleState } from '../../../shared/model';
import { hasMarks, patchMarks, rowsOf, type ArticlePages } from './articlePages';
import { queryKeys } from './queryKeys';

export function applyMarks(client: QueryClient, states: readonly ArticleState[]): void {
  client.setQueriesData<ArticlePages>({ queryKey: queryKeys.articleLists }, (pages) =>
    pages === undefined ? undefined : patchMarks(pages, states),
  );
  for (const state of states) {
    client.setQueryData<Article>(queryKeys.article(state.id), (article) =>
      article === undefined || hasMarks(article, state)
        ? article
        : { ...article, isRead: state.isRead, isBookmarked: state.isBookmarked },
    );
  }
}

/** The article as the cache knows it: in full if it was opened, else its row in a list. */
export function cachedRow(client: QueryClient, id: ArticleId): ArticleRow | undefined {
  const article = client.getQueryData<Article>(queryKeys.article(id));
  if (article !== undefined) return article;
  for (const [, pages] of client.getQueriesData<ArticlePages>({
    queryKey: queryKeys.articleLists,
  })) {
    const row = rowsOf(pages).find((candidate) => candidate.id === id);
    if (row !== undefined) return row;
  }
  return undefined;
}

/** The marks of an article as the cache knows them. */
export function cachedState(client: QueryClient, id: ArticleId): ArticleState | undefined {
  const row = cachedRow(client, id);
  if (row === undefined) return undefined;
  const { feedId, isRead, isBookmarked } = row;
  return { id, feedId, isRead, isBookmarked };
}
