/** Makes the search index anew from the articles. */
import type { WritableDb } from './database';
import { fullTextTables } from './libraryTables';

/**
 * Empties the index and puts every article into its queue. To be run in a transaction.
 *
 * @throws SQLite's error when the tables of the index are themselves beyond use.
 */
export function requeueEverything(database: WritableDb): void {
  for (const table of fullTextTables(database)) {
    // A vocabulary is a view of an index and cannot be told anything.
    if (!isIndex(database, table)) continue;
    database.exec(`INSERT INTO "${table}" ("${table}") VALUES ('delete-all')`);
  }
  database.exec(`
    DELETE FROM search_rows;
    DELETE FROM index_queue;
    INSERT INTO index_queue (sort_at, article_id)
      SELECT s.sort_at, s.id FROM bodies b JOIN article_states s ON s.id = b.article_id;
  `);
}

function isIndex(database: WritableDb, table: string): boolean {
  const sql = database
    .prepare<[string], string>('SELECT sql FROM sqlite_schema WHERE name = ?')
    .pluck()
    .get(table);
  return /USING\s+fts5\b/i.test(sql ?? '');
}
