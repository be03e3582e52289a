/** A second connection to the library of a running engine, for what only its file can tell or bear. */
import Database from 'better-sqlite3';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { LIBRARY_FILE } from '../../support/library';

export function besideEngine(directory: string): Database.Database {
  const database = new Database(join(directory, LIBRARY_FILE));
  onTestFinished(() => {
    database.close();
  });
  return database;
}

const CONTENT_TABLES = ['article_states', 'articles', 'bodies', 'article_media'];

/** Counts rows of articles written from now on, by table; a table without any is left out. */
export function countWrites(directory: string): () => Record<string, number> {
  const database = besideEngine(directory);
  database.exec('CREATE TABLE written (name TEXT NOT NULL)');
  for (const table of CONTENT_TABLES) {
    for (const action of ['INSERT', 'UPDATE', 'DELETE']) {
      database.exec(`CREATE TRIGGER written_${table}_${action} AFTER ${action} ON ${table}
        BEGIN INSERT INTO written VALUES ('${table}'); END`);
    }
  }
  const counts = database.prepare<[], { name: string; count: number }>(
    'SELECT name, count(*) AS count FROM written GROUP BY name',
  );
  return () => Object.fromEntries(counts.all().map(({ name, count }) => [name, count]));
}
