/** Feeds and folders: the list, and how it changes. */
import { queryOptions, useMutation, type UseMutationResult } from '@tanstack/react-query';
import type { Input, Output } from '../../../shared/contract/index';
import { queryKeys } from './queryKeys';
import { reader } from './reader';

export type Subscriptions = Output<'feeds.list'>;

export const feedsOptions = queryOptions({
  queryKey: queryKeys.feeds,
  queryFn: () => reader['feeds.list']({}),
});

/** Fails into the dialog that asked, which keeps what was typed; hence no toast. */
export function useDiscoverFeeds(): UseMutationResult<
  Output<'feeds.discover'>,
  Error,
  Input<'feeds.discover'>
> {
  return useMutation({
    mutationFn: (input: Input<'feeds.discover'>) => reader['feeds.discover'](input),
  });
}

/** As `useDiscoverFeeds`: the dialog shows the failure. */
export function useSubscribe(): UseMutationResult<
  Output<'feeds.subscribe'>,
  Error,
  Input<'feeds.subscribe'>
> {
  return useMutation({
    mutationFn: (input: Input<'feeds.subscribe'>) => reader['feeds.subscribe'](input),
  });
}
