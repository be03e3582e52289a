/** Rows of the database to the shared model. */
import type { ArticleRow, ArticleState, Feed, Folder, MediaId } from '../../shared/model';
import type { ArticleId, FeedId, FolderId } from '../../shared/model';
import { ErrorCode, ErrorDetails } from '../../shared/errors';

export interface FeedRow {
  readonly id: number;
  readonly url: string;
  readonly site_url: string | null;
  readonly title: string;
  readonly folder_id: number | null;
  readonly checked_at: number | null;
  readonly failure_count: number;
  readonly error_code: string | null;
  readonly error_details: string | null;
}

export function feedOf(row: FeedRow): Feed {
  return {
    id: row.id as FeedId,
    url: row.url,
    siteUrl: row.site_url,
    title: row.title,
    folderId: row.folder_id as FolderId | null,
    checkedAt: row.checked_at,
    failure:
      row.error_code === null || row.failure_count === 0
        ? null
        : {
            code: ErrorCode.parse(row.error_code),
            details: ErrorDetails.parse(JSON.parse(row.error_details ?? '{}')),
            count: row.failure_count,
          },
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

/** The columns of `article_states` joined with `articles` that a list shows. */
export const LIST_COLUMNS = `
  s.id, s.feed_id, s.sort_at, s.is_read, s.bookmarked_at,
  a.title, a.excerpt, a.author, a.published_at, a.word_count,
  (SELECT media_id FROM article_media WHERE article_id = s.id ORDER BY position LIMIT 1) AS thumbnail`;

export interface ListRow {
  readonly id: number;
  readonly feed_id: number;
  readonly sort_at: number;
  readonly is_read: number;
  readonly bookmarked_at: number | null;
  readonly title: string;
  readonly excerpt: string;
  readonly author: string | null;
  readonly published_at: number | null;
  readonly word_count: number;
  readonly thumbnail: string | null;
}

export function articleRowOf(row: ListRow): ArticleRow {
  return {
    id: row.id as ArticleId,
    feedId: row.feed_id as FeedId,
    title: row.title,
    excerpt: row.excerpt,
    author: row.author,
    publishedAt: row.published_at,
    sortAt: row.sort_at,
    wordCount: row.word_count,
    thumbnail: row.thumbnail as MediaId | null,
    isRead: row.is_read === 1,
    isBookmarked: row.bookmarked_at !== null,
  };
}

export interface StateRow {
  readonly id: number;
  readonly feed_id: number;
  readonly is_read: number;
  readonly bookmarked_at: number | null;
}

export function stateOf(row: StateRow): ArticleState {
  return {
    id: row.id as ArticleId,
    feedId: row.feed_id as FeedId,
    isRead: row.is_read === 1,
    isBookmarked: row.bookmarked_at !== null,
  };
}
