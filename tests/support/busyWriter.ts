/** Another program that writes to the library again and again, with hardly a pause. */
import { parentPort, workerData } from 'node:worker_threads';
import Database from 'better-sqlite3';

const { path } = workerData as { path: string };
const database = new Database(path);
const touch = database.prepare('UPDATE feeds SET added_at = added_at + 1');
const next = (): void => {
  touch.run();
  parentPort?.postMessage('written');
  setTimeout(next, 1);
};
next();
