/** What is unread: the rows of `unread`, and how many each feed has. */
import type { WritableDb } from './database';

/** The SQL of whether an article of `states`, another name of `article_states`, is unread. */
export const isUnread = (states: string): string => `EXISTS (SELECT 1 FROM unread u
  WHERE u.feed_id = ${states}.feed_id AND u.sort_at = ${states}.sort_at AND u.id = ${states}.id)`;

export const IS_UNREAD = isUnread('s');

export interface UnreadRows {
  /** @returns whether the article, if it is there at all, was read before. */
  add(id: number): boolean;
  /** @returns whether it was unread. */
  remove(id: number): boolean;
  /** Corrects a feed's count, in the transaction in which rows of `unread` were added or deleted. */
  count(feedId: number, change: number): void;
}

/** Articles one by one; `markStore.ts` has them in thousands. Adding and removing count as well. */
export function createUnreadRows(db: WritableDb): UnreadRows {
  const add = db
    .prepare<[number], number>(
      `INSERT INTO unread (feed_id, sort_at, id)
       SELECT feed_id, sort_at, id FROM article_states WHERE id = ?
       ON CONFLICT DO NOTHING RETURNING feed_id`,
    )
    .pluck();
  const remove = db
    .prepare<[number], number>(
      `DELETE FROM unread WHERE (feed_id, sort_at, id) =
         (SELECT feed_id, sort_at, id FROM article_states WHERE id = ?) RETURNING feed_id`,
    )
    .pluck();
  const addToCount = db.prepare<[number, number]>(
    `INSERT INTO unread_counts (feed_id, unread) VALUES (?, ?)
     ON CONFLICT (feed_id) DO UPDATE SET unread = unread + excluded.unread`,
  );

  function counted(feedId: number | undefined, change: number): boolean {
    if (feedId === undefined) return false;
    addToCount.run(feedId, change);
    return true;
  }

  return {
    add: (id) => counted(add.get(id), 1),
    remove: (id) => counted(remove.get(id), -1),
    count: (feedId, change) => void counted(feedId, change),
  };
}

/** Counts anew what is unread, after rows came into the library in another way than the stores'. */
export function recountUnread(db: WritableDb): void {
  db.exec(`
    DELETE FROM unread_counts;
    INSERT INTO unread_counts (feed_id, unread) SELECT feed_id, count(*) FROM unread GROUP BY feed_id;
  `);
}
