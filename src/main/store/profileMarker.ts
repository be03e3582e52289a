/**
 * What the profile folder remembers beside the library: that there was one, when it was last checked,
 * and whether the app ended as it should.
 */
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeDurably } from './durableFile';

export interface ProfileMarker {
  /** When this profile first had a library. */
  readonly createdAt: number;
  /** When the whole library was last found sound; null before the first time. */
  readonly checkedAt: number | null;
}

const markerPath = (directory: string): string => join(directory, 'profile.json');
const inUsePath = (directory: string): string => join(directory, 'in-use');

/** @returns null where there never was a library. */
export function readMarker(directory: string): ProfileMarker | null {
  const path = markerPath(directory);
  if (!existsSync(path)) return null;
  try {
    const { createdAt, checkedAt } = JSON.parse(readFileSync(path, 'utf8')) as ProfileMarker;
    return {
      createdAt: typeof createdAt === 'number' ? createdAt : 0,
      checkedAt: typeof checkedAt === 'number' ? checkedAt : null,
    };
  } catch {
    // Whatever it says: that it is there means that there was a library.
    return { createdAt: 0, checkedAt: null };
  }
}

/** @throws the system's error. */
export function writeMarker(directory: string, marker: ProfileMarker): void {
  writeDurably(markerPath(directory), JSON.stringify(marker));
}

/** Whether the library was not closed the last time: the app, or the machine, ended in between. */
export function isNotedInUse(directory: string): boolean {
  return existsSync(inUsePath(directory));
}

/** @throws the system's error. */
export function noteInUse(directory: string): void {
  writeFileSync(inUsePath(directory), '');
}

/** Notes that the library was closed as it should be. */
export function noteClosed(directory: string): void {
  rmSync(inUsePath(directory), { force: true });
}
