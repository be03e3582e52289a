import type { WritableDb } from '../database';

/**
 * Runs work in one transaction, with foreign keys not looked at and no triggers in the way: rows are
 * carried over as they are, those that a trigger once made too.
 */
export function withoutTriggers(database: WritableDb, work: () => void): void {
  // Says nothing inside a transaction (https://www.sqlite.org/pragma.html#pragma_foreign_keys).
  database.pragma('foreign_keys = OFF');
  database
    .transaction(() => {
      const triggers = database
        .prepare<[], { name: string; sql: string }>(
          "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'",
        )
        .all();
      for (const { name } of triggers) database.exec(`DROP TRIGGER "${name}"`);
      work();
      for (const { sql } of triggers) database.exec(sql);
    })
    .immediate();
}
