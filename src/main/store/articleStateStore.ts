/** What the reader did with articles, and how many are unread. */
import type { ArticleId, ArticleState, FeedId } from '../../shared/model';
import type { ArticleStateStore } from '../core/ports';
import { STATE_COLUMNS, stateOf, type StateRow } from './articleRows';
import type { WritableDb } from './database';
import { createUnreadRows } from './unreadRows';

/** Implements `ArticleStateStore` of core/ports.ts. */
export function createArticleStateStore(db: WritableDb): ArticleStateStore {
  const unread = createUnreadRows(db);
  const state = db.prepare<[number], StateRow>(
    `SELECT ${STATE_COLUMNS} FROM article_states s WHERE s.id = ?`,
  );
  const setReadAt = db.prepare<[number | null, number]>(
    'UPDATE article_states SET read_at = ? WHERE id = ?',
  );
  const bookmark = db.prepare<[number, number]>(
    'UPDATE article_states SET bookmarked_at = ? WHERE id = ? AND bookmarked_at IS NULL',
  );
  const unbookmark = db.prepare<[number]>(
    'UPDATE article_states SET bookmarked_at = NULL WHERE id = ? AND bookmarked_at IS NOT NULL',
  );
  const unreadByFeed = db.prepare<[], { feedId: FeedId; unread: number }>(
    `SELECT feed_id AS feedId, unread FROM unread_counts WHERE unread > 0
     AND feed_id NOT IN (SELECT id FROM feeds WHERE removed_at IS NOT NULL)`,
  );
  const bookmarked = db
    .prepare<[], number>('SELECT count(*) FROM article_states WHERE bookmarked_at IS NOT NULL')
    .pluck();

  const stateNow = (id: ArticleId): ArticleState[] => state.all(id).map(stateOf);

  return {
    setRead: (ids, read, at) =>
      ids.flatMap((id): ArticleState[] => {
        const hasChanged = read ? unread.remove(id) : unread.add(id);
        if (!hasChanged) return [];
        setReadAt.run(read ? at : null, id);
        return stateNow(id);
      }),
    setBookmarked(id, isBookmarked, at) {
      const { changes } = isBookmarked ? bookmark.run(at, id) : unbookmark.run(id);
      return changes > 0 ? stateNow(id) : [];
    },
    counts() {
      const feeds = unreadByFeed.all();
      return {
        unreadByFeed: feeds,
        unread: feeds.reduce((sum, each) => sum + each.unread, 0),
        bookmarked: bookmarked.get() ?? 0,
      };
    },
  };
}
