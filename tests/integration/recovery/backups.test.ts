/** Copies of the library: made while it is written, checked, kept three at a time, and of use. */
import { fork } from 'node:child_process';
import {
  closeSync,
  existsSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  rmSync,
  statSync,
  utimesSync,
  writeSync,
} from 'node:fs';
import { join, resolve } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { describe, expect, onTestFinished, test } from 'vitest';
import { CaretakerThread } from '../../../src/main/store/caretaker/caretakerThread';
import { checkLibrary, isSound } from '../../../src/main/store/libraryCheck';
import { temporaryFolder } from '../../support/forOneTest';
import {
  addFeed,
  article,
  LIBRARY_FILE,
  openLibrary,
  save,
  type Library,
} from '../../support/library';
import { seededRandom } from '../../support/seededRandom';
import { mountSmallDisk } from '../../support/smallDisk';
import { startEngine } from '../../support/startEngine';
import { CARETAKER_PATH } from '../../support/threads';
import { keptIn } from './damagedLibrary';

const DAY_MS = 24 * 60 * 60 * 1000;
const PROGRAM = resolve('tests/support/caretakerProcess.ts');

function caretaker(directory: string, now = Date.now): CaretakerThread {
  const started = new CaretakerThread({
    path: CARETAKER_PATH,
    directory,
    nativeBinding: null,
    now,
  });
  onTestFinished(() => started.close());
  return started;
}

const backup = (directory: string, name: string): string => join(directory, 'backups', name);

/** A library of some megabytes. */
function filledLibrary(directory: string, articles = 1500): Library {
  const library = openLibrary(directory);
  const feed = addFeed(library, 'feed');
  const words = seededRandom(1);
  library.database.transaction(() => {
    for (let number = 0; number < articles; number += 1) {
      const source = Array.from({ length: 300 }, () => words().toString(36)).join(' ');
      save(library, feed, article(String(number), { source }));
    }
  })();
  return library;
}

/** Writes until it is told to stop. @returns what stops it, and then says how often it wrote. */
function keepWriting({ database }: Library): () => Promise<number> {
  database.exec('CREATE TABLE IF NOT EXISTS pairs (id INTEGER PRIMARY KEY, left TEXT, right TEXT)');
  const write = database.transaction((text: string) => {
    database.prepare('INSERT INTO pairs (left) VALUES (?)').run(text);
    database.prepare('UPDATE pairs SET right = left WHERE id = (SELECT max(id) FROM pairs)').run();
  });
  const state = { isOver: false };
  const writing = (async () => {
    let writes = 0;
    while (!state.isOver) {
      write.immediate('x'.repeat(2000));
      writes += 1;
      await nextTurn();
    }
    return writes;
  })();
  return () => {
    state.isOver = true;
    return writing;
  };
}

