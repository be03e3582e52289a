/** Searching: what was found, and what cannot be found yet. */
import {
  infiniteQueryOptions,
  skipToken,
  useInfiniteQuery,
  useQuery,
  type InfiniteData,
  type UseInfiniteQueryResult,
} from '@tanstack/react-query';
import type { Output } from '../../../shared/contract/index';
import type { Cursor } from '../../../shared/model';
import type { SearchKey } from '../state/search';
import { queryKeys } from './queryKeys';
import { reader } from './reader';
import { withWantedMarks } from './wantedMarks';

const PAGE_SIZE = 50;
/** Milliseconds; long enough to go back a letter without asking again. */
const KEPT_FOR = 5000;
/** Milliseconds between two looks at how many articles still wait, while some do. */
const STATUS_EVERY = 1000;

export type FoundPages = InfiniteData<Output<'search.articles'>>;

const NOTHING: SearchKey = { text: '', scope: { kind: 'all' }, show: 'all', order: 'newest' };

/**
 * What was found, page by page. What was found before stays on screen until the answer is there, and
 * an answer that comes too late is nobody's.
 */
export function useFoundPages(search: SearchKey | null): UseInfiniteQueryResult<FoundPages> {
  const asked = search ?? NOTHING;
  return useInfiniteQuery(
    infiniteQueryOptions({
      queryKey: queryKeys.search(asked),
      queryFn: async ({ client, pageParam }) => {
        const page = await reader['search.articles']({
          ...asked,
          before: pageParam,
          limit: PAGE_SIZE,
        });
        return { ...page, rows: withWantedMarks(client, page.rows) };
      },
      initialPageParam: null as Cursor | null,
      getNextPageParam: (page) => page.next,
      enabled: search !== null,
      placeholderData: (before) => (search === null ? undefined : before),
      gcTime: KEPT_FOR,
      // What has come since is found by a search begun since.
      staleTime: KEPT_FOR,
    }),
  );
}

/** How many articles are still to be put into the index. @param isWanted false asks nothing. */
export function useWaitingForIndex(isWanted: boolean): number {
  const { data } = useQuery({
    queryKey: queryKeys.searchStatus,
    queryFn: isWanted ? () => reader['search.status']({}) : skipToken,
    staleTime: 0,
    gcTime: 0,
    refetchInterval: ({ state }) => (state.data?.waiting === 0 ? false : STATUS_EVERY),
  });
  return data?.waiting ?? 0;
}
