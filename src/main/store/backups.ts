/** Copies of the library in its folder, and which of them to trust. */
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { isDamage } from './damage';
import { checkLibrary, isSound, openToRead } from './libraryCheck';
import { backupsFolder } from './libraryFiles';
import { hasOurMark } from './openDatabase';

export const DAILY = 'daily.sqlite3';
export const WEEKLY = 'weekly.sqlite3';
export const BEFORE_MIGRATION = 'before-migration.sqlite3';

export interface Backup {
  readonly path: string;
  readonly madeAt: number;
  /** Schema version. */
  readonly version: number;
}

/** Copies that can be opened, newest first. Says nothing of how sound they are. */
export function listBackups(directory: string, nativeBinding: string | null): Backup[] {
  const folder = backupsFolder(directory);
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith('.sqlite3'))
    .map((name) => describe(join(folder, name), nativeBinding))
    .filter((backup) => backup !== null)
    .sort((left, right) => right.madeAt - left.madeAt);
}

/** The newest copy that is sound through and through, of a version that the app can read. */
export function newestSoundBackup(
  directory: string,
  nativeBinding: string | null,
  newestVersion: number,
): Backup | null {
  return (
    listBackups(directory, nativeBinding).find(
      ({ path, version }) => version <= newestVersion && isSound(checkLibrary(path, nativeBinding)),
    ) ?? null
  );
}

/** When the last copy of that name was made; null when there is none. */
export function madeAt(directory: string, name: string): number | null {
  const path = join(backupsFolder(directory), name);
  return existsSync(path) ? Math.round(statSync(path).mtimeMs) : null;
}

function describe(path: string, nativeBinding: string | null): Backup | null {
  const { size, mtimeMs } = statSync(path);
  if (size === 0) return null;
  const database = openToRead(path, nativeBinding);
  try {
    if (!hasOurMark(database)) return null;
    const version = database.pragma('user_version', { simple: true }) as number;
    return { path, madeAt: Math.round(mtimeMs), version };
  } catch (error) {
    if (isDamage(error)) return null;
    throw error;
  } finally {
    database.close();
  }
}
