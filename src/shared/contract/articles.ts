import { z } from 'zod';
import { Article, ArticleId, ArticleRow, ArticleState, Counts, Cursor, Scope } from '../model';
import { command, query } from './define';

/** Most articles one call may name; a longer selection is sent in pieces. */
export const MAX_ARTICLES_PER_CALL = 500;

/** Articles: lists, one in full, and the two marks a reader can set. */
export const articles = {
  /** One page, newest first. `before` is the last row of the page above it. */
  'articles.list': query(
    z.strictObject({
      scope: Scope,
      show: z.enum(['all', 'unread']),
      before: Cursor.nullable(),
      limit: z.int().min(1).max(200),
    }),
    z.strictObject({ rows: z.array(ArticleRow), next: Cursor.nullable() }),
  ),
  'articles.get': query(z.strictObject({ id: ArticleId }), Article),
  /** Carries the wanted state, so that sending it twice does no harm. */
  'articles.setRead': command(
    z.strictObject({
      ids: z.array(ArticleId).min(1).max(MAX_ARTICLES_PER_CALL),
      read: z.boolean(),
    }),
    z.strictObject({ changed: z.array(ArticleState) }),
  ),
  'articles.setBookmarked': command(
    z.strictObject({ id: ArticleId, bookmarked: z.boolean() }),
    z.strictObject({ changed: z.array(ArticleState) }),
  ),
  'articles.counts': query(z.strictObject({}), Counts),
};
