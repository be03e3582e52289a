/** Rows of articles and their states to the shared model. */
import { z } from 'zod';
import {
  Enclosure,
  type ArticleId,
  type ArticleRow,
  type ArticleState,
  type FeedId,
  type MediaId,
  type StoredImage,
} from '../../shared/model';
import type { StoredArticle } from '../core/ports';
import { fullTextOf, textVersionOf, type FullTextRow } from './fullTextRow';
import { textOf, type StoredText } from './packedText';
import { IS_UNREAD } from './unreadRows';

const Categories = z.array(z.string());
const Enclosures = z.array(Enclosure);

/** The columns of `article_states` joined with `articles` that a list shows. */
export const LIST_COLUMNS = `
  s.id, s.feed_id, s.sort_at, ${IS_UNREAD} AS is_unread, s.bookmarked_at,
  a.title, a.excerpt, a.author, a.published_at,
  ifnull((SELECT w.word_count FROM full_texts w JOIN feeds o ON o.id = s.feed_id
    WHERE w.article_id = s.id AND o.full_text = 1), a.word_count) AS word_count,
  (SELECT media_id FROM article_media WHERE article_id = s.id ORDER BY position LIMIT 1) AS thumbnail`;

export interface ListRow {
  readonly id: number;
  readonly feed_id: number;
  readonly sort_at: number;
  readonly is_unread: number;
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
    isRead: row.is_unread === 0,
    isBookmarked: row.bookmarked_at !== null,
  };
}

export interface StoredArticleRow extends ListRow, FullTextRow {
  readonly url: string | null;
  readonly updated_at: number | null;
  readonly comments_url: string | null;
  readonly fingerprint: string;
  readonly feed_title: string;
  readonly feed_url: string;
  readonly source: StoredText;
  readonly categories: string | null;
  readonly enclosures: string | null;
}

export function storedArticleOf(row: StoredArticleRow, images: StoredImage[]): StoredArticle {
  return {
    ...articleRowOf(row),
    url: row.url,
    feedTitle: row.feed_title,
    updatedAt: row.updated_at,
    commentsUrl: row.comments_url,
    categories: categoriesOf(row.categories),
    enclosures: enclosuresOf(row.enclosures),
    images,
    source: textOf(row.full_source ?? row.source),
    baseUrl: row.url ?? row.feed_url,
    textVersion: textVersionOf(row.fingerprint, row),
    fullText: fullTextOf(row),
  };
}

/** The columns of `article_states` as `s` that a `StateRow` is read from. */
export const STATE_COLUMNS = `s.id, s.feed_id, ${IS_UNREAD} AS is_unread, s.bookmarked_at`;

/** @param column JSON, or null where there are none. */
export function categoriesOf(column: string | null): string[] {
  return column === null ? [] : Categories.parse(JSON.parse(column));
}

/** @param column as in `categoriesOf`. */
export function enclosuresOf(column: string | null): Enclosure[] {
  return column === null ? [] : Enclosures.parse(JSON.parse(column));
}

export interface StateRow {
  readonly id: number;
  readonly feed_id: number;
  readonly is_unread: number;
  readonly bookmarked_at: number | null;
}

export function stateOf(row: StateRow): ArticleState {
  return {
    id: row.id as ArticleId,
    feedId: row.feed_id as FeedId,
    isRead: row.is_unread === 0,
    isBookmarked: row.bookmarked_at !== null,
  };
}
