/**
 * One process at a time has the library, whatever user it runs as and whatever else it is told: the
 * lock is the system's own, on a file that is a database only for SQLite's sake, and it ends with the
 * process that holds it.
 */
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { codeOf } from './damage';
import { LibraryProblem } from './libraryProblem';

/**
 * @returns what gives the library back.
 * @throws LibraryProblem `in-use`, or SQLite's error where no lock can be written.
 */
export function takeOwnership(directory: string, nativeBinding: string | null): () => void {
  const lock = new Database(join(directory, 'owner.lock'), {
    timeout: 0,
    ...(nativeBinding === null ? {} : { nativeBinding }),
  });
  try {
    // The lock is all there is to it; no journal has to tell of it.
    lock.pragma('journal_mode = MEMORY');
    lock.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    lock.close();
    if (!codeOf(error).startsWith('SQLITE_BUSY')) throw error;
    throw new LibraryProblem(
      'in-use',
      'This library is open in another Broadsheet, perhaps of another user. Nothing in it was changed.',
    );
  }
  return () => {
    lock.close();
  };
}
