// @ts-check
// The one folder outside the checkout where set-up keeps what is costly to fetch or compile. Every checkout on the machine shares
// it, so whatever is put there appears in one step: it is made under a temporary name and then renamed. An interrupted set-up
// therefore leaves nothing half done, and two at once do no harm.
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

const unfinishedPrefix = 'unfinished-';

/**
 * The cache folder; it may not exist yet.
 * @param {NodeJS.ProcessEnv} [environment]
 * @param {NodeJS.Platform} [platform]
 * @returns {string} an absolute path
 */
export function cacheFolder(environment = process.env, platform = process.platform) {
  return path.resolve(usualCacheFolder(environment, platform), 'broadsheet-development');
}

/**
 * @param {NodeJS.ProcessEnv} environment
 * @param {NodeJS.Platform} platform
 */
function usualCacheFolder(environment, platform) {
  const home = environment.HOME || os.homedir();
  if (environment.BROADSHEET_CACHE) return environment.BROADSHEET_CACHE;
  if (platform === 'darwin') return path.join(home, 'Library', 'Caches');
  if (platform === 'win32')
    return environment.LOCALAPPDATA || path.join(os.homedir(), 'AppData', 'Local');
  return environment.XDG_CACHE_HOME || path.join(home, '.cache');
}

/**
 * Makes a folder of the cache in one step: `fill` works in a temporary folder, which is renamed when it has succeeded and deleted
 * when it has not.
 * @param {string} name the folder's name inside the cache
 * @param {(folder: string) => Promise<void>} fill
 * @returns {Promise<string>} the finished folder, absolute
 * @throws whatever `fill` throws, and the file system's errors
 */
export async function makeCachedFolder(name, fill) {
  const finished = path.join(cacheFolder(), name);
  await mkdir(cacheFolder(), { recursive: true });
  await removeAbandoned();
  const unfinished = await mkdtemp(
    path.join(cacheFolder(), `${unfinishedPrefix}${String(process.pid)}-`),
  );
  try {
    await fill(unfinished);
    await rename(unfinished, finished);
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true });
    // Another set-up was faster: its folder is as good as this one.
    if (!(isTaken(error) && existsSync(finished))) throw error;
  }
  return finished;
}

/** @param {unknown} error */
function isTaken(error) {
  return (
    error instanceof Error &&
    'code' in error &&
    (error.code === 'ENOTEMPTY' || error.code === 'EEXIST')
  );
}

/** Deletes what set-ups that were killed left behind; those still running keep their folder. */
async function removeAbandoned() {
  for (const name of await readdir(cacheFolder())) {
    const owner = new RegExp(`^${unfinishedPrefix}(\\d+)-`).exec(name)?.[1];
    if (owner !== undefined && !isRunning(Number(owner)))
      await rm(path.join(cacheFolder(), name), { recursive: true, force: true });
  }
}

/** @param {number} processId */
function isRunning(processId) {
  try {
    process.kill(processId, 0);
    return true;
  } catch (error) {
    // "Not permitted" still means that it is there.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
