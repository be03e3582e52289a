/** Refreshing: start, cancel, and how far it is. */
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import type { Input } from '../../../shared/contract/index';
import type { RefreshStatus } from '../../../shared/model';
import { queryKeys } from './queryKeys';
import { reader } from './reader';
import { showError } from './showError';

export type RefreshScope = Input<'refresh.start'>['scope'];

export const refreshStatusOptions = queryOptions({
  queryKey: queryKeys.refreshStatus,
  queryFn: () => reader['refresh.status']({}),
});

/** An answer older than what progress events already said must not turn the bar back. */
export function newerStatus(
  known: RefreshStatus | null | undefined,
  status: RefreshStatus,
): RefreshStatus {
  const isOlder =
    known?.runId === status.runId && (known.state !== 'running' || known.done > status.done);
  return isOlder ? known : status;
}

export function useStartRefresh(): (scope: RefreshScope) => void {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (scope: RefreshScope) => reader['refresh.start']({ scope }),
    onSuccess: (status) => {
      client.setQueryData<RefreshStatus | null>(queryKeys.refreshStatus, (known) =>
        newerStatus(known, status),
      );
    },
    onError: showError,
  }).mutate;
}

export function useCancelRefresh(): (runId: number) => void {
  return useMutation({
    mutationFn: (runId: number) => reader['refresh.cancel']({ runId }),
    onError: showError,
  }).mutate;
}
