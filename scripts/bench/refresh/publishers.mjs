// @ts-check
// Starts the benchmark's publishers and tells them what to answer.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/**
 * @param {number} feeds
 * @returns {Promise<{ addresses: string[], answer: (order: import('./feedServer.mjs').Order) => Promise<void>, stop: () => void }>}
 */
export async function startPublishers(feeds) {
  const server = fork(fileURLToPath(new URL('feedServer.mjs', import.meta.url)), [String(feeds)]);
  const told = async () => (await once(server, 'message'))[0];
  const addresses = /** @type {string[]} */ (await told());
  return {
    addresses,
    async answer(order) {
      const ready = told();
      server.send(order);
      await ready;
    },
    stop: () => void server.kill(),
  };
}
