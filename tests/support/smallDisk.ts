/** Disks of a few megabytes, mounted for one test. That takes root, as the tests have it where they run. */
import { execFileSync } from 'node:child_process';
import { closeSync, mkdirSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { removeDirectory, temporaryDirectory } from './startEngine';

export interface SmallDisk {
  /** Where it is mounted. */
  readonly directory: string;
  /** Takes all the space that is left, as another program may. */
  fill(): void;
  /** Gives that space back. */
  free(): void;
  unmount(): void;
}

const MEGABYTE = 1024 * 1024;

/** @throws with what the system says where mounting is not permitted. */
export function mountSmallDisk(kind: 'tmpfs' | 'ext4', megabytes: number): SmallDisk {
  const folder = temporaryDirectory();
  const directory = join(folder, 'disk');
  mkdirSync(directory);
  if (kind === 'tmpfs') {
    run('mount', ['-t', 'tmpfs', '-o', `size=${String(megabytes)}m`, 'tmpfs', directory]);
  } else {
    const image = join(folder, 'image');
    run('truncate', ['-s', String(megabytes * MEGABYTE), image]);
    // Nothing kept for root, who runs the tests and would never find the disk full.
    run('mkfs.ext4', ['-q', '-m', '0', image]);
    run('mount', ['-o', 'loop', image, directory]);
  }
  const filler = join(directory, 'filler.bin');
  return {
    directory,
    fill() {
      const file = openSync(filler, 'a');
      try {
        for (let size = 64 * 1024; size >= 512; size /= 2) appendUntilFull(file, size);
      } finally {
        closeSync(file);
      }
    },
    free() {
      rmSync(filler, { force: true });
    },
    unmount() {
      // Lazily: an engine that failed may hold its library open still.
      run('umount', ['-l', directory]);
      removeDirectory(folder);
    },
  };
}

function appendUntilFull(file: number, size: number): void {
  const block = Buffer.alloc(size, 1);
  try {
    for (;;) writeSync(file, block);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOSPC')) throw error;
  }
}

/** The system's own administration, which is not on every search path. */
function run(program: string, parameters: readonly string[]): void {
  const PATH = `${process.env.PATH ?? ''}:/usr/sbin:/sbin`;
  execFileSync(program, parameters, { stdio: 'pipe', env: { ...process.env, PATH } });
}
