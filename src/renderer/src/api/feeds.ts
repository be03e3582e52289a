/** Feeds and folders: the list, and how it changes. */
import { queryOptions, useMutation, type UseMutationResult } from '@tanstack/react-query';
import type { Output } from '../../../shared/contract/index';
import { queryKeys } from './queryKeys';
import { reader } from './reader';

export type Subscriptions = Output<'feeds.list'>;

export const feedsOptions = queryOptions({
  queryKey: queryKeys.feeds,
  queryFn: () => reader['feeds.list']({}),
});

/** Fails into the dialog that asked, which keeps what was typed; hence no toast. */
export function useDiscoverFeeds(): UseMutationResult<Output<'feeds.discover'>, Error, string> {
  return useMutation({
    mutationFn: (address: string) => reader['feeds.discover']({ address }),
  });
}

/** As `useDiscoverFeeds`: the dialog shows the failure. */
export function useSubscribe(): UseMutationResult<Output<'feeds.subscribe'>, Error, string> {
  return useMutation({ mutationFn: (url: string) => reader['feeds.subscribe']({ url }) });
}
