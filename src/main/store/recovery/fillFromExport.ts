/** Puts back what was written out and is not in the library: feeds, folders, settings, bookmarks. */
import type { WritableDb } from '../database';
import { columnsOf } from '../libraryTables';
import type { ExportedState } from '../stateExport';

type Row = ExportedState['feeds'][number];

/**
 * Rows that are there already stay as they are. Triggers are expected to be away.
 *
 * @param mayLack whether a table may lack rows; of others what is not there was deleted since.
 */
export function fillFromExport(
  database: WritableDb,
  state: ExportedState,
  mayLack: (table: string) => boolean,
): void {
  for (const table of ['folders', 'feeds', 'settings'] as const) {
    if (mayLack(table)) state[table].forEach(insertInto(database, table));
  }
  const lacksStates = mayLack('article_states');
  const lacksArticles = mayLack('articles');
  if (!lacksStates && !lacksArticles) return;

  const addState = insertInto(database, 'article_states');
  const addArticle = insertInto(database, 'articles');
  const find = database
    .prepare<[unknown, unknown], number>(
      'SELECT id FROM article_states WHERE feed_id = ? AND identity = ?',
    )
    .pluck();
  const mark = database.prepare<[unknown, number]>(
    'UPDATE article_states SET bookmarked_at = ? WHERE id = ? AND bookmarked_at IS NULL',
  );
  for (const { state: bookmark, article } of state.bookmarks) {
    const known = find.get(bookmark.feed_id, bookmark.identity);
    if (known !== undefined && lacksStates) mark.run(bookmark.bookmarked_at, known);
    // Without the state its number may have gone to another article.
    const id = known ?? (lacksStates && addState(bookmark) ? bookmark.id : undefined);
    if (id !== undefined) addArticle({ ...article, id });
  }
}

/** @returns what inserts a row, by the columns that it and the table have, and says whether it did. */
function insertInto(database: WritableDb, table: string): (row: Row) => boolean {
  const columns = columnsOf(database, table);
  return (row) => {
    const known = columns.filter((name) => Object.hasOwn(row, name));
    const names = known.map((name) => `"${name}"`).join(', ');
    const places = known.map(() => '?').join(', ');
    const statement = database.prepare(
      `INSERT OR IGNORE INTO "${table}" (${names}) VALUES (${places})`,
    );
    return statement.run(...known.map((name) => row[name])).changes > 0;
  };
}
