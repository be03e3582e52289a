// @ts-check
// The engine's process, seen from the benchmark.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/**
 * @typedef {object} Measured
 * @property {number} seconds
 * @property {number} cpuSeconds
 * @property {number} peakMegabytes of the whole process, engine and parser threads included
 * @property {{ p50: number, p95: number, max: number }} list milliseconds `articles.list` took meanwhile
 * @property {{ failed: number, added: number, total: number }} run
 */

/** @typedef {Omit<Measured, 'run'>} Indexed from the beginning of the import, but for `cpuSeconds` and `list`, which are of the indexing alone */

/**
 * @param {string} profile folder of the library
 * @returns {Promise<{ order: (order: string, input?: unknown) => Promise<any>, close: () => Promise<void> }>}
 */
export async function openEngine(profile) {
  const child = fork(fileURLToPath(new URL('engineProcess.mjs', import.meta.url)), [profile]);
  const answer = async () => {
    const [message] = await once(child, 'message');
    if (message.error !== undefined) throw new Error(message.error);
    return message.value;
  };
  await answer();
  return {
    async order(order, input = null) {
      const answered = answer();
      child.send({ order, input });
      return answered;
    },
    async close() {
      const exited = once(child, 'exit');
      child.send({ order: 'close', input: null });
      await exited;
    },
  };
}
