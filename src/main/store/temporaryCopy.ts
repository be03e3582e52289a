/** A copy of a library that cannot be written where it is, or must not be. */
import { constants, copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { libraryPath, logPath } from './libraryFiles';

/**
 * Copies a library with its log. Nobody may have it open: of a file that is being written the copy
 * would be damaged.
 *
 * @returns a folder of its own.
 * @throws the system's error, as when there is no room.
 */
export function copyToTemporary(directory: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'broadsheet-copy-'));
  try {
    for (const place of [libraryPath, logPath]) {
      const from = place(directory);
      // A file system that can shares the blocks, and a large library costs nothing.
      if (existsSync(from)) copyFileSync(from, place(folder), constants.COPYFILE_FICLONE);
    }
    return folder;
  } catch (error) {
    removeTemporary(folder);
    throw error;
  }
}

export function removeTemporary(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
}
