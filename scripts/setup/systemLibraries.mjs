// @ts-check
// What Electron needs from a Linux system beyond itself: shared libraries, a virtual display where there is none, fonts for
// screenshots, and a compiler for the fallback's database. As root on Debian and its relatives what is missing is installed;
// otherwise the one command that does it is named.
import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import path from 'node:path';
import { cacheFolder } from './cacheFolder.mjs';
import { SetupFailure } from './failure.mjs';
import { withTask } from './progress.mjs';
import { lastLine, runCommand } from './runCommand.mjs';

/**
 * Something needed, and the Debian packages that bring it: the first that exists is taken, because newer releases renamed some.
 * @typedef {object} Need
 * @property {string} [library] the shared library's name
 * @property {string} [command] or the program's name
 * @property {string[]} packages
 */

/** @type {Need[]} */
export const libraryNeeds = [
  { library: 'libgtk-3.so.0', packages: ['libgtk-3-0t64', 'libgtk-3-0'] },
  { library: 'libnss3.so', packages: ['libnss3'] },
  { library: 'libgbm.so.1', packages: ['libgbm1'] },
  { library: 'libasound.so.2', packages: ['libasound2t64', 'libasound2'] },
  { library: 'libatk-bridge-2.0.so.0', packages: ['libatk-bridge2.0-0t64', 'libatk-bridge2.0-0'] },
  { library: 'libcups.so.2', packages: ['libcups2t64', 'libcups2'] },
  { library: 'libXss.so.1', packages: ['libxss1'] },
];
/** @type {Need[]} */
export const displayNeeds = [{ command: 'Xvfb', packages: ['xvfb'] }];
/**
 * What only tests use: they watch what the app asks of the disk, on disks that they make.
 * @type {Need[]}
 */
export const testNeeds = [
  { command: 'strace', packages: ['strace'] },
  { command: 'mkfs.ext4', packages: ['e2fsprogs'] },
];
/** @type {Need[]} */
export const compilerNeeds = [
  { command: 'g++', packages: ['g++'] },
  { command: 'make', packages: ['make'] },
  { command: 'python3', packages: ['python3'] },
];
const fontLanguages = ['en', 'ja', 'ar'];
const fontPackages = ['fontconfig', 'fonts-dejavu-core', 'fonts-noto-core', 'fonts-noto-cjk'];

/**
 * What is missing out of a list of needs.
 * @param {Need[]} needs
 * @param {(library: string) => boolean} hasLibrary
 * @param {(command: string) => boolean} hasCommand
 * @returns {Need[]}
 */
export function missingNeeds(needs, hasLibrary, hasCommand) {
  return needs.filter(
    ({ library, command }) =>
      !(
        (library !== undefined && hasLibrary(library)) ||
        (command !== undefined && hasCommand(command))
      ),
  );
}

/**
 * Makes sure that the needs are met. On other systems than Linux there is nothing to do.
 * @param {Need[]} needs
 * @returns {Promise<void>}
 * @throws {SetupFailure} naming the one command to run, when this user cannot install packages
 */
export async function ensureSystemPackages(needs) {
  if (process.platform !== 'linux') return;
  const missing = missingNeeds(needs, libraryLookup(), hasProgram);
  if (missing.length === 0) return;
  const names = missing.map((need) => need.library ?? need.command).join(', ');
  if (!hasProgram('apt-get'))
    throw new SetupFailure(
      `This system lacks ${names}.`,
      "Install them with the system's package manager, then run the command again.",
    );
  if (process.getuid?.() !== 0) {
    throw new SetupFailure(
      `This system lacks ${names}.`,
      `Run "sudo apt-get update && sudo apt-get install --yes ${chosenPackages(missing).join(' ')}", then run the command again.`,
    );
  }
  await installPackages('Installing system packages', () => chosenPackages(missing));
}

/**
 * Installs fonts for the screenshots of a machine without a display, where the user may install packages. Optional: without them
 * some writing is shown as empty boxes, so a failure stops nothing.
 * @returns {Promise<void>}
 */
export async function offerFonts() {
  if (
    process.platform !== 'linux' ||
    process.getuid?.() !== 0 ||
    !hasProgram('apt-get') ||
    fontLanguages.every(hasFontFor)
  )
    return;
  await installPackages('Installing fonts', () => fontPackages).catch(() => {});
}

/** @param {string} task @param {() => string[]} packages is asked after the lists of packages are fresh */
async function installPackages(task, packages) {
  await withTask(task, async ({ update }) => {
    const logFile = path.join(cacheFolder(), 'logs', 'apt-get.log');
    const options = {
      environment: { ...process.env, DEBIAN_FRONTEND: 'noninteractive', LC_ALL: 'C.UTF-8' },
      logFile,
      onOutput: (/** @type {string} */ text) => update(lastLine(text).slice(0, 50)),
    };
    await runCommand('apt-get', ['update', '--quiet=2'], options);
    const names = packages();
    const { code } = await runCommand(
      'apt-get',
      ['install', '--yes', '--quiet=1', '--no-install-recommends', ...names],
      options,
    );
    if (code !== 0)
      throw new SetupFailure(
        `The system packages ${names.join(' ')} could not be installed.`,
        `Read why in ${logFile}, put that right, then run the command again.`,
      );
  });
}

/** @param {Need[]} needs @returns {string[]} one package for each need: the name this release of the system knows */
function chosenPackages(needs) {
  return needs.map(({ packages }) => packages.find(isKnownPackage) ?? packages.at(-1) ?? '');
}

/** @param {string} name */
function isKnownPackage(name) {
  return answerOf('apt-cache', ['show', '--no-all-versions', name]).includes('Package: ');
}

/** @returns {(library: string) => boolean} */
function libraryLookup() {
  const program =
    ['/sbin/ldconfig', '/usr/sbin/ldconfig'].find((file) => existsSync(file)) ?? 'ldconfig';
  const answer = answerOf(program, ['-p']);
  // A system without this list (there are some) cannot be judged: better to go on than to refuse.
  if (answer === '') return () => true;
  const architecture =
    new Map([
      ['x64', 'x86-64'],
      ['arm64', 'AArch64'],
    ]).get(process.arch) ?? '';
  const known = new Set(
    answer
      .split('\n')
      .filter((line) => line.includes(architecture))
      .map((line) => line.trim().split(' ')[0]),
  );
  return (library) => known.has(library);
}

/** @param {string} name @returns {boolean} whether a program is on the search path */
function hasProgram(name) {
  return (process.env.PATH ?? '').split(path.delimiter).some((folder) => {
    try {
      accessSync(path.join(folder, name), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

/** @param {string} language */
function hasFontFor(language) {
  return answerOf('fc-list', [`:lang=${language}`]).trim() !== '';
}

/** @param {string} program @param {string[]} parameters @returns {string} what it prints; empty when it fails or is not there */
function answerOf(program, parameters) {
  const { status, stdout } = spawnSync(program, parameters, {
    encoding: 'utf8',
    env: { ...process.env, LC_ALL: 'C' },
  });
  return status === 0 ? stdout : '';
}
