/** Files beside the database that are there whole after a power cut, or as they were before. */
import { closeSync, fsyncSync, openSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** @throws the system's error when the disk is full or cannot be written; the old file then stays. */
export function writeDurably(path: string, text: string): void {
  const temporary = `${path}.part`;
  writeFileSync(temporary, text);
  moveDurably(temporary, path);
}

/** Makes sure of a file's bytes, and then of its name. */
export function moveDurably(from: string, to: string): void {
  sync(from);
  renameSync(from, to);
  syncFolder(dirname(to));
}

/** Makes sure of the names in a folder. */
export function syncFolder(folder: string): void {
  // Windows knows no such thing and refuses to open a folder.
  if (process.platform !== 'win32') sync(folder);
}

function sync(path: string): void {
  const file = openSync(path, process.platform === 'win32' ? 'r+' : 'r');
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}
