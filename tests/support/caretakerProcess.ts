/** A process of its own around the caretaker thread, which does one job and can be killed. */
import { Worker } from 'node:worker_threads';

const [path, options, job] = process.argv.slice(2);
if (path === undefined || options === undefined) throw new Error('Path and options, please.');

const worker = new Worker(path, { workerData: JSON.parse(options) as unknown });
worker.on('message', (message: unknown) => {
  process.send?.(message);
});
worker.postMessage({ kind: 'job', id: 1, job, now: Date.now() });
// Whoever started this is gone, so nobody would end it.
process.on('disconnect', () => {
  process.exit(0);
});
