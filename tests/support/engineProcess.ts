/**
 * A process of its own around the engine thread, which a test can kill. It only passes messages on:
 * what arrives here was said by the engine, so it was acknowledged.
 */
import { Worker } from 'node:worker_threads';

const [enginePath, options] = process.argv.slice(2);
if (enginePath === undefined || options === undefined) throw new Error('Path and options, please.');

const worker = new Worker(enginePath, { workerData: JSON.parse(options) as unknown });
worker.on('message', (message: unknown) => {
  process.send?.(message);
});
process.on('message', (message) => {
  worker.postMessage(message);
});
// Whoever started this is gone, so nobody would end it.
process.on('disconnect', () => {
  process.exit(0);
});
