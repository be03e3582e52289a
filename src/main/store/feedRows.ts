/** Rows of feeds and folders to the shared model. */
import type { Feed, FeedId, Folder, FolderId, MediaId } from '../../shared/model';
import { SAVED_PAGES_URL } from '../../shared/savedPages';
import { failureOf, type FailureRow } from './failureRow';

/** Of a feed `f` that has a server to ask; saved pages have none. */
export const HAS_SERVER = `f.url <> '${SAVED_PAGES_URL}'`;

/** What `FeedRow` is read from; conditions and order follow. */
export const SELECT_FEEDS = `SELECT f.id, f.url, f.site_url, f.title, f.folder_id, f.is_paused, i.media_id AS icon_id,
    t.checked_at, t.failure_count, t.error_code, t.error_details, t.gone_at, d.id AS duplicate_of
  FROM feeds f JOIN fetch_states t ON t.feed_id = f.id
  LEFT JOIN icons i ON i.host = f.icon_host
  LEFT JOIN feeds d ON d.url = t.moved_to AND d.removed_at IS NULL AND d.id <> f.id`;

export interface FeedRow extends FailureRow {
  readonly id: number;
  readonly url: string;
  readonly site_url: string | null;
  readonly title: string;
  readonly folder_id: number | null;
  readonly is_paused: number;
  readonly icon_id: string | null;
  readonly checked_at: number | null;
  readonly gone_at: number | null;
  readonly duplicate_of: number | null;
}

export function feedOf(row: FeedRow): Feed {
  return {
    id: row.id as FeedId,
    url: row.url,
    siteUrl: row.site_url,
    title: row.title,
    folderId: row.folder_id as FolderId | null,
    iconId: row.icon_id as MediaId | null,
    checkedAt: row.checked_at,
    failure: failureOf(row),
    isPaused: row.is_paused === 1,
    isGone: row.gone_at !== null,
    duplicateOf: row.duplicate_of as FeedId | null,
  };
}

export interface FolderRow {
  readonly id: number;
  readonly parent_id: number | null;
  readonly title: string;
}

export function folderOf(row: FolderRow): Folder {
  return { id: row.id as FolderId, parentId: row.parent_id as FolderId | null, title: row.title };
}
