/** The copy of a library that is kept before a new version of the app changes its schema. */
import { mkdirSync, rmSync, statfsSync } from 'node:fs';
import { join } from 'node:path';
import { BEFORE_MIGRATION } from './backups';
import type { WritableDb } from './database';
import { moveDurably } from './durableFile';
import { checkLibrary, isSound } from './libraryCheck';
import { backupsFolder } from './libraryFiles';

/** Below twice the library's size the disk is too full for a copy of it. */
const ROOM = 2;

export function hasRoomForCopy(directory: string, bytes: number): boolean {
  const { bavail, bsize } = statfsSync(directory);
  return bavail * bsize >= ROOM * bytes;
}

/**
 * Reads every row and writes it anew, so that the copy is sound by itself; damage in the library
 * ends it. What is there of an earlier migration is replaced only when the copy is whole.
 *
 * @returns false when the disk has no room for it.
 * @throws SQLite's error: of damage, or of a disk that fails all the same.
 */
export function backUpBeforeMigration(
  database: WritableDb,
  directory: string,
  nativeBinding: string | null,
): boolean {
  const number = (name: string): number => database.pragma(name, { simple: true }) as number;
  if (!hasRoomForCopy(directory, number('page_count') * number('page_size'))) return false;
  const folder = backupsFolder(directory);
  mkdirSync(folder, { recursive: true });
  const unfinished = join(folder, `${BEFORE_MIGRATION}.part`);
  rmSync(unfinished, { force: true });
  try {
    database.prepare('VACUUM INTO ?').run(unfinished);
    if (!isSound(checkLibrary(unfinished, nativeBinding))) return false;
    moveDurably(unfinished, join(folder, BEFORE_MIGRATION));
    return true;
  } finally {
    rmSync(unfinished, { force: true });
  }
}
