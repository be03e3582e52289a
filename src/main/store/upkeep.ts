/** Small steps that keep the library's file and its log small. */
import { existsSync, statSync } from 'node:fs';
import type { LibraryTimes, LibraryUpkeep } from '../core/ports';
import { DAILY, madeAt } from './backups';
import type { WritableDb } from './database';
import { libraryPath, logPath } from './libraryFiles';
import { BUSY_TIMEOUT_MS } from './openDatabase';
import { readMarker } from './profileMarker';

/** Pages given back in one step: 3 ms (measured). */
const STEP_PAGES = 100;
/** So many may lie free for what comes next. */
const FREE_PAGES = 1000;
/** Rows of an index that its statistics are made of: 2 ms for each index (measured). */
const ANALYSIS_ROWS = 400;

const sizeOf = (path: string): number => (existsSync(path) ? statSync(path).size : 0);
const changedAt = (path: string): number => (existsSync(path) ? statSync(path).mtimeMs : 0);

/** Implements `LibraryUpkeep` of core/ports. */
export function createUpkeep(db: WritableDb, directory: string): LibraryUpkeep {
  const number = (name: string): number => db.pragma(name, { simple: true }) as number;
  const path = libraryPath(directory);
  const log = logPath(directory);
  return {
    size: () => sizeOf(path) + sizeOf(log),
    logSize: () => sizeOf(log),
    emptyLog() {
      // Somebody who reads must not be waited for.
      db.pragma('busy_timeout = 0');
      try {
        db.pragma('wal_checkpoint(TRUNCATE)');
      } finally {
        db.pragma(`busy_timeout = ${String(BUSY_TIMEOUT_MS)}`);
      }
    },
    optimise() {
      db.pragma(`analysis_limit = ${String(ANALYSIS_ROWS)}`);
      db.pragma('optimize');
    },
    giveBack() {
      if (number('auto_vacuum') !== 2 || number('freelist_count') <= FREE_PAGES) return false;
      db.pragma(`incremental_vacuum(${String(STEP_PAGES)})`);
      return number('freelist_count') > FREE_PAGES;
    },
  };
}

/** Implements `LibraryTimes` of core/ports. */
export function createLibraryTimes(directory: string): LibraryTimes {
  return {
    checkedAt: () => readMarker(directory)?.checkedAt ?? null,
    backedUpAt: () => madeAt(directory, DAILY),
    changedAt: () =>
      Math.round(Math.max(changedAt(libraryPath(directory)), changedAt(logPath(directory)))),
  };
}