describe('a backup', () => {
  test('[D7.1] made while the library is written is sound and of one moment', { timeout: 60_000 }, async () => {
    const directory = temporaryFolder();
    const library = filledLibrary(directory);
    const stop = keepWriting(library);
    const keeper = caretaker(directory);
    for (let round = 0; round < 3; round += 1) expect(await keeper.backUp()).toBe('made');
    const writes = await stop();
    expect(writes).toBeGreaterThan(100);
    const path = backup(directory, 'daily.sqlite3');
    expect(isSound(checkLibrary(path, null))).toBe(true);
    const copy = new Database(path, { readonly: true });
    expect(copy.pragma('integrity_check', { simple: true })).toBe('ok');
    const count = (sql: string): unknown => copy.prepare(sql).pluck().get();
    expect(count('SELECT count(*) FROM articles')).toBe(1500);
    expect(count('SELECT count(*) FROM pairs WHERE left IS NOT right')).toBe(0);
    expect(count('SELECT count(*) FROM pairs')).toBeLessThan(writes);
    copy.close();
    expect(readdirSync(join(directory, 'backups'))).toEqual(['daily.sqlite3', 'weekly.sqlite3']);
  }); // prettier-ignore

  test('[D7.1] control: a file that is copied while it is written is damaged more often than not', { timeout: 60_000 }, async () => {
    const directory = temporaryFolder();
    const library = filledLibrary(directory, 300);
    // Folded often, so that the file itself is written all the time.
    library.database.pragma('wal_autocheckpoint = 5');
    const stop = keepWriting(library);
    let damaged = 0;
    const rounds = 20;
    for (let round = 0; round < rounds; round += 1) {
      const to = join(temporaryFolder(), LIBRARY_FILE);
      await copySlowly(library.path, to);
      await copySlowly(`${library.path}-wal`, `${to}-wal`);
      if (!isSound(checkLibrary(to, null))) damaged += 1;
    }
    await stop();
    expect(damaged).toBeGreaterThan(rounds / 2);
  }); // prettier-ignore

  test('[D7.2] is kept three times: of the day, of the week, and from before a migration', { timeout: 60_000 }, async () => {
    const directory = temporaryFolder();
    const library = openLibrary(directory);
    let now = Date.now();
    const keeper = caretaker(directory, () => now);
    const feedsIn = (name: string): number => {
      const copy = new Database(backup(directory, name), { readonly: true });
      const feeds = copy.prepare<[], number>('SELECT count(*) FROM feeds').pluck().get();
      copy.close();
      return feeds ?? -1;
    };
    const found: [number, number | null][] = [];
    for (let day = 1; day <= 17; day += 1) {
      addFeed(library, `day${String(day)}`);
      expect(await keeper.backUp()).toBe('made');
      utimesSync(backup(directory, 'daily.sqlite3'), now / 1000, now / 1000);
      const weekly = existsSync(backup(directory, 'weekly.sqlite3')) ? feedsIn('weekly.sqlite3') : null;
      found.push([feedsIn('daily.sqlite3'), weekly]);
      now += DAY_MS;
    }
    // The daily one is the last; the weekly one is never older than two weeks.
    expect(found.map(([daily]) => daily)).toEqual(Array.from({ length: 17 }, (_, day) => day + 1));
    const weekly = found.map(([, feeds]) => feeds);
    expect(weekly[0]).toBeNull();
    weekly.slice(1).forEach((feeds, place) => {
      expect(place + 2 - feeds!).toBeLessThanOrEqual(9);
    });
    expect(new Set(weekly).size).toBe(4);
    expect(readdirSync(join(directory, 'backups'))).toEqual(['daily.sqlite3', 'weekly.sqlite3']);
  }); // prettier-ignore

  test('[D7.3] that is killed in the middle leaves the one before, whole', { timeout: 120_000 }, async () => {
    const directory = temporaryFolder();
    filledLibrary(directory).database.close();
    expect(await caretaker(directory).backUp()).toBe('made');
    const path = backup(directory, 'daily.sqlite3');
    const before = readFileSync(path);
    const unfinished = `${path}.part`;
    const killAt = async (bytes: number): Promise<boolean> => {
      const options = JSON.stringify({ directory, nativeBinding: null });
      const child = fork(PROGRAM, [CARETAKER_PATH, options, 'backUp'], { execArgv: [] });
      const over = new Promise<void>((ended) => {
        child.once('exit', () => {
          ended();
        });
      });
      const state = { isDone: false };
      child.once('message', () => {
        state.isDone = true;
        child.kill('SIGKILL');
      });
      while (!state.isDone && (!existsSync(unfinished) || (statSync(unfinished, { throwIfNoEntry: false })?.size ?? 0) < bytes)) {
        await nextTurn();
      }
      child.kill('SIGKILL');
      await over;
      return !state.isDone;
    };
    const killed: boolean[] = [];
    for (const share of [0, 0.1, 0.5, 0.9]) {
      const wasInTheMiddle = await killAt(before.byteLength * share);
      killed.push(wasInTheMiddle);
      if (wasInTheMiddle) expect(readFileSync(path).equals(before)).toBe(true);
      expect(isSound(checkLibrary(path, null))).toBe(true);
    }
    expect(killed.filter(Boolean).length).toBeGreaterThan(1);
    // What the killed ones left is in nobody's way.
    expect(await caretaker(directory).backUp()).toBe('made');
    expect(existsSync(unfinished)).toBe(false);
  }); // prettier-ignore

  test('[D7.4] is not begun where less than twice the library is free', { timeout: 60_000 }, async () => {
    const disk = mountSmallDisk('tmpfs', 8);
    onTestFinished(() => {
      disk.unmount();
    });
    const directory = join(disk.directory, 'library');
    const library = filledLibrary(directory, 400);
    library.database.pragma('wal_checkpoint(TRUNCATE)');
    const { size } = statSync(library.path);
    expect(size).toBeGreaterThan(8 * 1024 * 1024 / 3);
    const keeper = caretaker(directory);
    expect(await keeper.backUp()).toBe('no-room');
    expect(readdirSync(directory)).not.toContain('backups');
    // Nothing was harmed by the try.
    expect(library.database.pragma('integrity_check', { simple: true })).toBe('ok');
  }); // prettier-ignore

  test('[D7.5] brings everything back that it had', { timeout: 60_000 }, async () => {
    const directory = temporaryFolder();
    const library = filledLibrary(directory, 300);
    const ids = [1, 7, 100] as never[];
    for (const id of ids) library.states.setBookmarked(id, true, 1e12);
    library.states.setRead([1, 2, 3] as never[], true, 1e12);
    const unread = library.states.counts().unread;
    expect(await caretaker(directory).backUp()).toBe('made');
    library.database.close();
    const before = keptIn(directory);
    const bytes = readFileSync(backup(directory, 'daily.sqlite3'));
    for (const suffix of ['', '-wal', '-shm']) rmSync(`${library.path}${suffix}`, { force: true });

    const reader = startEngine({ directory });
    const { recovery } = await reader.api['library.state']({});
    const counts = await reader.api['articles.counts']({});
    await reader.close();
    expect(recovery).toMatchObject({ cause: 'missing', articles: 300, bookmarks: 3 });
    expect(counts).toMatchObject({ unread, bookmarked: 3 });
    expect(keptIn(directory)).toEqual(before);
    // The backup itself is as it was, for a second time.
    expect(readFileSync(backup(directory, 'daily.sqlite3')).equals(bytes)).toBe(true);
  }); // prettier-ignore
});

/** As a program that copies files does it: piece by piece, while others go on. */
async function copySlowly(from: string, to: string): Promise<void> {
  const source = openSync(from, 'r');
  const target = openSync(to, 'w');
  const piece = Buffer.alloc(64 * 1024);
  for (let read = readSync(source, piece); read > 0; read = readSync(source, piece)) {
    writeSync(target, piece, 0, read);
    await nextTurn();
  }
  closeSync(source);
  closeSync(target);
}
