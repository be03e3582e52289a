/** A copy of the library while it is being written, in a file that is there whole or not at all. */
import { existsSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import Database from 'better-sqlite3';
import type { BackUpOutcome } from '../../core/ports';
import { DAILY, madeAt, WEEKLY } from '../backups';
import { hasRoomForCopy } from '../backUpBeforeMigration';
import { moveDurably } from '../durableFile';
import { checkTables, openToRead } from '../libraryCheck';
import { backupsFolder, libraryPath, logPath, removeSideFiles } from '../libraryFiles';

/** About a megabyte; between two steps the thread hears that it is to stop. */
const STEP_PAGES = 256;
/** What the daily copy was becomes the weekly one when that is older than this. */
const WEEK_MS = 7 * 24 * 60 * 60 * 1000;

export interface BackUpParts {
  readonly directory: string;
  readonly nativeBinding: string | null;
  readonly now: number;
  readonly isStopped: () => boolean;
}

/** @throws the error of SQLite or the system; the copies that are there then stay. */
export async function backUpLibrary(parts: BackUpParts): Promise<BackUpOutcome> {
  const { directory, nativeBinding, now, isStopped } = parts;
  const path = libraryPath(directory);
  const log = logPath(directory);
  const bytes = statSync(path).size + (existsSync(log) ? statSync(log).size : 0);
  if (!hasRoomForCopy(directory, bytes)) return 'no-room';
  const folder = backupsFolder(directory);
  mkdirSync(folder, { recursive: true });
  const unfinished = join(folder, `${DAILY}.part`);
  remove(unfinished);
  try {
    if (!(await copy(path, unfinished, nativeBinding, isStopped))) return 'stopped';
    const isSound = await isCopySound(unfinished, nativeBinding, isStopped);
    if (isStopped()) return 'stopped';
    if (!isSound) return 'damaged';
    const weeklyAt = madeAt(directory, WEEKLY);
    if (madeAt(directory, DAILY) !== null && (weeklyAt === null || now - weeklyAt > WEEK_MS)) {
      renameSync(join(folder, DAILY), join(folder, WEEKLY));
    }
    moveDurably(unfinished, join(folder, DAILY));
    return 'made';
  } finally {
    remove(unfinished);
  }
}

function remove(path: string): void {
  rmSync(path, { force: true });
  removeSideFiles(path);
}

/** @returns false when it was stopped. */
async function copy(
  from: string,
  to: string,
  nativeBinding: string | null,
  isStopped: () => boolean,
): Promise<boolean> {
  const source = openToRead(from, nativeBinding);
  try {
    // One state of the library from beginning to end; otherwise each write would begin it anew.
    source.exec('BEGIN');
    source.prepare('SELECT count(*) FROM sqlite_schema').get();
    const stopped = new Error('stopped');
    await source
      .backup(to, {
        progress: () => {
          if (isStopped()) throw stopped;
          return STEP_PAGES;
        },
      })
      .catch((error: unknown) => {
        if (error !== stopped) throw error;
      });
    return !isStopped();
  } finally {
    source.close();
  }
}

async function isCopySound(
  path: string,
  nativeBinding: string | null,
  isStopped: () => boolean,
): Promise<boolean> {
  const database = new Database(path, nativeBinding === null ? {} : { nativeBinding });
  try {
    // A copy of one file, which can be read where nothing can be written beside it.
    database.pragma('journal_mode = DELETE');
    for (const damaged of checkTables(database)) {
      if (damaged !== null) return false;
      await nextTurn();
      if (isStopped()) return false;
    }
    return true;
  } finally {
    database.close();
  }
}
