import { useQuery } from '@tanstack/react-query';
import type { Counts, Feed } from '../../../../shared/model';
import { countsOptions } from '../../api/articles';
import { feedsOptions, type Subscriptions } from '../../api/feeds';
import { feedsInFolder } from '../../api/folders';
import { useUiStore } from '../../state/uiStore';
import type { View } from '../../state/views';

const NAMES = {
  today: 'Today',
  unread: 'Unread',
  bookmarks: 'Bookmarks',
  all: 'All articles',
} as const;

function titleOf(view: View, subscriptions: Subscriptions | undefined): string {
  if (view.kind === 'feed') {
    return subscriptions?.feeds.find((feed) => feed.id === view.feedId)?.title ?? '';
  }
  if (view.kind === 'folder') {
    return subscriptions?.folders.find((folder) => folder.id === view.folderId)?.title ?? '';
  }
  return NAMES[view.kind];
}

/** Unread articles of the view by the engine's counts; null where it does not count. */
function unreadOf(
  view: View,
  subscriptions: Subscriptions | undefined,
  counts: Counts | undefined,
): number | null {
  if (counts === undefined) return null;
  if (view.kind === 'unread' || view.kind === 'all') return counts.unread;
  if (view.kind === 'today' || view.kind === 'bookmarks') return null;
  const ids =
    view.kind === 'feed'
      ? new Set([view.feedId])
      : subscriptions && feedsInFolder(subscriptions, view.folderId);
  return counts.unreadByFeed
    .filter((entry) => ids?.has(entry.feedId))
    .reduce((sum, entry) => sum + entry.unread, 0);
}

/** What the list is called, how much of it is unread, and the feed when it is one. */
export function useViewTitle(): { title: string; unread: number | null; feed: Feed | null } {
  const view = useUiStore((state) => state.view);
  const subscriptions = useQuery(feedsOptions).data;
  const counts = useQuery(countsOptions).data;
  const feed =
    view.kind === 'feed' ? subscriptions?.feeds.find(({ id }) => id === view.feedId) : undefined;
  return {
    title: titleOf(view, subscriptions),
    unread: unreadOf(view, subscriptions, counts),
    feed: feed ?? null,
  };
}
