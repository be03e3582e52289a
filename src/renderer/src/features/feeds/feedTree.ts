/** Pure: folders and feeds as the rows of a tree, in the order they are drawn. */
import type { Counts, Feed, FeedId, Folder, FolderId } from '../../../../shared/model';
import type { Subscriptions } from '../../api/feeds';
import { feedsInFolder } from '../../api/folders';
import type { View } from '../../state/views';

interface Place {
  readonly level: number;
  /** 1-based place among the rows of the same parent, and how many there are. */
  readonly position: number;
  readonly setSize: number;
  readonly unread: number;
  readonly view: View;
}

export type TreeRow =
  | (Place & { readonly kind: 'folder'; readonly folder: Folder; readonly isCollapsed: boolean })
  | (Place & { readonly kind: 'feed'; readonly feed: Feed });

const { compare } = new Intl.Collator(undefined, { sensitivity: 'base', numeric: true });

/** The visible rows: folders before feeds, each by title, nothing inside a collapsed folder. */
export function treeRows(
  subscriptions: Subscriptions,
  counts: Counts | undefined,
  collapsed: readonly FolderId[],
): TreeRow[] {
  const unread = new Map(counts?.unreadByFeed.map((entry) => [entry.feedId, entry.unread]));
  const unreadOf = (id: FeedId) => unread.get(id) ?? 0;
  const hidden = new Set(collapsed);

  const inside = (parentId: FolderId | null, level: number): TreeRow[] => {
    const folders = subscriptions.folders
      .filter((folder) => folder.parentId === parentId)
      .sort((left, right) => compare(left.title, right.title));
    const feeds = subscriptions.feeds
      .filter((feed) => feed.folderId === parentId)
      .sort((left, right) => compare(left.title, right.title));
    const setSize = folders.length + feeds.length;

    const folderRows = folders.flatMap((folder, index): TreeRow[] => {
      const isCollapsed = hidden.has(folder.id);
      const feedIds = [...feedsInFolder(subscriptions, folder.id)];
      const row: TreeRow = {
        kind: 'folder',
        folder,
        view: { kind: 'folder', folderId: folder.id },
        isCollapsed,
        level,
        position: index + 1,
        setSize,
        unread: feedIds.reduce((sum, id) => sum + unreadOf(id), 0),
      };
      return isCollapsed ? [row] : [row, ...inside(folder.id, level + 1)];
    });
    const feedRows = feeds.map((feed, index): TreeRow => ({
      kind: 'feed',
      feed,
      view: { kind: 'feed', feedId: feed.id },
      level,
      position: folders.length + index + 1,
      setSize,
      unread: unreadOf(feed.id),
    }));
    return [...folderRows, ...feedRows];
  };
  return inside(null, 1);
}
