/** Carries what is in the write-ahead log into the library, beside the one who writes. */
import Database from 'better-sqlite3';

/**
 * Waits for nobody: pages that a reader still needs stay in the log. Whoever writes goes on meanwhile
 * (https://www.sqlite.org/c3ref/wal_checkpoint_v2.html, SQLITE_CHECKPOINT_PASSIVE).
 */
export function foldLog(path: string, nativeBinding: string | null): void {
  const database = new Database(path, {
    fileMustExist: true,
    timeout: 0,
    ...(nativeBinding === null ? {} : { nativeBinding }),
  });
  try {
    // As the one who writes has it: what is folded is on the disk before the log may be reused.
    database.pragma('synchronous = FULL');
    database.pragma('wal_checkpoint(PASSIVE)');
  } finally {
    database.close();
  }
}
