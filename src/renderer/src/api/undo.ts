import { useCallback } from 'react';
import { useUiStore } from '../state/uiStore';
import type { UndoEntry } from '../state/undo';
import { useSetBookmarked, useSetRead } from './useMark';
import { useRestoreFeed } from './feedRemoval';

/** Takes one step back: the given one, or the latest. */
export function useUndo(): (entry?: UndoEntry) => void {
  const setRead = useSetRead();
  const setBookmarked = useSetBookmarked();
  const restoreFeed = useRestoreFeed();

  return useCallback(
    (chosen) => {
      const { undoEntries, removeUndo, toast } = useUiStore.getState();
      const entry = chosen ?? undoEntries.at(-1);
      if (entry === undefined) {
        toast('There is nothing to undo.');
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
        case 'removeFeed':
          restoreFeed(entry);
      }
    },
    [setRead, setBookmarked, restoreFeed],
  );
}
