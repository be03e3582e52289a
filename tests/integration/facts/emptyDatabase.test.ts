import { copyFileSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, onTestFinished, test } from 'vitest';
import { checkLibrary } from '../../../src/main/store/libraryCheck';
import { openDatabase } from '../../../src/main/store/openDatabase';
import { engineOptions, EngineThread } from '../../support/engineThread';
import { temporaryFolder } from '../../support/forOneTest';
import { addFeed, article, LIBRARY_FILE, openLibrary, save } from '../../support/library';

const FEEDS = 20;

function open(directory: string): ReturnType<typeof openDatabase> {
  return openDatabase({ directory, nativeBinding: null, onMigrating: () => undefined });
}

/** A library with feeds and articles, closed. */
function closedLibrary(): string {
  const directory = temporaryFolder();
  const library = openLibrary(directory);
  for (let number = 0; number < FEEDS; number += 1) {
    const feed = addFeed(library, `f${String(number)}`);
    for (let index = 0; index < 20; index += 1) {
      save(library, feed, article(String(index), { source: 'words '.repeat(200) }));
    }
  }
  library.database.close();
  return directory;
}

describe('a library file of no bytes', () => {
  test('[S1.10] is refused, and stays as it is', () => {
    const directory = temporaryFolder();
    writeFileSync(join(directory, LIBRARY_FILE), '');
    expect(() => open(directory)).toThrow(/empty. It was left as it is/);
    expect(readdirSync(directory)).toEqual([LIBRARY_FILE]);
    expect(readFileSync(join(directory, LIBRARY_FILE)).byteLength).toBe(0);
  });

  test('[S1.10] is refused beside the log of the library that was there', () => {
    const directory = temporaryFolder();
    const library = openLibrary();
    addFeed(library, 'a');
    copyFileSync(`${library.path}-wal`, join(directory, `${LIBRARY_FILE}-wal`));
    writeFileSync(join(directory, LIBRARY_FILE), '');
    const log = readFileSync(join(directory, `${LIBRARY_FILE}-wal`));
    expect(() => open(directory)).toThrow(/empty/);
    expect(readFileSync(join(directory, `${LIBRARY_FILE}-wal`)).equals(log)).toBe(true);
  });

  test('[S1.10] is what the person is told, and the file is kept beside the library', async () => {
    const directory = temporaryFolder();
    writeFileSync(join(directory, LIBRARY_FILE), '');
    const thread = new EngineThread(engineOptions(directory));
    onTestFinished(async () => {
      await thread.close();
    });
    await thread.status('recovering');
    const { recovery } = await thread.api['library.state']({});
    expect(recovery).toMatchObject({ cause: 'empty', feeds: 0, articles: 0 });
    expect(readFileSync(join(directory, recovery!.folder!, LIBRARY_FILE)).byteLength).toBe(0);
  });

  test('[S1.10] control: SQLite opens it cleanly and calls it sound', () => {
    const path = join(temporaryFolder(), LIBRARY_FILE);
    writeFileSync(path, '');
    const database = new Database(path);
    expect(database.pragma('quick_check', { simple: true })).toBe('ok');
    expect(database.prepare('SELECT count(*) FROM sqlite_schema').pluck().get()).toBe(0);
    database.close();
  });
});

describe('a library file with damage', () => {
  const whole = (): Buffer => readFileSync(join(closedLibrary(), LIBRARY_FILE));

  test('[S1.10] anywhere is noticed and left as it is, or read: never replaced by an empty one', () => {
    const bytes = whole();
    let noticed = 0;
    for (let number = 0; number < 60; number += 1) {
      const directory = temporaryFolder();
      const damaged = Buffer.from(bytes);
      const at = Math.floor((damaged.byteLength * number) / 60);
      damaged.fill(number % 2 === 0 ? 0 : 0xa5, at, at + 700);
      const path = join(directory, LIBRARY_FILE);
      writeFileSync(path, damaged);
      let database: ReturnType<typeof openDatabase> | null = null;
      try {
        database = open(directory);
      } catch (error) {
        noticed += 1;
        expect(error).toMatchObject({ name: 'LibraryProblem' });
        expect(readFileSync(path).equals(damaged)).toBe(true);
        continue;
      }
      database.close();
      const { damaged: tables } = checkLibrary(path, null);
      if (tables.length > 0) {
        noticed += 1;
        continue;
      }
      const reopened = open(directory);
      expect(reopened.prepare('SELECT count(*) FROM feeds').pluck().get()).toBe(FEEDS);
      reopened.close();
    }
    // Damage to the text of an article shows nowhere; damage to the structure must.
    expect(noticed).toBeGreaterThan(10);
  });

  test('[S1.10] cut at any length is refused and left as it is', () => {
    const bytes = whole();
    for (let part = 1; part < 20; part += 1) {
      const directory = temporaryFolder();
      const cut = bytes.subarray(0, Math.floor((bytes.byteLength * part) / 20));
      const path = join(directory, LIBRARY_FILE);
      writeFileSync(path, cut);
      expect(() => open(directory)).toThrow(/damaged|not a library/);
      expect(readFileSync(path).equals(cut)).toBe(true);
    }
  });
});
