import { createHash } from 'node:crypto';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { migrations } from '../../../src/main/store/migrations/index';
import { checkLibrary } from '../../../src/main/store/libraryCheck';
import { openDatabase } from '../../../src/main/store/openDatabase';
import { temporaryFolder } from '../../support/forOneTest';
import { addFeed, article, LIBRARY_FILE, openLibrary, save } from '../../support/library';

const NEWEST = migrations.at(-1)!.version;

const open = (directory: string, onMigrating = (): void => undefined): void => {
  openDatabase({ directory, nativeBinding: null, onMigrating }).close();
};
const hashOf = (path: string): string =>
  createHash('sha256').update(readFileSync(path)).digest('hex');

/** The whole folder, so that nothing may appear beside the file either. */
const contentOf = (directory: string): [name: string, hash: string][] =>
  readdirSync(directory)
    .sort()
    .map((name) => [name, hashOf(join(directory, name))]);

function expectLeftAsItIs(directory: string, words: RegExp): void {
  const before = contentOf(directory);
  expect(() => {
    open(directory);
  }).toThrow(expect.objectContaining({ name: 'LibraryProblem' }) as Error);
  expect(() => {
    open(directory);
  }).toThrow(words);
  expect(contentOf(directory)).toEqual(before);
}

function existingLibrary(change: (database: Database.Database) => void = () => undefined): string {
  const directory = temporaryFolder();
  open(directory);
  const database = new Database(join(directory, LIBRARY_FILE));
  change(database);
  database.close();
  return directory;
}

describe('a new library', () => {
  test('is made with its folder, and opens again without migrating', () => {
    const directory = join(temporaryFolder(), 'made', 'when', 'missing');
    const migrations: string[] = [];
    open(directory, () => migrations.push('first'));
    open(directory, () => migrations.push('second'));
    expect(migrations).toEqual(['first']);
  });

  test('appears whole or not at all: a crash while it is made locks nobody out', () => {
    const directory = temporaryFolder();
    const seen: boolean[] = [];
    expect(() => {
      open(directory, () => {
        seen.push(existsSync(join(directory, LIBRARY_FILE)));
        throw new Error('crash');
      });
    }).toThrow('crash');
    expect(seen).toEqual([false]);
    expect(existsSync(join(directory, LIBRARY_FILE))).toBe(false);
    open(directory);
    expect(readdirSync(directory)).toEqual([LIBRARY_FILE]);
  });

  test('is made although the rest of an earlier attempt lies there', () => {
    const directory = temporaryFolder();
    const marker: string[] = [];
    open(directory, () => marker.push(...readdirSync(directory)));
    const other = temporaryFolder();
    for (const name of marker) writeFileSync(join(other, name), '');
    open(other);
    expect(readdirSync(other)).toEqual([LIBRARY_FILE]);
  });

  test('takes nothing from the journal of a library that is gone', () => {
    const old = openLibrary();
    addFeed(old, 'old');
    const directory = temporaryFolder();
    copyFileSync(`${old.path}-wal`, join(directory, `${LIBRARY_FILE}-wal`));
    const library = openLibrary(directory);
    expect(library.feeds.list().feeds).toEqual([]);
    expect(library.database.pragma('integrity_check', { simple: true })).toBe('ok');
  });

  test('has its mark, its version and its pragmas', () => {
    const { database } = openLibrary();
    const pragma = (name: string): unknown => database.pragma(name, { simple: true });
    expect(pragma('application_id')).toBe(0x42534854);
    expect(pragma('user_version')).toBe(NEWEST);
    expect(pragma('journal_mode')).toBe('wal');
    expect(pragma('synchronous')).toBe(2);
    expect(pragma('foreign_keys')).toBe(1);
    expect(pragma('busy_timeout')).toBe(5000);
    expect(pragma('integrity_check')).toBe('ok');
  });
});

describe('a file that is no library is left as it is', () => {
  test.each([
    ['a text', 'This is not a database, but somebody may need it.'],
    ['a web page', `<!DOCTYPE html>${'x'.repeat(5000)}`],
    ['zeros', Buffer.alloc(8192)],
    ['one byte', 'x'],
  ])('%s', (_what, content) => {
    const directory = temporaryFolder();
    writeFileSync(join(directory, LIBRARY_FILE), content);
    expectLeftAsItIs(directory, /damaged|not a library/);
  });

  test.each([0, 0x12345678])('a database of another application, marked %i', (mark) => {
    const directory = temporaryFolder();
    const foreign = new Database(join(directory, LIBRARY_FILE));
    foreign.pragma(`application_id = ${String(mark)}`);
    foreign.exec('CREATE TABLE passwords (word TEXT)');
    foreign.close();
    expectLeftAsItIs(directory, /not a library/);
  });

  test('a folder in its place', () => {
    const directory = temporaryFolder();
    mkdirSync(join(directory, LIBRARY_FILE));
    expect(() => {
      open(directory);
    }).toThrow();
    expect(readdirSync(directory)).toEqual([LIBRARY_FILE]);
  });
});

describe('a damaged library is left as it is', () => {
  test('whose header is overwritten', () => {
    const directory = existingLibrary();
    const path = join(directory, LIBRARY_FILE);
    writeFileSync(path, Buffer.concat([Buffer.alloc(100), readFileSync(path).subarray(100)]));
    expectLeftAsItIs(directory, /damaged/);
  });

  test('of which half is missing', () => {
    const directory = existingLibrary();
    const path = join(directory, LIBRARY_FILE);
    const whole = readFileSync(path);
    writeFileSync(path, whole.subarray(0, whole.length / 2));
    expectLeftAsItIs(directory, /damaged/);
  });

  test('with a page of zeros in the middle of its articles, which a check finds', () => {
    const directory = temporaryFolder();
    const library = openLibrary(directory);
    const feed = addFeed(library, 'a');
    for (let number = 0; number < 200; number += 1) {
      save(library, feed, article(String(number), { source: 'x'.repeat(3000) }));
    }
    const page = library.database
      .prepare("SELECT rootpage FROM sqlite_schema WHERE name = 'bodies'")
      .pluck()
      .get() as number;
    library.database.close();
    const path = join(directory, LIBRARY_FILE);
    const bytes = readFileSync(path);
    bytes.fill(0, (page - 1) * 4096, page * 4096);
    writeFileSync(path, bytes);
    expect(checkLibrary(path, null)).toEqual({ damaged: ['bodies'], isIndexAlone: false });
    expect(readFileSync(path).equals(bytes)).toBe(true);
  });
});

describe('a library of a newer version is left as it is', () => {
  test('one version ahead', () => {
    expectLeftAsItIs(
      existingLibrary((database) => database.pragma(`user_version = ${String(NEWEST + 1)}`)),
      /newer version/,
    );
  });

  test('kept with another journal', () => {
    const directory = existingLibrary((database) => {
      database.pragma('journal_mode = DELETE');
      database.pragma(`user_version = ${String(NEWEST + 10)}`);
    });
    expectLeftAsItIs(directory, /newer version/);
  });
});
