import { useMemo } from 'react';
import type { SearchExplanation } from '../../../../shared/search';
import { useFoundPages } from '../../api/search';
import { searchKeyOf } from '../../state/search';
import { useUiStore } from '../../state/uiStore';
import { startOfDay, useNow } from '../../ui/useNow';

/** How the search on screen was understood; null where nothing is asked for. */
export function useExplanation(): SearchExplanation | null {
  const typed = useUiStore((state) => state.search);
  const view = useUiStore((state) => state.view);
  const dayStart = startOfDay(useNow());
  const search = useMemo(() => searchKeyOf(typed, view, dayStart), [typed, view, dayStart]);
  const { data } = useFoundPages(search);
  return search === null ? null : (data?.pages[0]?.explanation ?? null);
}
