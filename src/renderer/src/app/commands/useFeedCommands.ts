import { useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { FeedId } from '../../../../shared/model';
import { SAVED_PAGES_URL } from '../../../../shared/savedPages';
import { cachedRow } from '../../api/articleMarks';
import { useRemoveFeed } from '../../api/feedRemoval';
import { feedsOptions } from '../../api/feeds';
import { useStartRefresh, type RefreshScope } from '../../api/refresh';
import { useUiStore } from '../../state/uiStore';
import type { View } from '../../state/views';
import type { CommandsOf } from './commandTable';

/** The feeds a view is about; a view of the whole library is about all of them. */
function refreshScopeOf(view: View): RefreshScope {
  if (view.kind === 'feed' || view.kind === 'folder') return view;
  return { kind: 'all' };
}

/** The feed that is open, or the one whose article is selected. */
function feedInSight(client: QueryClient): FeedId | undefined {
  const { view, selectedArticleId } = useUiStore.getState();
  if (view.kind === 'feed') return view.feedId;
  return selectedArticleId === null ? undefined : cachedRow(client, selectedArticleId)?.feedId;
}

function isOfSavedPages(client: QueryClient, view: View): boolean {
  const feeds = client.getQueryData(feedsOptions.queryKey)?.feeds ?? [];
  return (
    view.kind === 'feed' &&
    feeds.some(({ id, url }) => id === view.feedId && url === SAVED_PAGES_URL)
  );
}

/** What is done to feeds. */
export function useFeedCommands(importOpml: () => void): CommandsOf<'feed'> {
  const client = useQueryClient();
  const startRefresh = useStartRefresh();
  const removeFeed = useRemoveFeed();

  return useMemo(
    () => ({
      'feed.refreshView': () => {
        const { view, toast } = useUiStore.getState();
        if (isOfSavedPages(client, view)) toast('Saved pages stay as they are; nobody is asked.');
        else startRefresh(refreshScopeOf(view));
      },
      'feed.refreshAll': () => {
        startRefresh({ kind: 'all' });
      },
      'feed.add': () => {
        useUiStore.getState().openDialog({ kind: 'addFeed' });
      },
      'feed.importOpml': importOpml,
      'feed.settings': () => {
        const feedId = feedInSight(client);
        const { openDialog, toast } = useUiStore.getState();
        if (feedId === undefined) toast('Open a feed, or one of its articles, first.');
        else openDialog({ kind: 'feedSettings', feedId, wantsSignIn: false });
      },
      'feed.remove': () => {
        const { view, toast } = useUiStore.getState();
        if (view.kind === 'feed') removeFeed(view.feedId);
        else toast('Open the feed you want to remove first.');
      },
    }),
    [client, startRefresh, removeFeed, importOpml],
  );
}
