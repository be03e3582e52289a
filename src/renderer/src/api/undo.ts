import { useCallback } from 'react';
import { useUiStore } from '../state/uiStore';
import type { UndoEntry } from '../state/undo';
import { formatCount } from '../ui/formatAmount';
import { useUndoMarkRange } from './markMany';
import { reader } from './reader';
import { showError } from './showError';
import { useSetBookmarked, useSetRead } from './useMark';
import { useRestoreFeed } from './feedRemoval';

/** Takes one step back: the given one, or the latest. */
export function useUndo(): (entry?: UndoEntry) => void {
  const setRead = useSetRead();
  const setBookmarked = useSetBookmarked();
  const restoreFeed = useRestoreFeed();
  const undoMark = useUndoMarkRange(({ changed }) => {
    useUiStore.getState().toast(`${formatCount(changed, 'article')} unread again.`);
  });

  return useCallback(
    (chosen) => {
      const { undoEntries, removeUndo, toast } = useUiStore.getState();
      const entry = chosen ?? undoEntries.at(-1);
      if (entry === undefined) {
        // What many articles were marked by is remembered by the library, and outlives the window.
        reader['articles.lastMark']({}).then((last) => {
          if (last === null) toast('There is nothing to undo.');
          else undoMark(last.undoId);
        }, showError);
        return;
      }
      removeUndo(entry);
      switch (entry.kind) {
        case 'read':
          setRead(entry.id, entry.read);
          toast(entry.read ? 'Marked read again.' : 'Marked unread again.');
          return;
        case 'bookmark':
          setBookmarked(entry.id, entry.bookmarked);
          toast(entry.bookmarked ? 'Bookmarked again.' : 'No longer bookmarked.');
          return;
        case 'markMany':
          undoMark(entry.undoId);
          return;
        case 'removeFeed':
          restoreFeed(entry);
      }
    },
    [setRead, setBookmarked, undoMark, restoreFeed],
  );
}
