// @ts-check
// One round: newsboat, our engine and the bare parts, each through the same three refreshes.
import { execFile } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { Newsboat } from './newsboat.mjs';
import { openEngine } from './ownEngine.mjs';

/**
 * @typedef {object} Round
 * @property {{ installed: import('./newsboat.mjs').Cost, cold: import('./newsboat.mjs').Cost, all304: import('./newsboat.mjs').Cost, churn: import('./newsboat.mjs').Cost }} newsboat
 * @property {{ cold: import('./ownEngine.mjs').Measured, searchable: import('./ownEngine.mjs').Indexed, all304: import('./ownEngine.mjs').Measured, churn: import('./ownEngine.mjs').Measured }} own
 * @property {{ fetchSeconds: number, parseSeconds: number, insertSeconds: number, notModifiedSeconds: number }} parts
 */

const newsboatThreads = 4;

/**
 * @param {Awaited<ReturnType<typeof import('./publishers.mjs').startPublishers>>} publishers
 * @param {string} place an empty folder
 * @param {number} delayMs how long each server takes
 * @returns {Promise<Round>}
 */
export async function measureRound(publishers, place, delayMs) {
  const { addresses, answer } = publishers;
  /** @param {number} version */
  const publish = (version) => answer({ version, delayMs });
  const folderOf = (/** @type {string} */ name) => {
    const folder = path.join(place, name);
    mkdirSync(folder);
    return folder;
  };
  return {
    newsboat: await measureNewsboat(folderOf('newsboat'), addresses, publish),
    own: await measureOwn(folderOf('own'), addresses, publish),
    parts: await measureParts(folderOf('parts'), addresses, publish),
  };
}

/**
 * newsboat as installed, and at its best: with the statistics that SQLite needs to choose its indexes. It remembers validators only
 * of feeds it knew before a refresh, so the second refresh is whole once more and is not counted.
 * @param {string} folder
 * @param {string[]} addresses
 * @param {(version: number) => Promise<void>} publish
 */
async function measureNewsboat(folder, addresses, publish) {
  const newsboat = new Newsboat(folder, addresses, newsboatThreads);
  await publish(0);
  const installed = await newsboat.refresh();
  newsboat.analyze();
  newsboat.forget();
  const cold = await newsboat.refresh();
  await newsboat.refresh();
  newsboat.analyze();
  const all304 = await newsboat.refresh();
  await publish(1);
  const churn = await newsboat.refresh();
  expectCount('newsboat', newsboat.count(), addresses.length * 41);
  return { installed, cold, all304, churn };
}

/**
 * @param {string} folder
 * @param {string[]} addresses
 * @param {(version: number) => Promise<void>} publish
 */
async function measureOwn(folder, addresses, publish) {
  await publish(0);
  const engine = await openEngine(folder);
  const { searchable, ...cold } = await engine.order('import', addresses);
  const all304 = await engine.order('refresh');
  await publish(1);
  const churn = await engine.order('refresh');
  const { unread } = await engine.order('counts');
  await engine.close();
  expectCount('Broadsheet', unread, addresses.length * 41);
  expectCount('Broadsheet, new in the last refresh', churn.run.added, addresses.length);
  return { cold, searchable, all304, churn };
}

/**
 * @param {string} folder
 * @param {string[]} addresses
 * @param {(version: number) => Promise<void>} publish
 */
async function measureParts(folder, addresses, publish) {
  await publish(0);
  const script = fileURLToPath(new URL('bareParts.mjs', import.meta.url));
  const { stdout } = await promisify(execFile)(process.execPath, [
    script,
    folder,
    JSON.stringify(addresses),
  ]);
  return JSON.parse(stdout);
}

/**
 * A refresh that lost something is no measurement.
 * @param {string} who
 * @param {number} actual
 * @param {number} expected
 */
function expectCount(who, actual, expected) {
  if (actual !== expected) {
    throw new Error(`${who} has ${String(actual)} articles instead of ${String(expected)}.`);
  }
}
