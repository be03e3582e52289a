/** Opens the library: safe pragmas first, nothing silent, nothing overwritten. */
import { existsSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { WritableDb } from './database';
import { LibraryProblem } from './libraryProblem';
import { migrate, refuseNewerLibrary } from './migrate';

const FILE_NAME = 'library.sqlite3';
/** "BSHT": tells our files from other SQLite files. */
const APPLICATION_ID = 0x42534854;
const BUSY_TIMEOUT_MS = 5000;

export interface OpenOptions {
  /** Folder of the library; made if it is missing. */
  readonly directory: string;
  /** Another build of better-sqlite3's native part, or null for its own. */
  readonly nativeBinding: string | null;
  /** Called once before migrations run, if any are due. */
  readonly onMigrating: () => void;
}

/**
 * @throws LibraryProblem when the file is empty, damaged, not a library, or made by a newer version.
 */
export function openDatabase(options: OpenOptions): WritableDb {
  mkdirSync(options.directory, { recursive: true });
  const path = join(options.directory, FILE_NAME);
  if (!existsSync(path)) makeLibrary(path, options);
  // SQLite opens an empty file as an empty database and calls it sound: a library would be lost
  // without a word.
  if (statSync(path).size === 0) {
    throw new LibraryProblem(`The library file ${FILE_NAME} is empty. It was left as it is.`);
  }
  const database = connect(path, options);
  try {
    refuseForeignFile(database);
    refuseNewerLibrary(database);
    applyPragmas(database);
    migrate(database, options.onMigrating);
    return database;
  } catch (error) {
    database.close();
    if (error instanceof LibraryProblem) throw error;
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (/^SQLITE_(NOTADB|CORRUPT)/.test(code)) {
      throw new LibraryProblem(`The library file ${FILE_NAME} is damaged. It was left as it is.`);
    }
    throw error;
  }
}

function connect(path: string, { nativeBinding }: OpenOptions): WritableDb {
  return new Database(path, nativeBinding === null ? {} : { nativeBinding }) as WritableDb;
}

/**
 * A new library is made under another name and moved into place when it is whole. A crash in
 * between would otherwise leave an empty file, which is refused from then on.
 */
function makeLibrary(path: string, options: OpenOptions): void {
  const unfinished = `${path}.new`;
  rmSync(unfinished, { force: true });
  removeJournals(unfinished);
  const database = connect(unfinished, options);
  try {
    applyPragmas(database);
    database.pragma(`application_id = ${String(APPLICATION_ID)}`);
    migrate(database, options.onMigrating);
  } finally {
    database.close();
  }
  // SQLite would read the journal of a file that is gone into the one that takes its place.
  removeJournals(path);
  renameSync(unfinished, path);
}

function removeJournals(path: string): void {
  for (const suffix of ['-wal', '-shm', '-journal']) rmSync(`${path}${suffix}`, { force: true });
}

function refuseForeignFile(database: WritableDb): void {
  if (database.pragma('application_id', { simple: true }) !== APPLICATION_ID) {
    throw new LibraryProblem(`The file ${FILE_NAME} is not a library. It was left as it is.`);
  }
  if (database.pragma('quick_check(1)', { simple: true }) !== 'ok') {
    throw new LibraryProblem(`The library file ${FILE_NAME} is damaged. It was left as it is.`);
  }
}

function applyPragmas(database: WritableDb): void {
  // Some file systems refuse WAL; SQLite then stays with its rollback journal, which is as safe.
  database.pragma('journal_mode = WAL');
  // better-sqlite3 is compiled with NORMAL for WAL, which may lose marks "saved" seconds before a
  // power cut. FULL costs 0.14 ms a commit (measured).
  database.pragma('synchronous = FULL');
  database.pragma('foreign_keys = ON');
  database.pragma(`busy_timeout = ${String(BUSY_TIMEOUT_MS)}`);
  if (process.platform === 'darwin') {
    database.pragma('fullfsync = ON');
    database.pragma('checkpoint_fullfsync = ON');
  }
}

/** Leaves the file tidy: statistics renewed, the write-ahead log folded in. */
export function closeDatabase(database: WritableDb): void {
  try {
    database.pragma('optimize');
  } finally {
    database.close();
  }
}
