/** What the main process does for the window. */
import { queryOptions, useMutation } from '@tanstack/react-query';
import { useUiStore } from '../state/uiStore';
import { queryKeys } from './queryKeys';
import { reader } from './reader';
import { showError } from './showError';

export const engineStatusOptions = queryOptions({
  queryKey: queryKeys.engineStatus,
  queryFn: () => reader['shell.engineStatus']({}),
});

export function useOpenExternal(): (url: string) => void {
  return useMutation({
    mutationFn: (url: string) => reader['shell.openExternal']({ url }),
    onSuccess: ({ opened }) => {
      if (!opened) useUiStore.getState().toast('This address cannot be opened.', { tone: 'error' });
    },
    onError: showError,
  }).mutate;
}
