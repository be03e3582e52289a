/** What is unread, and how much, agrees with the articles that are there. */
import type { WritableDb } from '../database';
import { recountUnread } from '../unreadRows';

/** Triggers are expected to be away. */
export function mendUnread(database: WritableDb): void {
  database.exec(`
    DELETE FROM unread WHERE NOT EXISTS (
      SELECT 1 FROM article_states s
      WHERE s.id = unread.id AND s.feed_id = unread.feed_id AND s.sort_at = unread.sort_at
    );
  `);
  recountUnread(database);
}
