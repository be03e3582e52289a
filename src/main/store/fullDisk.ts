/** Writing what must not be lost though the disk is full. */
import type { LibrarySpace } from '../../shared/model';
import type { LibraryDisk, Transaction } from '../core/ports';
import type { WritableDb } from './database';

/** Whether SQLite found no more space for what it had to write. */
export function isFullDisk(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return code === 'SQLITE_FULL' || code === 'SQLITE_IOERR_SHMSIZE';
}

/**
 * Transactions for what the reader does. On a full disk they use the space that SQLite's log takes
 * already, and then what was set aside for them.
 *
 * @throws as SQLite does, when even that is used up; then nothing of the work is kept.
 */
export function createDependableTransaction(db: WritableDb, disk: LibraryDisk): Transaction {
  return (work) => {
    const run = db.transaction(work);
    try {
      return run.immediate();
    } catch (error) {
      if (!isFullDisk(error) || !disk.hasReserve()) throw error;
    }
    foldLog(db);
    try {
      return run.immediate();
    } catch (error) {
      if (!isFullDisk(error)) throw error;
    }
    // From here on the log is not folded any more: the database would take all of it, perhaps in vain.
    disk.releaseReserve();
    return run.immediate();
  };
}

/**
 * What the log holds goes into the database, so that the log can be written from its beginning again
 * (https://www.sqlite.org/wal.html#ckpt). Where the database would have to grow for it there is no
 * room for that either, and the log goes on as it is.
 */
function foldLog(db: WritableDb): void {
  try {
    db.pragma('wal_checkpoint(PASSIVE)');
  } catch (error) {
    if (!isFullDisk(error)) throw error;
  }
}

/** Pages of the log after which SQLite folds it. Usually its own 1000, about 4 MB. */
const FOLDED_AFTER: Readonly<Record<LibrarySpace, number>> = {
  enough: 1000,
  // The log holds little that the database has no room for yet.
  low: 50,
  // Not by itself: the database would grow into what is left for the reader's marks.
  full: 0,
};

/** Lets the log grow only as far as the disk can carry it. */
export function paceLog(db: WritableDb, space: LibrarySpace): void {
  db.pragma(`wal_autocheckpoint = ${String(FOLDED_AFTER[space])}`);
}
