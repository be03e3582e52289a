import { useMemo } from 'react';
import { flushSync } from 'react-dom';
import { useUiStore } from '../../state/uiStore';
import type { CommandTable } from './commandTable';
import type { PaneHandles } from './handles';

/** Opening the search. */
export function useSearchCommands({
  search,
}: PaneHandles): Pick<CommandTable, 'list.search' | 'list.searchEverywhere'> {
  return useMemo(() => {
    const open = (isEverywhere: boolean) => {
      // Drawn at once, because the box may only now be made or shown.
      flushSync(() => {
        useUiStore.getState().openSearch(isEverywhere);
      });
      search.current?.focus();
    };
    return {
      'list.search': () => {
        open(false);
      },
      'list.searchEverywhere': () => {
        open(true);
      },
    };
  }, [search]);
}
