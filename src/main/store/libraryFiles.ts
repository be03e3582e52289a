/** The library and what belongs to it, by their places in the profile folder. */
import { existsSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';

const LIBRARY_FILE = 'library.sqlite3';
/** What SQLite keeps beside a database. Without its log a file may lack what was written last. */
const SIDE_FILES = ['-wal', '-shm', '-journal'] as const;

export function libraryPath(directory: string): string {
  return join(directory, LIBRARY_FILE);
}

/** For words to the person: the file's name, which is no path. */
export const LIBRARY_NAME = LIBRARY_FILE;

export function logPath(directory: string): string {
  return `${libraryPath(directory)}-wal`;
}

export function backupsFolder(directory: string): string {
  return join(directory, 'backups');
}

/** What matters most, written out for the worst case. */
export function exportsFolder(directory: string): string {
  return join(directory, 'exports');
}

/** SQLite would read the journal of a file that is gone into the one that takes its place. */
export function removeSideFiles(path: string): void {
  for (const suffix of SIDE_FILES) rmSync(`${path}${suffix}`, { force: true });
}

/**
 * Moves a library with all that lies beside it. Can be repeated when it was interrupted.
 *
 * @param folder exists, and is on the same disk.
 */
export function moveLibrary(directory: string, folder: string): void {
  const path = libraryPath(directory);
  for (const suffix of ['', ...SIDE_FILES]) {
    const from = `${path}${suffix}`;
    if (existsSync(from)) renameSync(from, `${libraryPath(folder)}${suffix}`);
  }
}
