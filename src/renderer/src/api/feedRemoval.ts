/** Removing a feed, and bringing it back. */
import { useMutation } from '@tanstack/react-query';
import type { Output } from '../../../shared/contract/index';
import type { FeedId } from '../../../shared/model';
import { useUiStore } from '../state/uiStore';
import type { UndoEntry } from '../state/undo';
import { reader } from './reader';
import { showError } from './showError';

function tellRemoved({ title }: Output<'feeds.unsubscribe'>, feedId: FeedId): void {
  const { view, openView, addUndo, toast } = useUiStore.getState();
  const undo: UndoEntry = { kind: 'removeFeed', feedId, title };
  addUndo(undo);
  toast(`“${title}” was removed.`, { undo });
  if (view.kind === 'feed' && view.feedId === feedId) openView({ kind: 'unread' });
}

// What follows a success belongs to the mutation and not to one call of it: the menu or the toast
// that called is gone by then, and with it everything React would have called.

/** Removes a feed without asking, because the toast and the undo key bring it back whole. */
export function useRemoveFeed(): (feedId: FeedId) => void {
  return useMutation({
    mutationFn: (feedId: FeedId) => reader['feeds.unsubscribe']({ feedId }),
    onSuccess: tellRemoved,
    onError: showError,
  }).mutate;
}

export function useRestoreFeed(): (feed: { feedId: FeedId; title: string }) => void {
  return useMutation({
    mutationFn: ({ feedId }: { feedId: FeedId; title: string }) =>
      reader['feeds.restore']({ feedId }),
    onSuccess: (_nothing, { title }) => {
      useUiStore.getState().toast(`“${title}” is back.`);
    },
    onError: showError,
  }).mutate;
}
