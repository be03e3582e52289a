/**
 * Lets time pass for a running app, whose clock no test can move: everything it remembers about
 * fetching is put back in the library itself, as though it had happened earlier.
 */
import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { WritableDb } from '../../src/main/store/database';
import { createFetchStateStore } from '../../src/main/store/fetchStateStore';
import { createHostHoldStore } from '../../src/main/store/hostHoldStore';

const MINUTE_MS = 60_000;
/** How long to wait for the app to end what it is writing. */
const PATIENCE_MS = 5000;

/**
 * @param directory the profile folder of the app.
 * @param sqliteBinding another build of better-sqlite3's native part, where the runtime needs one.
 */
export function letTimePass(directory: string, minutes: number, sqliteBinding?: string): void {
  const database = new Database(join(directory, 'library.sqlite3'), {
    fileMustExist: true,
    timeout: PATIENCE_MS,
    ...(sqliteBinding === undefined ? {} : { nativeBinding: sqliteBinding }),
  });
  // The library was opened, and brought to its present form, by the app.
  const library = database as WritableDb;
  try {
    library
      .transaction(() => {
        createFetchStateStore(library).shiftTimes(-minutes * MINUTE_MS);
        createHostHoldStore(library).shiftTimes(-minutes * MINUTE_MS);
      })
      .immediate();
  } finally {
    database.close();
  }
}
