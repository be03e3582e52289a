/**
 * A power cut, simulated: a library whose write-ahead log holds 400 commits that are nowhere else. The
 * log is cut, altered or blanked at places of the seed's choice; what is left must be the commits
 * before that place, whole, and nothing else.
 */
import { copyFileSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { openDatabase } from '../../../src/main/store/openDatabase';
import type { WritableDb } from '../../../src/main/store/database';
import { LIBRARY_FILE } from '../../support/library';
import { RUN_SEED } from '../../support/runSeed';
import { seededRandom } from '../../support/seededRandom';
import { removeDirectory, temporaryDirectory } from '../../support/startEngine';
import {
  addWrittenFeed,
  commitWriter,
  findCommits,
  type FoundCommits,
} from '../../support/writtenCommits';

const COMMITS = 400;
const CUTS = 150;
const FLIPS = 150;
const BLANKS = 100;
/** Written as one by many disks, and lost as one. */
const BLOCK_BYTES = 4096;

let folder: string;
let original: string;
let log: Buffer;
/** Length of the log after each commit. */
const ends: number[] = [];

beforeAll(() => {
  folder = temporaryDirectory();
  original = join(folder, 'original');
  const database = open(original);
  const feedId = addWrittenFeed(database);
  database.pragma('wal_checkpoint(TRUNCATE)');
  database.pragma('wal_autocheckpoint = 0');
  const writer = commitWriter(database, feedId, 1);
  const logFile = join(original, `${LIBRARY_FILE}-wal`);
  for (let commit = 1; commit <= COMMITS; commit += 1) {
    database
      .transaction(() => {
        writer.write(commit);
      })
      .immediate();
    ends.push(statSync(logFile).size);
  }
  log = readFileSync(logFile);
  copyFileSync(join(original, LIBRARY_FILE), join(folder, LIBRARY_FILE));
  database.close();
  return () => {
    removeDirectory(folder);
  };
}, 120_000);

function open(directory: string): WritableDb {
  return openDatabase({ directory, nativeBinding: null, onMigrating: () => undefined });
}

/** Commits that lie in the log before that byte. */
const before = (place: number): number => ends.filter((end) => end <= place).length;

/** Opens what a power cut left, as the app does, and reads it back. */
function afterPowerCut(name: string, left: Uint8Array): FoundCommits & { verdict: unknown } {
  const directory = join(folder, name);
  mkdirSync(directory);
  copyFileSync(join(folder, LIBRARY_FILE), join(directory, LIBRARY_FILE));
  writeFileSync(join(directory, `${LIBRARY_FILE}-wal`), left);
  const database = open(directory);
  try {
    const verdict = database.pragma('integrity_check', { simple: true });
    return { ...findCommits(database, 1), verdict };
  } finally {
    database.close();
    removeDirectory(directory);
  }
}

function cases(count: number, first: number): (readonly [string, number])[] {
  return Array.from(
    { length: count },
    (_, index) => [String(first + index).padStart(3, '0'), first + index] as const,
  );
}

describe('a log of 400 commits', () => {
  test.each(cases(CUTS, 1))('[D3.%s] that is cut short keeps the commits before the cut', (name, seed) => {
    const place = Math.floor(seededRandom(RUN_SEED + seed)() * log.byteLength);
    expect(afterPowerCut(name, log.subarray(0, place))).toEqual({
      commits: before(place),
      faults: [],
      verdict: 'ok',
    });
  }); // prettier-ignore

  test.each(cases(FLIPS, CUTS + 1))('[D3.%s] in which one bit is wrong keeps the commits before it', (name, seed) => {
    const random = seededRandom(RUN_SEED + seed);
    const place = Math.floor(random() * log.byteLength);
    const altered = Buffer.from(log);
    altered[place]! ^= 1 << Math.floor(random() * 8);
    expect(afterPowerCut(name, altered)).toEqual({
      commits: before(place),
      faults: [],
      verdict: 'ok',
    });
  }); // prettier-ignore

  test.each(cases(BLANKS, CUTS + FLIPS + 1))('[D3.%s] of which one block never reached the disk keeps the commits before it', (name, seed) => {
    const blocks = Math.floor(log.byteLength / BLOCK_BYTES);
    const place = Math.floor(seededRandom(RUN_SEED + seed)() * blocks) * BLOCK_BYTES;
    const altered = Buffer.from(log).fill(0, place, place + BLOCK_BYTES);
    expect(afterPowerCut(name, altered)).toEqual({
      commits: before(place),
      faults: [],
      verdict: 'ok',
    });
  }); // prettier-ignore

  test('control: that is whole keeps all of them', () => {
    expect(afterPowerCut('whole', log).commits).toBe(COMMITS);
    expect(ends.at(-1)).toBe(log.byteLength);
  });
});
