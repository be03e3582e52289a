/** What the engine does for its library while nobody waits for it. */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createUpkeep } from '../../../src/main/store/upkeep';
import { temporaryFolder } from '../../support/forOneTest';
import { addFeed, article, LIBRARY_FILE, openLibrary, save } from '../../support/library';
import { startEngine, type RunningEngine } from '../../support/startEngine';

const MINUTE_MS = 60_000;

interface Cared {
  readonly reader: RunningEngine;
  /** Lets time pass, and the engine look whether something is due. */
  readonly pass: (milliseconds: number) => void;
}

/** An engine with a feed and its articles, whose hours are those of the test. */
function cared(directory = temporaryFolder()): Cared {
  const library = openLibrary(directory);
  const feed = addFeed(library, 'a');
  for (const name of ['one', 'two', 'three']) save(library, feed, article(name));
  library.database.exec('UPDATE fetch_states SET next_due_at = 9000000000000');
  library.database.close();
  let elapsed = 0;
  const due: (() => void)[] = [];
  const reader = startEngine({
    directory,
    elapsed: () => elapsed,
    later: (_milliseconds, work) => {
      due.push(work);
      return () => undefined;
    },
  });
  onTestFinished(() => reader.close());
  reader.engine.startBackgroundWork();
  const pass = (milliseconds: number): void => {
    elapsed += milliseconds;
    for (const work of due.splice(0)) work();
  };
  return { reader, pass };
}

const logSize = ({ directory }: RunningEngine): number =>
  statSync(join(directory, `${LIBRARY_FILE}-wal`)).size;

describe('the care of a library', () => {
  test('folds the log within thirty seconds of a commit', async () => {
    const { reader, pass } = cared();
    await reader.api['articles.setRead']({ ids: [1], read: true });
    expect(logSize(reader)).toBeGreaterThan(0);
    await expect
      .poll(() => {
        pass(4000);
        return logSize(reader);
      }, { timeout: 10_000 })
      .toBe(0);
    const folded = new Database(join(reader.directory, LIBRARY_FILE), { readonly: true });
    expect(folded.prepare('SELECT count(*) FROM unread').pluck().get()).toBe(2);
    folded.close();
  }); // prettier-ignore

  test('writes subscriptions and bookmarks out within two minutes of a change, for people too', async () => {
    const { reader, pass } = cared();
    await reader.api['articles.setBookmarked']({ id: 2, bookmarked: true });
    const path = join(reader.directory, 'exports', 'library.json');
    await expect
      .poll(() => {
        pass(MINUTE_MS / 2);
        return existsSync(path) ? readFileSync(path, 'utf8') : '';
      }, { timeout: 10_000 })
      .toContain('https://example.org/two');
    const outline = join(reader.directory, 'exports', 'subscriptions.opml');
    await expect.poll(() => existsSync(outline)).toBe(true);
    expect(readFileSync(outline, 'utf8')).toContain('xmlUrl="https://a.example/feed"');
  }); // prettier-ignore

  test('checks the whole, makes a copy, and knows when it did', async () => {
    const { reader, pass } = cared();
    await expect
      .poll(async () => {
        pass(MINUTE_MS);
        return (await reader.api['library.state']({})).backupAt;
      }, { interval: 600, timeout: 15_000 })
      .not.toBeNull();
    const marker = JSON.parse(readFileSync(join(reader.directory, 'profile.json'), 'utf8')) as object;
    expect(marker).toMatchObject({ checkedAt: expect.any(Number) as unknown });
    expect(reader.problems).toEqual([]);
  }, 20_000); // prettier-ignore

  test('does nothing long while somebody reads', async () => {
    const { reader, pass } = cared();
    for (let round = 0; round < 20; round += 1) {
      await reader.api['articles.counts']({});
      pass(MINUTE_MS);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    expect((await reader.api['library.state']({})).backupAt).toBeNull();
  });
});

describe('the steps of the connection itself', () => {
  test('give free pages back to the disk, a few at a time', () => {
    const { database, path } = openLibrary();
    const upkeep = createUpkeep(database, join(path, '..'));
    database.exec('CREATE TABLE waste (x BLOB)');
    const fill = database.prepare('INSERT INTO waste VALUES (zeroblob(4000))');
    database.transaction(() => {
      for (let row = 0; row < 3000; row += 1) fill.run();
    })();
    database.exec('DROP TABLE waste');
    const pages = (): number => database.pragma('page_count', { simple: true }) as number;
    const free = (): number => database.pragma('freelist_count', { simple: true }) as number;
    const before = pages();
    let steps = 0;
    while (upkeep.giveBack()) steps += 1;
    expect(steps).toBeGreaterThan(10);
    expect(pages()).toBeLessThan(before - 1500);
    // Some stay for what comes next.
    expect(free()).toBeGreaterThan(800);
    expect(database.pragma('integrity_check', { simple: true })).toBe('ok');
  });

  test('wait for nobody who still reads what is in the log', () => {
    const { database, path } = openLibrary();
    const upkeep = createUpkeep(database, join(path, '..'));
    database.exec('CREATE TABLE more (x)');
    const other = new Database(path, { readonly: true });
    onTestFinished(() => {
      other.close();
    });
    other.exec('BEGIN');
    other.prepare('SELECT count(*) FROM sqlite_schema').get();
    database.exec('INSERT INTO more VALUES (1)');
    const begun = performance.now();
    upkeep.emptyLog();
    expect(performance.now() - begun).toBeLessThan(1000);
    expect(upkeep.logSize()).toBeGreaterThan(0);
    expect(database.pragma('busy_timeout', { simple: true })).toBe(5000);
    other.exec('COMMIT');
    upkeep.emptyLog();
    expect(upkeep.logSize()).toBe(0);
  });
});
