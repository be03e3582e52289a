/** The library as a whole: whether it is kept, and what became of it. */
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import type { LibraryState, LibraryWay } from '../../../shared/model';
import { queryKeys } from './queryKeys';
import { reader } from './reader';
import { showError } from './showError';

export const libraryStateOptions = queryOptions({
  queryKey: queryKeys.libraryState,
  queryFn: () => reader['library.state']({}),
});

/** Takes the notice of a recovery away, for good. */
export function useDismissRecovery(): () => void {
  const client = useQueryClient();
  const { mutate } = useMutation({
    mutationFn: () => reader['library.dismissRecovery']({}),
    onMutate: () => {
      client.setQueryData<LibraryState>(
        queryKeys.libraryState,
        (state) => state && { ...state, recovery: null },
      );
    },
    onError: showError,
  });
  return () => {
    mutate();
  };
}

/** Opens a library in another way that could not be opened as usual. */
export function useOpenLibrary(): (way: LibraryWay) => void {
  return useMutation({
    mutationFn: (way: LibraryWay) => reader['shell.openLibrary']({ way }),
    onError: showError,
  }).mutate;
}

/** Shows the folder of the library in the system's file manager. */
export function useShowLibrary(): () => void {
  const { mutate } = useMutation({
    mutationFn: () => reader['shell.showLibrary']({}),
    onError: showError,
  });
  return () => {
    mutate();
  };
}
