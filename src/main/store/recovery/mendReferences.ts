/** Makes every row belong somewhere again after some could not be read. */
import type { WritableDb } from '../database';
import { dataTables } from '../libraryTables';

interface ForeignKey {
  readonly table: string;
  readonly from: string;
  readonly to: string | null;
  readonly on_delete: string;
}

/** Rows may hang on rows that hang on others; no chain of ours is longer. */
const MOST_PASSES = 6;

/** Triggers are expected to be away. */
export function mendReferences(database: WritableDb): void {
  standInForFeeds(database);
  for (let pass = 0; pass < MOST_PASSES; pass += 1) {
    const broken = database.pragma('foreign_key_check') as readonly unknown[];
    if (broken.length === 0) return;
    for (const { name } of dataTables(database)) mendTable(database, name);
  }
}

/**
 * A feed of which nothing is left keeps its articles, under an address that leads nowhere (RFC 2606,
 * section 2), and is not asked. Every feed has a row about fetching it.
 */
function standInForFeeds(database: WritableDb): void {
  database.exec(`
    INSERT OR IGNORE INTO feeds (id, url, title, added_at, is_paused)
      SELECT DISTINCT feed_id, 'http://feed-' || feed_id || '.invalid/',
        'Feed whose address was lost', 0, 1
      FROM article_states WHERE feed_id NOT IN (SELECT id FROM feeds);
    INSERT OR IGNORE INTO fetch_states (feed_id) SELECT id FROM feeds;
  `);
}

function mendTable(database: WritableDb, table: string): void {
  const keys = database.pragma(`foreign_key_list('${table}')`) as ForeignKey[];
  for (const { table: parent, from, to, on_delete: onDelete } of keys) {
    const orphans = `"${from}" IS NOT NULL
      AND "${from}" NOT IN (SELECT "${to ?? 'id'}" FROM "${parent}")`;
    database.exec(
      onDelete === 'SET NULL'
        ? `UPDATE "${table}" SET "${from}" = NULL WHERE ${orphans}`
        : `DELETE FROM "${table}" WHERE ${orphans}`,
    );
  }
}
