import { useMemo } from 'react';
import { useRemoveFeed } from '../../api/feedRemoval';
import { useStartRefresh, type RefreshScope } from '../../api/refresh';
import { useUiStore } from '../../state/uiStore';
import type { View } from '../../state/views';
import type { CommandsOf } from './commandTable';

/** The feeds a view is about; a view of the whole library is about all of them. */
function refreshScopeOf(view: View): RefreshScope {
  if (view.kind === 'feed' || view.kind === 'folder') return view;
  return { kind: 'all' };
}

/** What is done to feeds. */
export function useFeedCommands(importOpml: () => void): CommandsOf<'feed'> {
  const startRefresh = useStartRefresh();
  const removeFeed = useRemoveFeed();

  return useMemo(
    () => ({
      'feed.refreshView': () => {
        startRefresh(refreshScopeOf(useUiStore.getState().view));
      },
      'feed.refreshAll': () => {
        startRefresh({ kind: 'all' });
      },
      'feed.add': () => {
        useUiStore.getState().openDialog('addFeed');
      },
      'feed.importOpml': importOpml,
      'feed.remove': () => {
        const { view, toast } = useUiStore.getState();
        if (view.kind === 'feed') removeFeed(view.feedId);
        else toast('Open the feed you want to remove first.');
      },
    }),
    [startRefresh, removeFeed, importOpml],
  );
}
