import { useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { Cursor, MarkRange } from '../../../../shared/model';
import { compareRows } from '../../api/listMerging';
import { useMarkRange } from '../../api/markMany';
import { reader } from '../../api/reader';
import { showError } from '../../api/showError';
import { currentList, currentRows, isSearching } from '../../features/articles/useArticleList';
import { useUiStore } from '../../state/uiStore';
import { formatCount } from '../../ui/formatAmount';
import { nowOnScreen } from '../../ui/useNow';
import type { CommandTable } from './commandTable';

const DAY = 24 * 60 * 60_000;

type MarkCommands = Pick<
  CommandTable,
  'mark.allInView' | 'mark.above' | 'mark.below' | 'mark.olderThanDay'
>;

const cursorOf = ({ sortAt, id }: Cursor): Cursor => ({ sortAt, id });
const say = (sentence: string): void => {
  useUiStore.getState().toast(sentence);
};

/** Marking many articles of the view read. Those that are not on screen yet, as new ones, stay unread. */
export function useMarkCommands(): MarkCommands {
  const client = useQueryClient();
  const mark = useMarkRange(({ changed, undoId }) => {
    if (undoId === null) {
      say('Nothing there was unread.');
      return;
    }
    const { addUndo, toast } = useUiStore.getState();
    const undo = { kind: 'markMany', undoId } as const;
    addUndo(undo);
    toast(`${formatCount(changed, 'article')} marked read.`, { undo });
  });

  return useMemo(() => {
    /** Does nothing, with a word, where there is no list to mark a part of. */
    const markPart = (part: (first: Cursor) => Partial<MarkRange> | null) => {
      if (isSearching()) {
        say('This marks a view. Leave the search first.');
        return;
      }
      const [first] = currentRows(client);
      if (first === undefined) {
        say('There is nothing to mark here.');
        return;
      }
      const change = part(first);
      const { scope } = currentList(client);
      const all = { scope, from: cursorOf(first), to: null, olderThan: null };
      if (change !== null) mark({ ...all, ...change });
    };
    const selected = (): Cursor | null => {
      const { selectedArticleId: id } = useUiStore.getState();
      const row = currentRows(client).find((candidate) => candidate.id === id);
      if (row === undefined) say('Select an article first.');
      return row ?? null;
    };

    return {
      'mark.allInView': () => {
        markPart(() => ({}));
      },
      'mark.above': () => {
        markPart(() => {
          const from = selected();
          if (from === null) return null;
          const above = currentRows(client).findLast((row) => compareRows(row, from) < 0);
          if (above === undefined) say('There is nothing above.');
          return above === undefined ? null : { to: cursorOf(above) };
        });
      },
      'mark.below': () => {
        markPart(() => {
          const from = selected();
          if (from === null) return null;
          // The next one may be on a page that is not loaded.
          const { scope } = currentList(client);
          const question = {
            scope,
            show: 'all',
            from: cursorOf(from),
            direction: 'older',
          } as const;
          reader['articles.next'](question).then(({ next }) => {
            if (next === null) say('There is nothing below.');
            else mark({ scope, from: next, to: null, olderThan: null });
          }, showError);
          return null;
        });
      },
      'mark.olderThanDay': () => {
        markPart(() => ({ olderThan: nowOnScreen() - DAY }));
      },
    };
  }, [client, mark]);
}
