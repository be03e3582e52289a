/** Opens the library: safe pragmas first, nothing silent, nothing overwritten. */
import { existsSync, mkdirSync, rmSync, statSync } from 'node:fs';
import Database from 'better-sqlite3';
import { isDamage } from './damage';
import type { WritableDb } from './database';
import { moveDurably } from './durableFile';
import { openToRead } from './libraryCheck';
import { LIBRARY_NAME, libraryPath, removeSideFiles } from './libraryFiles';
import { LibraryProblem } from './libraryProblem';
import { migrate, refuseNewerLibrary } from './migrate';
import { migrations, type Migration } from './migrations/index';

/** "BSHT": tells our files from other SQLite files. */
const APPLICATION_ID = 0x42534854;
export const BUSY_TIMEOUT_MS = 5000;
/** Bytes that are written anew in a blink: 0.2 to 0.5 s (measured). */
const MOST_TO_CONVERT = 32 * 1024 * 1024;

export interface OpenOptions {
  /** Folder of the library; made if it is missing. */
  readonly directory: string;
  /** Another build of better-sqlite3's native part, or null for its own. */
  readonly nativeBinding: string | null;
  /** Called once before migrations run, if any are due. */
  readonly onMigrating: () => void;
  /** Called with a library that is there before any migration changes it. */
  readonly beforeMigration?: (database: WritableDb) => void;
  /** Opens the library of a newer version too, as it is. For copies that nobody keeps. */
  readonly takesNewer?: boolean;
}

/**
 * Looks at what can be seen at once: size, header, schema. Damage deeper down shows when it is read,
 * or when the whole file is checked (docs/decisions/0020).
 *
 * @throws LibraryProblem when the file is empty, damaged, not a library, or made by a newer version.
 */
export function openDatabase(options: OpenOptions): WritableDb {
  mkdirSync(options.directory, { recursive: true });
  const path = libraryPath(options.directory);
  if (!existsSync(path)) makeLibrary(path, options);
  // SQLite opens an empty file as an empty database and calls it sound: a library would be lost
  // without a word.
  if (statSync(path).size === 0) {
    throw new LibraryProblem(
      'empty',
      `The library file ${LIBRARY_NAME} is empty. It was left as it is.`,
    );
  }
  const database = connect(path, options.nativeBinding);
  try {
    refuseForeignFile(database);
    refuseCutFile(database, path);
    if (options.takesNewer !== true) refuseNewerLibrary(database);
    applyPragmas(database);
    if (options.takesNewer !== true) bringUpToDate(database, options);
    return database;
  } catch (error) {
    closeUntouched(database, options.nativeBinding);
    if (isDamage(error)) {
      throw new LibraryProblem(
        'damaged',
        `The library file ${LIBRARY_NAME} is damaged. It was left as it is.`,
      );
    }
    throw error;
  }
}

/**
 * Closes a library without folding its log into it, which SQLite does when the last connection that
 * may write goes: what is damaged, or not ours to change, stays byte for byte as it is.
 */
export function closeUntouched(database: Database.Database, nativeBinding: string | null): void {
  const { name } = database;
  const log = `${name}-wal`;
  if (!existsSync(log) || statSync(log).size === 0) {
    database.close();
    return;
  }
  const last = openToRead(name, nativeBinding);
  try {
    last.prepare('SELECT count(*) FROM sqlite_schema').get();
  } catch {
    // What cannot be read is not folded either.
  } finally {
    database.close();
    last.close();
  }
}

function bringUpToDate(database: WritableDb, options: OpenOptions): void {
  const before = database.pragma('user_version', { simple: true });
  migrate(database, () => {
    options.onMigrating();
    options.beforeMigration?.(database);
  });
  if (database.pragma('user_version', { simple: true }) !== before) giveBackInSteps(database);
}

/** Libraries of earlier versions cannot give space back in steps. Small ones learn it. */
function giveBackInSteps(database: WritableDb): void {
  const number = (name: string): number => database.pragma(name, { simple: true }) as number;
  if (number('auto_vacuum') !== 0) return;
  if (number('page_count') * number('page_size') > MOST_TO_CONVERT) return;
  database.pragma('auto_vacuum = INCREMENTAL');
  database.exec('VACUUM');
}

function connect(path: string, nativeBinding: string | null): WritableDb {
  return new Database(path, nativeBinding === null ? {} : { nativeBinding }) as WritableDb;
}

/**
 * A new library is made under another name and moved into place when it is whole. A crash in
 * between would otherwise leave an empty file, which is refused from then on.
 */
function makeLibrary(path: string, { nativeBinding, onMigrating }: OpenOptions): void {
  const unfinished = `${path}.new`;
  const database = makeDatabase(unfinished, nativeBinding);
  try {
    applyPragmas(database);
    migrate(database, onMigrating);
  } finally {
    database.close();
  }
  removeSideFiles(path);
  moveDurably(unfinished, path);
}

/**
 * A file of our own in the schema of one version and with nothing in it, at a place that is free or
 * may be overwritten. To be filled and moved; until then nothing of it waits for the disk.
 *
 * @param version that of the last migration to run.
 */
export function makeUnfinishedLibrary(
  path: string,
  nativeBinding: string | null,
  version: number,
): WritableDb {
  const database = makeDatabase(path, nativeBinding);
  try {
    database.pragma('journal_mode = MEMORY');
    database.pragma('synchronous = OFF');
    migrate(database, () => undefined, stepsUpTo(version));
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

/** Brings a copy that nobody has open to the newest version. */
export function upgradeFile(path: string, nativeBinding: string | null): void {
  const database = connect(path, nativeBinding);
  try {
    migrate(database, () => undefined);
  } finally {
    database.close();
  }
}

function stepsUpTo(version: number): readonly Migration[] {
  return migrations.filter((step) => step.version <= version);
}

function makeDatabase(path: string, nativeBinding: string | null): WritableDb {
  rmSync(path, { force: true });
  removeSideFiles(path);
  const database = connect(path, nativeBinding);
  // What is deleted is given back to the disk in small steps. Must be said before the first table.
  database.pragma('auto_vacuum = INCREMENTAL');
  database.pragma(`application_id = ${String(APPLICATION_ID)}`);
  return database;
}

/** Whether the file says that it is a library. @throws when it is no database or damaged. */
export function hasOurMark(database: Database.Database): boolean {
  return database.pragma('application_id', { simple: true }) === APPLICATION_ID;
}

function refuseForeignFile(database: WritableDb): void {
  if (!hasOurMark(database)) {
    throw new LibraryProblem(
      'foreign',
      `The file ${LIBRARY_NAME} is not a library. It was left as it is.`,
    );
  }
  // Reads the whole schema.
  database.prepare('SELECT count(*) FROM sqlite_schema').get();
}

/** A file that lost its end reads well until somebody needs what was there. */
function refuseCutFile(database: WritableDb, path: string): void {
  // Pages that are in the log need not be in the file yet.
  const log = `${path}-wal`;
  if (existsSync(log) && statSync(log).size > 0) return;
  const number = (name: string): number => database.pragma(name, { simple: true }) as number;
  const pageSize = number('page_size');
  const { size } = statSync(path);
  if (size % pageSize === 0 && size >= number('page_count') * pageSize) return;
  throw new LibraryProblem(
    'damaged',
    `The end of the library file ${LIBRARY_NAME} is missing. It was left as it is.`,
  );
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
