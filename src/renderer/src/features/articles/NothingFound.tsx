import type { ReactNode } from 'react';
import type { SearchExplanation } from '../../../../shared/search';
import { useWaitingForIndex } from '../../api/search';
import { shortcutOf } from '../../state/shortcutOf';
import { useUiStore } from '../../state/uiStore';
import { withoutFilters } from '../../state/search';
import { Button } from '../../ui/Button';
import { EmptyState } from '../../ui/EmptyState';

/** Says that nothing was found, and what else there is to try. */
export function NothingFound({
  explanation,
}: {
  /** Null where the text asks for nothing. */
  explanation: SearchExplanation | null;
}): ReactNode {
  const search = useUiStore((state) => state.search);
  const view = useUiStore((state) => state.view);
  const changeSearch = useUiStore((state) => state.changeSearch);
  const waiting = useWaitingForIndex(true);
  if (search === null) return null;
  if (explanation === null) {
    return (
      <EmptyState title="Nothing to search for yet">
        <p>Type a word, or the beginning of one.</p>
      </EmptyState>
    );
  }
  const words = withoutFilters(search.text);
  const hasFilters = words !== '' && words !== search.text.trim();
  const isNarrow = !search.isEverywhere && view.kind !== 'all';
  return (
    <EmptyState title="Nothing found">
      <p>{sentence(isNarrow, hasFilters)}</p>
      {isNarrow && (
        <Button
          title={shortcutOf('list.searchEverywhere')}
          onClick={() => {
            changeSearch({ isEverywhere: true });
          }}
        >
          Search everywhere
        </Button>
      )}
      {hasFilters && (
        <Button
          onClick={() => {
            changeSearch({ text: words });
          }}
        >
          Search for the words alone
        </Button>
      )}
      {waiting > 0 && <p>What came last may not be searchable yet.</p>}
    </EmptyState>
  );
}

function sentence(isNarrow: boolean, hasFilters: boolean): string {
  if (isNarrow) return 'Only this view was searched.';
  return hasFilters ? 'No article fits all of it.' : 'Try fewer words, or another one.';
}
