/** The space on the library's disk. */
import { randomBytes } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, openSync, rmSync, statfsSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { LibraryDisk } from '../core/ports';

const RESERVE_NAME = 'reserve.bin';
/** A few hundred marks, even when SQLite can use nothing of its log again. */
const LARGEST_RESERVE = 2 * 1024 * 1024;
/** Less would not hold a single commit with what belongs to it. */
const SMALLEST_RESERVE = 64 * 1024;
/** On a small disk the library itself needs the room more. */
const SHARE_OF_FREE = 1 / 4;

/** Implements `LibraryDisk` of core/ports.ts. @param directory the folder of the library. */
export function createLibraryDisk(directory: string): LibraryDisk {
  const path = join(directory, RESERVE_NAME);

  function freeBytes(): number | null {
    try {
      const { bavail, bsize } = statfsSync(directory);
      return bavail * bsize;
    } catch {
      return null;
    }
  }

  return {
    freeBytes,
    keepReserve() {
      if (existsSync(path)) return;
      const room = Math.floor((freeBytes() ?? 0) * SHARE_OF_FREE);
      if (room < SMALLEST_RESERVE) return;
      try {
        fill(path, Math.min(room, LARGEST_RESERVE));
      } catch {
        // Somebody else was quicker to use the space.
        rmSync(path, { force: true });
      }
    },
    hasReserve: () => existsSync(path),
    releaseReserve() {
      rmSync(path, { force: true });
    },
  };
}

/** With chance, which no file system can keep in less space than it takes. */
function fill(path: string, bytes: number): void {
  const file = openSync(path, 'wx');
  try {
    writeSync(file, randomBytes(bytes));
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}
