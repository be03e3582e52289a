/** Marks of many articles at one stroke: rows of `unread` deleted, or added again, by the thousand. */
import type { ArticleId, Cursor, FeedId, Scope } from '../../shared/model';
import type { MarkPlan, MarkStore } from '../core/ports';
import type { WritableDb } from './database';
import { FOLDERS_BELOW } from './foldersBelow';
import { createMarkJournal, packArticles, type PackedArticles } from './markJournal';
import { createMarkSweeps } from './markSweep';
import { createMarkUndo } from './markUndo';
import { createUnreadRows } from './unreadRows';

interface Taken {
  readonly pieces: readonly PackedArticles[];
  /** Feeds where more may be; null for bookmarks. */
  readonly left: readonly FeedId[] | null;
}

/** From the newest place to the oldest, both included, and the newest id. */
type Bounds = [fromAt: number, fromId: number, toAt: number, toId: number, newestId: number];
type BoundsOfFeed = [feedId: number, ...Bounds];

const IN_BOUNDS_OF_FEED =
  'feed_id = ? AND (sort_at, id) <= (?, ?) AND (sort_at, id) >= (?, ?) AND id <= ?';

/** Implements `MarkStore` of core/ports.ts. */
export function createMarkStore(db: WritableDb): MarkStore {
  const unread = createUnreadRows(db);
  const journal = createMarkJournal(db);
  const newestId = db
    .prepare<[], ArticleId>('SELECT ifnull(max(id), 0) FROM article_states')
    .pluck();
  const presentFeeds = db
    .prepare<[], FeedId>(
      `SELECT feed_id FROM unread_counts WHERE unread > 0
       AND feed_id NOT IN (SELECT id FROM feeds WHERE removed_at IS NOT NULL)`,
    )
    .pluck();
  const feedsInFolder = db
    .prepare<[number], FeedId>(
      `SELECT feed_id FROM unread_counts WHERE unread > 0 AND feed_id IN (
         SELECT feeds.id FROM feeds WHERE removed_at IS NULL AND folder_id IN (${FOLDERS_BELOW}))`,
    )
    .pluck();
  const someOfFeed = db
    .prepare<[...BoundsOfFeed, number], ArticleId>(
      `SELECT id FROM unread WHERE ${IN_BOUNDS_OF_FEED} ORDER BY sort_at DESC, id DESC LIMIT ?`,
    )
    .pluck();
  const dateOf = db
    .prepare<[number], number>('SELECT sort_at FROM article_states WHERE id = ?')
    .pluck();
  // To be told of each row by the statement that deletes it would take twice as long.
  const deleteOfFeed = db.prepare<BoundsOfFeed>(`DELETE FROM unread WHERE ${IN_BOUNDS_OF_FEED}`);
  const takeBookmarks = db
    .prepare<[...Bounds, number], [id: ArticleId, feedId: FeedId]>(
      `DELETE FROM unread WHERE (feed_id, sort_at, id) IN (
         SELECT s.feed_id, s.sort_at, s.id
         FROM article_states s INDEXED BY article_states_bookmarks
         CROSS JOIN unread u ON u.feed_id = s.feed_id AND u.sort_at = s.sort_at AND u.id = s.id
         WHERE s.bookmarked_at IS NOT NULL AND (s.sort_at, s.id) <= (?, ?)
           AND (s.sort_at, s.id) >= (?, ?) AND s.id <= ?
         ORDER BY s.sort_at DESC, s.id DESC LIMIT ?)
       RETURNING id, feed_id`,
    )
    .raw();
  function feedsOf(scope: Scope): FeedId[] | null {
    switch (scope.kind) {
      case 'all':
      case 'today':
        return presentFeeds.all();
      case 'folder':
        return feedsInFolder.all(scope.folderId);
      case 'feed':
        return [scope.feedId];
      case 'bookmarks':
        // A bookmark outlives its feed.
        return null;
    }
  }

  /** Feed by feed, since their rows lie together. */
  function takeOfFeeds(feeds: readonly FeedId[], bounds: Bounds, limit: number): Taken {
    const [fromAt, fromId, , , newest] = bounds;
    const pieces: PackedArticles[] = [];
    let room = limit;
    for (const [index, feedId] of feeds.entries()) {
      if (room === 0) return { pieces, left: feeds.slice(index) };
      const ids = someOfFeed.all(feedId, ...bounds, room);
      const last = ids.at(-1);
      if (last === undefined) continue;
      const isAll = ids.length < room;
      const end: Bounds = isAll ? bounds : [fromAt, fromId, dateOf.get(last) ?? 0, last, newest];
      deleteOfFeed.run(feedId, ...end);
      pieces.push(packArticles(feedId, ids));
      room -= ids.length;
      // Perhaps there are more.
      if (!isAll) return { pieces, left: feeds.slice(index) };
    }
    return { pieces, left: [] };
  }

  function takeOfBookmarks(bounds: Bounds, limit: number): Taken {
    const byFeed = new Map<FeedId, ArticleId[]>();
    for (const [id, feedId] of takeBookmarks.all(...bounds, limit)) {
      byFeed.set(feedId, [...(byFeed.get(feedId) ?? []), id]);
    }
    const pieces = [...byFeed].map(([feedId, ids]) => packArticles(feedId, ids));
    return { pieces, left: null };
  }

  return {
    sweep: createMarkSweeps(db, journal),
    plan: (range) => ({
      range,
      feeds: feedsOf(range.scope),
      newestId: newestId.get() ?? (0 as ArticleId),
      undoId: null,
    }),
    take(plan, limit, now) {
      const bounds = boundsOf(plan);
      const { pieces, left } =
        plan.feeds === null
          ? takeOfBookmarks(bounds, limit)
          : takeOfFeeds(plan.feeds, bounds, limit);
      if (pieces.length === 0) return null;
      for (const { feedId, count } of pieces) unread.count(feedId, -count);
      const undoId = plan.undoId ?? journal.begin(now);
      journal.add(undoId, pieces);
      return {
        changed: pieces.reduce((sum, { count }) => sum + count, 0),
        feedIds: pieces.map(({ feedId }) => feedId),
        rest: { ...plan, feeds: left, undoId },
      };
    },
    turnPiece: createMarkUndo(db, journal, unread),
    isKnown: (undoId) => journal.isKnown(undoId),
    last: () => journal.last(),
  };
}

const FIRST: Cursor = {
  sortAt: Number.MAX_SAFE_INTEGER,
  id: Number.MAX_SAFE_INTEGER as ArticleId,
};
const LAST: Cursor = { sortAt: Number.MIN_SAFE_INTEGER, id: 0 as ArticleId };

function boundsOf({ range, newestId }: MarkPlan): Bounds {
  const { scope, from, to, olderThan } = range;
  const start = from ?? FIRST;
  const end = to ?? LAST;
  const youngest = olderThan === null ? FIRST : { ...FIRST, sortAt: olderThan - 1 };
  const oldest = scope.kind === 'today' ? { ...LAST, sortAt: scope.since } : LAST;
  const first = isNewer(start, youngest) ? youngest : start;
  const last = isNewer(oldest, end) ? oldest : end;
  return [first.sortAt, first.id, last.sortAt, last.id, newestId];
}

function isNewer(one: Cursor, other: Cursor): boolean {
  return one.sortAt > other.sortAt || (one.sortAt === other.sortAt && one.id > other.id);
}
