/** A library of each schema that was released, made by the app of that time. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { LIBRARY_FILE } from './library';

const FOLDER = resolve('tests/fixtures/libraries');

/** Versions of the schemas, oldest first. */
export function releasedVersions(): number[] {
  return readdirSync(FOLDER)
    .map((name) => Number.parseInt(name, 10))
    .sort((left, right) => left - right);
}

/** Puts the library of a version into a folder that is there. */
export function putReleasedLibrary(version: number, directory: string): void {
  const packed = readFileSync(join(FOLDER, `${String(version)}.sqlite3.gz`));
  writeFileSync(join(directory, LIBRARY_FILE), gunzipSync(packed));
}
