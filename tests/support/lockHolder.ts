/** Another program that holds the library's lock for writing, and gives it back after a while. */
import { parentPort, workerData } from 'node:worker_threads';
import Database from 'better-sqlite3';

const { path, holdMs } = workerData as { path: string; holdMs: number };
const database = new Database(path);
database.exec('BEGIN IMMEDIATE');
parentPort?.postMessage('held');
setTimeout(() => {
  database.exec('ROLLBACK');
  database.close();
}, holdMs);
