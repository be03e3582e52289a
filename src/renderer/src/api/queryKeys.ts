/** Every key of the query cache, so that no two files can disagree about one. */
import type { ArticleId, FeedId } from '../../../shared/model';
import type { SearchKey } from '../state/search';
import type { ArticleListKey } from '../state/views';

export const queryKeys = {
  feeds: ['feeds'],
  /** Below `feeds`: what changes the list changes them too. */
  feedDetails: (id: FeedId) => ['feeds', 'detail', id],
  counts: ['counts'],
  articleLists: ['articles', 'list'],
  articleList: (list: ArticleListKey) => ['articles', 'list', list.scope, list.show] as const,
  /** Among the lists, so that marks are set in what was found as well. */
  search: (search: SearchKey) => ['articles', 'list', 'search', search] as const,
  searchStatus: ['searchStatus'],
  articleDetails: ['articles', 'detail'],
  article: (id: ArticleId) => ['articles', 'detail', id],
  refreshStatus: ['refresh'],
  settings: ['settings'],
  librarySpace: ['space'],
  libraryState: ['library'],
  engineStatus: ['engine'],
} as const;

/** The list a key of `articleList` was made from; null for one of `search`. */
export function listOfKey(key: readonly unknown[]): ArticleListKey | null {
  if (key[2] === 'search') return null;
  const [, , scope, show] = key as ReturnType<typeof queryKeys.articleList>;
  return { scope, show };
}
