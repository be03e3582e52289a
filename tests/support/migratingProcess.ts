/** A process of its own that stops in the middle of a migration and waits there to be killed. */
import Database from 'better-sqlite3';
import type { WritableDb } from '../../src/main/store/database';
import { migrate } from '../../src/main/store/migrate';
import { stepsInterruptedAt } from './halfMigration';

const [path, version] = process.argv.slice(2);
if (path === undefined) throw new Error('The path of a library, please.');

const database = new Database(path) as unknown as WritableDb;
database.pragma('journal_mode = WAL');
database.pragma('synchronous = FULL');
// Changes that do not fit into memory are written to the log before they are committed.
database.pragma('cache_size = 10');
const steps = stepsInterruptedAt(Number(version), () => {
  process.send?.('in the middle');
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
});
migrate(database, () => undefined, steps);
