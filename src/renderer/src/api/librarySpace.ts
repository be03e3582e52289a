/** How much room the library has on its disk. Nobody asks for it: the engine says when there is little. */
import { queryOptions, skipToken } from '@tanstack/react-query';
import type { LibrarySpace } from '../../../shared/model';
import { queryKeys } from './queryKeys';

export const librarySpaceOptions = queryOptions<LibrarySpace>({
  queryKey: queryKeys.librarySpace,
  queryFn: skipToken,
  initialData: 'enough',
  staleTime: Infinity,
});
