/** Each migration, interrupted in its middle in each way: the library is whole, as it was before. */
import { fork } from 'node:child_process';
import { readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { WritableDb } from '../../../src/main/store/database';
import { migrate } from '../../../src/main/store/migrate';
import { migrations } from '../../../src/main/store/migrations/index';
import { temporaryFolder } from '../../support/forOneTest';
import { stepsInterruptedAt } from '../../support/halfMigration';
import { LIBRARY_FILE, openLibrary } from '../../support/library';
import { putReleasedLibrary } from '../../support/releasedLibraries';
import { mountSmallDisk } from '../../support/smallDisk';
import { MIGRATING_PATH } from '../../support/threads';
import { factsOf, versionOf, type LibraryFacts } from './libraryFacts';

const HEAD = migrations.at(-1)!.version;
const OUR_MARK = 0x42534854;
const FAULTS = ['an error', 'a kill', 'a full disk'] as const;

/** A library of the version before a step; before the first one, a database with nothing in it. */
function putVersionBefore(step: number, directory: string): number {
  const before = migrations.findLast(({ version }) => version < step)?.version ?? 0;
  if (before > 0) {
    putReleasedLibrary(before, directory);
    return before;
  }
  const empty = new Database(join(directory, LIBRARY_FILE));
  empty.pragma(`application_id = ${String(OUR_MARK)}`);
  empty.close();
  return before;
}

/** As the engine opens it, but for the migrations. */
function connect(directory: string): WritableDb {
  const database = new Database(join(directory, LIBRARY_FILE)) as unknown as WritableDb;
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = FULL');
  return database;
}

function read(directory: string): LibraryFacts {
  const database = new Database(join(directory, LIBRARY_FILE), { readonly: true });
  try {
    expect(database.pragma('integrity_check', { simple: true })).toBe('ok');
    expect(database.pragma('foreign_key_check')).toEqual([]);
    return factsOf(database);
  } finally {
    database.close();
  }
}

/** Nothing of the step is there, and the next start brings everything to the newest version. */
function expectAsBefore(directory: string, before: LibraryFacts): void {
  expect(read(directory)).toEqual(before);
  const library = openLibrary(directory);
  expect(factsOf(library.database)).toEqual({ ...before, version: HEAD });
  library.database.close();
}

const cases = migrations.flatMap(({ version }, place) =>
  FAULTS.map((fault, number) => ({ id: `D8.${String(place * 3 + number + 1)}`, version, fault })),
);

describe('a migration that is interrupted in its middle is as if it had not begun', () => {
  test.each(cases.filter(({ fault }) => fault === 'an error'))(
    '[$id] to version $version by $fault',
    ({ version }) => {
      const directory = temporaryFolder();
      putVersionBefore(version, directory);
      const before = read(directory);
      const database = connect(directory);
      const fault = new Error('In the middle');
      expect(() => {
        migrate(database, () => undefined, stepsInterruptedAt(version, () => { throw fault; })); // prettier-ignore
      }).toThrow(fault);
      expect(versionOf(database)).toBe(before.version);
      database.close();
      expectAsBefore(directory, before);
    },
  );

  test.each(cases.filter(({ fault }) => fault === 'a kill'))(
    '[$id] to version $version by $fault',
    { timeout: 60_000 },
    async ({ version }) => {
      const directory = temporaryFolder();
      putVersionBefore(version, directory);
      const before = read(directory);
      const child = fork(MIGRATING_PATH, [join(directory, LIBRARY_FILE), String(version)], {
        execArgv: [],
      });
      const ended = new Promise((resolveExit) => child.once('exit', resolveExit));
      const said = await Promise.race([
        new Promise((heard) => child.once('message', heard)),
        ended.then(() => 'ended'),
      ]);
      expect(said).toBe('in the middle');
      child.kill('SIGKILL');
      await ended;
      expectAsBefore(directory, before);
    },
  );

  test.each(cases.filter(({ fault }) => fault === 'a full disk'))(
    '[$id] to version $version by $fault',
    { timeout: 60_000 },
    ({ version }) => {
      const source = temporaryFolder();
      putVersionBefore(version, source);
      const bytes = readFileSync(join(source, LIBRARY_FILE));
      const before = read(source);
      const disk = mountSmallDisk('tmpfs', 2);
      onTestFinished(() => {
        disk.unmount();
      });
      const path = join(disk.directory, LIBRARY_FILE);
      let failures = 0;
      // A little more room each time, until there is enough.
      for (let room = 48; ; room += 8) {
        expect(room, 'it never succeeded').toBeLessThan(2000);
        writeFileSync(path, bytes);
        disk.fill();
        truncateSync(
          join(disk.directory, 'filler.bin'),
          sizeOfFiller(disk.directory) - room * 1024,
        );
        const outcome = tryStep(disk.directory, version);
        disk.free();
        if (outcome === 'done') break;
        if (outcome === 'full in the middle') failures += 1;
        expect(read(disk.directory)).toEqual(before);
      }
      expect(failures, 'how often the disk was full in the middle').toBeGreaterThan(0);
      expect(read(disk.directory)).toEqual({ ...before, version });
    },
  );
});

const sizeOfFiller = (directory: string): number =>
  readFileSync(join(directory, 'filler.bin')).byteLength;

function tryStep(directory: string, version: number): 'done' | 'full' | 'full in the middle' {
  const state = { hasBegun: false };
  let database: WritableDb | undefined;
  try {
    database = connect(directory);
    const steps = migrations.filter((step) => step.version <= version);
    migrate(database, () => (state.hasBegun = true), steps);
    return 'done';
  } catch (error) {
    expect(error).toMatchObject({
      code: expect.stringMatching(/^SQLITE_(FULL|IOERR|CANTOPEN)/) as unknown,
    });
    return state.hasBegun ? 'full in the middle' : 'full';
  } finally {
    database?.close();
  }
}
