/** Checks a whole library, table by table, without writing to it. */
import Database from 'better-sqlite3';
import { isDamage } from './damage';
import { indexTables, tablesOf } from './libraryTables';

export interface LibraryVerdict {
  /** Tables that are not as they should be; everything when the schema itself cannot be read. */
  readonly damaged: readonly string[];
  /** The damage is in nothing but what the search can be told again. */
  readonly isIndexAlone: boolean;
}

export const isSound = ({ damaged }: LibraryVerdict): boolean => damaged.length === 0;

/** One statement a table, so that whoever runs the checks can end between two. */
export function* checkTables(database: Database.Database): Generator<string | null> {
  for (const table of tablesOf(database)) yield isTableSound(database, table) ? null : table;
}

/** @throws what is not damage, such as a file that cannot be read at all. */
export function checkLibrary(path: string, nativeBinding: string | null): LibraryVerdict {
  let database: Database.Database | undefined;
  try {
    database = openToRead(path, nativeBinding);
    const damaged = [...checkTables(database)].filter((table) => table !== null);
    const ofIndex = new Set(indexTables(database));
    return { damaged, isIndexAlone: damaged.every((table) => ofIndex.has(table)) };
  } catch (error) {
    if (!isDamage(error)) throw error;
    return { damaged: ['sqlite_schema'], isIndexAlone: false };
  } finally {
    database?.close();
  }
}

/** A connection that writes nothing, not even when it is closed. */
export function openToRead(path: string, nativeBinding: string | null): Database.Database {
  return new Database(path, {
    readonly: true,
    fileMustExist: true,
    ...(nativeBinding === null ? {} : { nativeBinding }),
  });
}

/** Rows against indexes, types, links between pages, and of FTS5 tables the index against itself. */
function isTableSound(database: Database.Database, table: string): boolean {
  try {
    return database.pragma(`integrity_check('${table}')`, { simple: true }) === 'ok';
  } catch (error) {
    if (isDamage(error)) return false;
    throw error;
  }
}
