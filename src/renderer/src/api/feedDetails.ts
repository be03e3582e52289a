/** One feed in detail, and what a person may change about it. */
import {
  queryOptions,
  useMutation,
  useQuery,
  useQueryClient,
  type QueryClient,
  type UseMutationResult,
  type UseQueryResult,
} from '@tanstack/react-query';
import type { Output } from '../../../shared/contract/index';
import type { FeedDetails, FeedId, FeedSettingsChange, SignIn } from '../../../shared/model';
import { useUiStore } from '../state/uiStore';
import { isolate } from '../ui/isolate';
import { queryKeys } from './queryKeys';
import { reader } from './reader';
import { showError } from './showError';

const detailsOptions = (feedId: FeedId) =>
  queryOptions({
    queryKey: queryKeys.feedDetails(feedId),
    queryFn: () => reader['feeds.details']({ feedId }),
    // Counts and times move on while nobody looks.
    gcTime: 0,
  });

export function useFeedDetails(feedId: FeedId): UseQueryResult<FeedDetails> {
  return useQuery(detailsOptions(feedId));
}

function keepDetails(client: QueryClient, details: FeedDetails): void {
  client.setQueryData(detailsOptions(details.feed.id).queryKey, details);
}

/** Fails into the form that asked, which keeps what was typed; hence no toast. */
export function useConfigureFeed(
  feedId: FeedId,
): UseMutationResult<FeedDetails, Error, FeedSettingsChange> {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (change: FeedSettingsChange) => reader['feeds.configure']({ feedId, change }),
    onSuccess: (details) => {
      keepDetails(client, details);
    },
  });
}

/** As `useConfigureFeed`: the form shows the failure. Null signs out. */
export function useSignIn(feedId: FeedId): UseMutationResult<FeedDetails, Error, SignIn | null> {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (signIn: SignIn | null) => reader['feeds.signIn']({ feedId, signIn }),
    onSuccess: (details) => {
      keepDetails(client, details);
    },
  });
}

interface Pause {
  readonly feedId: FeedId;
  readonly isPaused: boolean;
}

/** Pauses a feed, or lets it go on, outside of its settings; hence it is said by a toast. */
export function usePauseFeed(): (pause: Pause) => void {
  return useMutation({
    mutationFn: ({ feedId, isPaused }: Pause) =>
      reader['feeds.configure']({ feedId, change: { isPaused } }),
    onSuccess: ({ feed: { title, isPaused } }) => {
      const sentence = isPaused ? 'is paused.' : 'goes on.';
      useUiStore.getState().toast(`“${isolate(title)}” ${sentence}`);
    },
    onError: showError,
  }).mutate;
}

/** Lets these feeds be asked although they lie on this machine or a private network. */
export function useAllowPrivate(): (feedIds: readonly FeedId[]) => void {
  return useMutation({
    mutationFn: (feedIds: readonly FeedId[]) =>
      reader['feeds.allowPrivate']({ feedIds: [...feedIds] }),
    onError: showError,
  }).mutate;
}

interface Merge {
  readonly feedId: FeedId;
  readonly into: FeedId;
}

/** Joins a feed into the one it has moved to, and goes there. */
export function useMergeFeed(
  onDone: () => void,
): UseMutationResult<Output<'feeds.merge'>, Error, Merge> {
  return useMutation({
    mutationFn: (merge: Merge) => reader['feeds.merge'](merge),
    onSuccess: ({ title }, { into }) => {
      const { openView, toast } = useUiStore.getState();
      onDone();
      openView({ kind: 'feed', feedId: into });
      toast(`Both are “${isolate(title)}” now.`);
    },
  });
}
