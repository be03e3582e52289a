/** What the reader did with articles, and how many are unread. */
import type { ArticleState, FeedId } from '../../shared/model';
import type { ArticleStateStore } from '../core/ports';
import { STATE_COLUMNS, stateOf, type StateRow } from './articleRows';
import type { WritableDb } from './database';

const PRESENT_FEED = 'feed_id NOT IN (SELECT id FROM feeds WHERE removed_at IS NOT NULL)';

/** Implements `ArticleStateStore` of core/ports.ts. */
export function createArticleStateStore(db: WritableDb): ArticleStateStore {
  // `RETURNING` answers with the rows that really changed, and no others.
  const setRead = db.prepare<[number, number | null, number, number], StateRow>(
    `UPDATE article_states SET is_read = ?, read_at = ? WHERE id = ? AND is_read <> ?
     RETURNING ${STATE_COLUMNS}`,
  );
  const bookmark = db.prepare<[number, number], StateRow>(
    `UPDATE article_states SET bookmarked_at = ? WHERE id = ? AND bookmarked_at IS NULL
     RETURNING ${STATE_COLUMNS}`,
  );
  const unbookmark = db.prepare<[number], StateRow>(
    `UPDATE article_states SET bookmarked_at = NULL WHERE id = ? AND bookmarked_at IS NOT NULL
     RETURNING ${STATE_COLUMNS}`,
  );
  const unreadByFeed = db.prepare<[], { feedId: FeedId; unread: number }>(
    `SELECT feed_id AS feedId, count(*) AS unread FROM article_states
     WHERE is_read = 0 AND ${PRESENT_FEED} GROUP BY feed_id`,
  );
  const bookmarked = db
    .prepare<[], number>('SELECT count(*) FROM article_states WHERE bookmarked_at IS NOT NULL')
    .pluck();

  return {
    setRead(ids, read, at) {
      const value = read ? 1 : 0;
      return ids.flatMap((id): ArticleState[] =>
        setRead.all(value, read ? at : null, id, value).map(stateOf),
      );
    },
    setBookmarked: (id, isBookmarked, at) =>
      (isBookmarked ? bookmark.all(at, id) : unbookmark.all(id)).map(stateOf),
    counts() {
      const feeds = unreadByFeed.all();
      return {
        unreadByFeed: feeds,
        unread: feeds.reduce((sum, { unread }) => sum + unread, 0),
        bookmarked: bookmarked.get() ?? 0,
      };
    },
  };
}
