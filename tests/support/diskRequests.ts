/** What a process asks of the disk, as the kernel hears it (strace). */
import { spawn, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Calls that make sure of something, or that give a file its name. */
const CALLS = 'openat,fsync,fdatasync,rename,renameat,renameat2';

export interface WatchedProcess {
  readonly child: ChildProcess;
  /** The calls so far as they began, oldest first, without those that failed. */
  requests(): string[];
}

/**
 * Starts a program of this Node, watched with all its threads.
 *
 * @param folder where strace writes what it saw.
 */
export function startWatched(folder: string, parameters: readonly string[]): WatchedProcess {
  const log = join(folder, 'strace.txt');
  const child = spawn(
    'strace',
    // Paths instead of numbers, and no path cut short.
    ['-f', '-y', '-s', '4096', '-e', `trace=${CALLS}`, '-o', log, process.execPath, ...parameters],
    { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] },
  );
  return {
    child,
    requests: () =>
      readFileSync(log, 'utf8')
        .split('\n')
        // A call that others interrupt has a second line for its end, without a path.
        .filter((line) => /\w\(/.test(line) && !line.includes(' = -1 ')),
  };
}
