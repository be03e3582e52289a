/** Files that are there whole after a crash or a power cut, or as they were before. */
import { closeSync, fsyncSync, openSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * Writes beside the file, makes sure of the bytes, takes the file's name, and makes sure of that.
 *
 * @throws the system's error when it cannot be written; the old file then stays.
 */
export function writeWhole(file: string, text: string): void {
  const temporary = `${file}.new`;
  writeFileSync(temporary, text);
  makeSureOf(temporary);
  renameSync(temporary, file);
  // Windows refuses to open a folder, and keeps names without being asked.
  if (process.platform !== 'win32') makeSureOf(dirname(file));
}

function makeSureOf(path: string): void {
  const opened = openSync(path, process.platform === 'win32' ? 'r+' : 'r');
  try {
    fsyncSync(opened);
  } finally {
    closeSync(opened);
  }
}
