// @ts-check
// Which Electron to run, and how: for `npm start`, the tests of the real window and the benchmarks. It only looks; fetching what
// is missing is the work of `npm run setup`.
import { existsSync } from 'node:fs';
import { SetupFailure } from './failure.mjs';
import { fallbackDatabaseBinding } from './fallbackDatabase.mjs';
import {
  fallbackExecutable,
  fallbackFits,
  fallbackVersion,
  isFallbackReady,
} from './fallbackRuntime.mjs';
import { ordinaryExecutable, ordinaryVersion } from './ordinaryRuntime.mjs';
import { inProject } from './projectFolder.mjs';
import { sandboxProblem } from './sandbox.mjs';

/**
 * @typedef {object} ElectronRuntime
 * @property {string} executablePath absolute
 * @property {string[]} args switches to put before the application's folder; `--no-sandbox` where the sandbox cannot work
 * @property {Record<string, string>} env variables to add to the environment; on the fallback BROADSHEET_SQLITE_BINDING and UV_THREADPOOL_SIZE
 * @property {boolean} fallback whether it is the fallback for development, which is never packaged
 * @property {string} version Electron's version
 */

/**
 * Finds the Electron that set-up has put in place. Takes a few milliseconds.
 * @returns {ElectronRuntime}
 * @throws {SetupFailure} when set-up was not run, with one plain sentence as its message
 */
export function resolveElectron() {
  const ordinary = existsSync(inProject('node_modules', 'electron', 'package.json'))
    ? ordinaryExecutable()
    : undefined;
  if (ordinary !== undefined)
    return {
      executablePath: ordinary,
      args: switches(ordinary),
      env: {},
      fallback: false,
      version: ordinaryVersion(),
    };
  if (isFallbackComplete()) {
    const executablePath = fallbackExecutable();
    const env = {
      BROADSHEET_SQLITE_BINDING: fallbackDatabaseBinding(),
      // As src/main/shell/threadPool.ts has it; this Electron has read the number before the app begins.
      UV_THREADPOOL_SIZE: '64',
    };
    return {
      executablePath,
      args: switches(executablePath),
      env,
      fallback: true,
      version: fallbackVersion,
    };
  }
  throw new SetupFailure(
    'Electron is not set up yet; run "npm run setup" first.',
    'Run "npm run setup".',
  );
}

/** @returns {boolean} whether the fallback and its database are in place */
export function isFallbackComplete() {
  return (
    fallbackFits &&
    existsSync(fallbackExecutable()) &&
    isFallbackReady() &&
    existsSync(fallbackDatabaseBinding())
  );
}

/** @param {string} executablePath */
function switches(executablePath) {
  return sandboxProblem(executablePath) === undefined ? [] : ['--no-sandbox'];
}
