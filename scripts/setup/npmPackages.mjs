// @ts-check
// Installs the npm packages exactly as package-lock.json says, when they are not there already.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { cacheFolder } from './cacheFolder.mjs';
import { SetupFailure } from './failure.mjs';
import { explainNpmFailure, runNpm } from './npmClient.mjs';
import { withTask } from './progress.mjs';
import { inProject } from './projectFolder.mjs';

/**
 * The part of a lock file that is compared here.
 * @typedef {{ packages?: Record<string, { version?: string, integrity?: string, optional?: boolean }> }} Lock
 */

/**
 * Installs the npm packages unless they already are what package-lock.json says.
 * @returns {Promise<void>}
 * @throws {SetupFailure} when npm fails
 */
export async function ensureNpmPackages() {
  const lockText = readFileSync(inProject('package-lock.json'), 'utf8');
  const stamp = `${process.platform}-${process.arch} ${createHash('sha256').update(lockText).digest('hex')}`;
  if (existsSync(stampFile()) && readFileSync(stampFile(), 'utf8') === stamp) return;
  if (!isInstalledByHand(lockText)) await install();
  mkdirSync(path.dirname(stampFile()), { recursive: true });
  writeFileSync(stampFile(), stamp);
}

/**
 * Whether what is installed agrees with what the lock file asks for.
 * @param {Lock} wanted package-lock.json
 * @param {Lock} installed npm's record of what it has put into node_modules
 * @returns {boolean}
 */
export function isLockSatisfied(wanted, installed) {
  return Object.entries(wanted.packages ?? {}).every(([name, { version, integrity, optional }]) => {
    // The project itself, and what other platforms need.
    if (name === '' || optional === true) return true;
    const found = installed.packages?.[name];
    return found !== undefined && found.version === version && found.integrity === integrity;
  });
}

async function install() {
  rmSync(stampFile(), { force: true });
  const logFile = path.join(cacheFolder(), 'logs', 'npm.log');
  // "npm ci" deletes the folder first. Windows does not let it delete the Node that runs it, so there it is brought up to date.
  const runsFromPackages =
    process.platform === 'win32' && process.execPath.startsWith(inProject('node_modules'));
  const command = runsFromPackages ? ['install', '--no-save'] : ['ci'];
  // No package's install script is run here: better-sqlite3 brings its binary along, yet npm would compile it all the same. The
  // one script that is needed, that of `node`, is run by name afterwards.
  const parameters = [...command, '--ignore-scripts'];
  await withTask('Installing the npm packages', async () => {
    const { code, output } = await runNpm(parameters, { logFile });
    if (code === 0) return;
    const { reason, next } = explainNpmFailure(output);
    throw new SetupFailure(
      `The npm packages could not be installed because ${reason}.`,
      `${next} Details are in ${logFile}.`,
    );
  });
}

/** @param {string} lockText @returns {boolean} whether somebody ran npm without this script, and nothing is left to do */
function isInstalledByHand(lockText) {
  const record = inProject('node_modules', '.package-lock.json');
  return (
    existsSync(record) &&
    isLockSatisfied(JSON.parse(lockText), JSON.parse(readFileSync(record, 'utf8')))
  );
}

function stampFile() {
  return inProject('node_modules', '.broadsheet', 'packages.txt');
}
