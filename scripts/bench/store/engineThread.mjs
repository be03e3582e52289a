// @ts-check
// The engine as the app starts it, on a library that is there already.
import { startEngineWorker } from '../engineWorker.mjs';

/**
 * @param {string} profile folder of the library
 * @returns {Promise<{ call: (method: string, input: unknown) => Promise<any>, close: () => Promise<void> }>} when it is ready
 */
export async function startEngine(profile) {
  const engine = startEngineWorker(profile);
  /** @type {Map<number, (reply: any) => void>} */
  const calls = new Map();
  let lastId = 0;
  /** @type {() => void} */
  let closed = () => undefined;
  await new Promise((resolve, reject) => {
    engine.on('error', reject);
    engine.on('message', (message) => {
      if (message.kind === 'reply') {
        calls.get(message.id)?.(message.reply);
        calls.delete(message.id);
      } else if (message.kind === 'ask') {
        const value = message.question === 'proxy.resolve' ? 'DIRECT' : null;
        engine.postMessage({ kind: 'answer', id: message.id, value });
      } else if (message.kind === 'status' && message.status.state === 'ready') resolve(undefined);
      else if (message.kind === 'status' && message.status.state === 'failed')
        reject(new Error(message.status.reason));
      else if (message.kind === 'closed') closed();
    });
  });
  return {
    async call(method, input) {
      lastId += 1;
      const id = lastId;
      const reply = await new Promise((resolve) => {
        calls.set(id, resolve);
        engine.postMessage({ kind: 'call', id, method, input });
      });
      if (!reply.ok) throw new Error(`${method}: ${JSON.stringify(reply.error)}`);
      return reply.value;
    },
    async close() {
      await new Promise((resolve) => {
        closed = () => {
          resolve(undefined);
        };
        engine.postMessage({ kind: 'close' });
      });
      await engine.terminate();
    },
  };
}
