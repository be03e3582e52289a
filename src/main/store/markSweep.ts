/**
 * Marks all there is read. To delete a hundred thousand rows one by one takes 80 ms; to empty a table
 * takes 2. So what is unread is only read, piece by piece, and then all of it deleted at once.
 */
import type { ArticleId, FeedId, MarkRange } from '../../shared/model';
import type { MarkSweep } from '../core/ports';
import type { WritableDb } from './database';
import { packArticles, type MarkJournal, type PackedArticles } from './markJournal';

/** @returns what begins a sweep, as `sweep` of `MarkStore` in core/ports.ts. */
export function createMarkSweeps(
  db: WritableDb,
  journal: MarkJournal,
): (range: MarkRange) => MarkSweep | null {
  const isRemovedUnread = db
    .prepare<[], number>(
      `SELECT EXISTS (SELECT 1 FROM unread
         WHERE feed_id IN (SELECT id FROM feeds WHERE removed_at IS NOT NULL))`,
    )
    .pluck();
  const totalChanges = db.prepare<[], number>('SELECT total_changes()').pluck();
  const presentFeeds = db
    .prepare<[], FeedId>('SELECT id FROM feeds WHERE removed_at IS NULL')
    .pluck();
  const some = db
    .prepare<[number, number, number, number], ArticleId>(
      `SELECT id FROM unread WHERE feed_id = ? AND (sort_at, id) > (?, ?)
       ORDER BY sort_at, id LIMIT ?`,
    )
    .pluck();
  const dateOf = db
    .prepare<[number], number>('SELECT sort_at FROM article_states WHERE id = ?')
    .pluck();
  // Without a condition SQLite frees the pages of a table and looks at none of its rows.
  const empty = db.prepare('DELETE FROM unread');
  const emptyCounts = db.prepare('DELETE FROM unread_counts');

  return ({ scope, from, to, olderThan }) => {
    const isEverything = scope.kind === 'all' && from === null && to === null && olderThan === null;
    if (!isEverything || isRemovedUnread.get() === 1) return null;
    const begun = totalChanges.get();
    const feeds = presentFeeds.all();
    const read: PackedArticles[] = [];
    let at = 0;
    let after: readonly [sortAt: number, id: number] = BEFORE_ALL;

    /** @returns how many. */
    function readFeed(feedId: FeedId, limit: number): number {
      const ids = some.all(feedId, ...after, limit);
      if (ids.length > 0) read.push(packArticles(feedId, ids));
      const last = ids.at(-1);
      const isOver = last === undefined || ids.length < limit;
      if (isOver) at += 1;
      after = isOver ? BEFORE_ALL : [dateOf.get(last) ?? 0, last];
      return ids.length;
    }

    return {
      read(limit) {
        let room = limit;
        for (let feedId = feeds[at]; feedId !== undefined && room > 0; feedId = feeds[at]) {
          room -= readFeed(feedId, room);
        }
        return at < feeds.length;
      },
      finish(now) {
        // Whatever was written meanwhile may have made other articles unread, or read.
        if (totalChanges.get() !== begun) return null;
        const changed = read.reduce((sum, piece) => sum + piece.count, 0);
        if (changed === 0) return { changed, feedIds: [], undoId: null };
        const undoId = journal.begin(now);
        journal.add(undoId, read);
        empty.run();
        emptyCounts.run();
        const feedIds = [...new Set(read.map(({ feedId }) => feedId))];
        return { changed, feedIds, undoId };
      },
    };
  };
}

const BEFORE_ALL = [Number.MIN_SAFE_INTEGER, 0] as const;
