import { z } from 'zod';
import {
  Article,
  ArticleId,
  ArticleRow,
  ArticleState,
  Counts,
  Cursor,
  LastMark,
  MarkId,
  MarkRange,
  Scope,
} from '../model';
import { command, query } from './define';

/** Most articles one call may name; a longer selection is sent in pieces. */
export const MAX_ARTICLES_PER_CALL = 500;

/** How far `articles.next` counts the rows in between: what a window would still load. */
export const MOST_ROWS_COUNTED = 1000;

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
  /**
   * The article after or before a row of the list, found without loading what lies between: the
   * next one at all, or the next that is unread. `from` need not be in the list any more, and null
   * stands for a place before all rows, or after all of them.
   */
  'articles.next': query(
    z.strictObject({
      scope: Scope,
      show: z.enum(['all', 'unread']),
      from: Cursor.nullable(),
      direction: z.enum(['older', 'newer']),
    }),
    z.strictObject({
      next: Cursor.nullable(),
      /**
       * How many rows of the list of all articles one goes from `from` to it, 1 for its neighbour;
       * null when there is none, or when it is further than `MOST_ROWS_COUNTED`.
       */
      rowsAway: z.int().positive().nullable(),
    }),
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
  /**
   * Marks what is unread in a part of a list, as it is when this is called: an article that comes
   * meanwhile stays unread. Announced as `articles.changed` of each feed, not article by article.
   *
   * `undoId` is null when nothing was unread. The last twenty can be undone, also after a restart.
   */
  'articles.markRead': command(
    MarkRange,
    z.strictObject({ changed: z.int().nonnegative(), undoId: MarkId.nullable() }),
  ),
  /**
   * Takes a mark back, or sets it again. Only articles that are as it left them change, so that
   * sending it twice does no harm. Error: `not-found` for one that is forgotten.
   */
  'articles.undoMark': command(
    z.strictObject({ undoId: MarkId, undone: z.boolean() }),
    z.strictObject({ changed: z.int().nonnegative() }),
  ),
  /** What an undo would take back after a start; null when there is nothing. */
  'articles.lastMark': query(z.strictObject({}), LastMark.nullable()),
  'articles.setBookmarked': command(
    z.strictObject({ id: ArticleId, bookmarked: z.boolean() }),
    z.strictObject({ changed: z.array(ArticleState) }),
  ),
  'articles.counts': query(z.strictObject({}), Counts),
};
