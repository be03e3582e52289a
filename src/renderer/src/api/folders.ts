import type { FeedId, FolderId } from '../../../shared/model';
import type { Subscriptions } from './feeds';

/** Ids of every feed in a folder and in the folders inside it. */
export function feedsInFolder(subscriptions: Subscriptions, folderId: FolderId): Set<FeedId> {
  const own = subscriptions.feeds.filter((feed) => feed.folderId === folderId);
  const ids = new Set(own.map((feed) => feed.id));
  for (const folder of subscriptions.folders) {
    if (folder.parentId !== folderId) continue;
    for (const id of feedsInFolder(subscriptions, folder.id)) ids.add(id);
  }
  return ids;
}
