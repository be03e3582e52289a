/** Removing a feed, and bringing it back. */
import { useMutation, useQueryClient, type QueryClient } from '@tanstack/react-query';
import type { Output } from '../../../shared/contract/index';
import type { FeedId } from '../../../shared/model';
import { useUiStore } from '../state/uiStore';
import type { RemovedFeed } from '../state/undo';
import { isolate } from '../ui/isolate';
import { reloadListsOnScreen } from './articleListReload';
import { cachedRow } from './articleMarks';
import { reader } from './reader';
import { showError } from './showError';

function tellRemoved(
  client: QueryClient,
  { title }: Output<'feeds.unsubscribe'>,
  feedId: FeedId,
): void {
  const { view, openView, selectedArticleId, selectArticle, addUndo, toast } =
    useUiStore.getState();
  const undo: RemovedFeed = { kind: 'removeFeed', feedId, title };
  addUndo(undo);
  toast(`“${isolate(title)}” was removed.`, { undo });
  if (view.kind === 'feed' && view.feedId === feedId) openView({ kind: 'unread' });
  // An article goes with its feed; left open, it would stand beside a list it is not in.
  const open = selectedArticleId === null ? undefined : cachedRow(client, selectedArticleId);
  if (open?.feedId === feedId) selectArticle(null);
}

// What follows a success belongs to the mutation and not to one call of it: the menu or the toast
// that called is gone by then, and with it everything React would have called.

/** Removes a feed without asking, because the toast and the undo key bring it back whole. */
export function useRemoveFeed(): (feedId: FeedId) => void {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (feedId: FeedId) => reader['feeds.unsubscribe']({ feedId }),
    onSuccess: (removed, feedId) => {
      tellRemoved(client, removed, feedId);
    },
    onError: showError,
  }).mutate;
}

/** Brings a feed back. Its articles come straight into the list: they were asked for. */
export function useRestoreFeed(): (removal: RemovedFeed) => void {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ feedId }: RemovedFeed) => reader['feeds.restore']({ feedId }),
    onSuccess: (_nothing, { title }) => {
      useUiStore.getState().toast(`“${isolate(title)}” is back.`);
      reloadListsOnScreen(client, 'all').catch(showError);
    },
    onError: (error, removal) => {
      // Not undone after all, so it can be tried again.
      useUiStore.getState().addUndo(removal);
      showError(error);
    },
  }).mutate;
}
