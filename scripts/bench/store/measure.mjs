// @ts-check
// How long answers take: from the bare statement, from the stores in this thread, and from the engine's thread.
import { exactMedian, percentile } from '../median.mjs';

/** @typedef {{ p50: number, p95: number, max: number }} Spread milliseconds */

/** @param {() => unknown} work @param {number} times @returns {Promise<Spread>} */
export async function spreadOf(work, times) {
  // The first is not like the others: it prepares statements and reads pages.
  await work();
  const taken = [];
  for (let round = 0; round < times; round += 1) {
    const startedAt = performance.now();
    await work();
    taken.push(performance.now() - startedAt);
  }
  return {
    p50: exactMedian(taken),
    p95: percentile(taken, 95),
    max: percentile(taken, 100),
  };
}

/**
 * The bare statement, read to its end.
 * @param {import('better-sqlite3').Database} database
 * @param {import('./questions.mjs').Question} question
 * @param {number} times
 */
export function spreadOfStatement(database, { bare, parameters }, times) {
  const statement = database.prepare(bare);
  return spreadOf(() => statement.all(...parameters), times);
}

/**
 * Asks for the list again and again while something goes on.
 * @param {(method: string, input: unknown) => Promise<any>} call
 * @param {() => Promise<any>} work
 * @returns {Promise<{ value: any, milliseconds: number, longestList: number }>}
 */
export async function besideLists(call, work) {
  const input = { scope: { kind: 'all' }, show: 'all', before: null, limit: 100 };
  let isOver = false;
  let longestList = 0;
  const asking = (async () => {
    while (!isOver) {
      const askedAt = performance.now();
      await call('articles.list', input);
      longestList = Math.max(longestList, performance.now() - askedAt);
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
  })();
  const startedAt = performance.now();
  const value = await work();
  const milliseconds = performance.now() - startedAt;
  isOver = true;
  await asking;
  return { value, milliseconds, longestList };
}
