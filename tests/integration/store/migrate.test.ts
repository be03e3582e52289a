import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import type { WritableDb } from '../../../src/main/store/database';
import { migrate } from '../../../src/main/store/migrate';
import { migrations, type Migration } from '../../../src/main/store/migrations/index';
import { temporaryFolder } from '../../support/forOneTest';
import { LIBRARY_FILE, openLibrary } from '../../support/library';

const memory = (): WritableDb => new Database(':memory:') as unknown as WritableDb;
const version = (database: WritableDb): unknown =>
  database.pragma('user_version', { simple: true });
const tables = (database: WritableDb): unknown[] =>
  database
    .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
    .pluck()
    .all();
const step = (number: number, sql: string): Migration => ({
  version: number,
  run: (database) => database.exec(sql),
});
const quiet = (): void => undefined;

describe('migrations', () => {
  test('are numbered upwards, each number once', () => {
    const versions = migrations.map((migration) => migration.version);
    expect(versions).toEqual([...new Set(versions)].sort((a, b) => a - b));
    expect(versions.every((number) => Number.isInteger(number) && number > 0)).toBe(true);
  });

  test('make a new library from nothing', () => {
    const database = memory();
    migrate(database, quiet);
    expect(version(database)).toBe(migrations.at(-1)?.version);
    expect(tables(database)).toEqual([
      'article_media',
      'article_states',
      'article_versions',
      'articles',
      'bodies',
      'feeds',
      'fetch_states',
      'folders',
      'full_texts',
      'host_holds',
      'icons',
      'index_queue',
      'mark_pieces',
      'marks',
      'media',
      'search',
      'search_config',
      'search_data',
      'search_docsize',
      'search_idx',
      'search_rows',
      'settings',
      'sqlite_sequence',
      'unread',
      'unread_counts',
    ]);
  });

  test('run what is missing, in order, and nothing twice', () => {
    const database = memory();
    const first = [step(10, 'CREATE TABLE a (x)')];
    migrate(database, quiet, first);
    migrate(database, quiet, [...first, step(15, 'CREATE TABLE b (x)'), step(20, 'DROP TABLE a')]);
    expect(tables(database)).toEqual(['b']);
    expect(version(database)).toBe(20);
  });

  test('are announced once, and only when there are any to run', () => {
    const database = memory();
    let announced = 0;
    const announce = (): void => {
      announced += 1;
    };
    const steps = [step(10, 'CREATE TABLE a (x)'), step(20, 'CREATE TABLE b (x)')];
    migrate(database, announce, steps);
    migrate(database, announce, steps);
    expect(announced).toBe(1);
  });

  test('that fail half-way leave the version before, whole', () => {
    const database = memory();
    const steps = [
      step(10, 'CREATE TABLE a (x); INSERT INTO a VALUES (1)'),
      step(20, 'ALTER TABLE a ADD COLUMN y; CREATE INDEX i ON a (y); DELETE FROM a; no SQL at all'),
    ];
    expect(() => {
      migrate(database, quiet, steps);
    }).toThrow();
    expect(version(database)).toBe(10);
    expect(database.prepare('SELECT * FROM a').all()).toEqual([{ x: 1 }]);
    expect(database.prepare("SELECT * FROM sqlite_schema WHERE name = 'i'").all()).toEqual([]);
  });

  test('never touch a library of a newer version', () => {
    const database = memory();
    database.pragma('user_version = 30');
    expect(() => {
      migrate(database, quiet, [step(10, 'CREATE TABLE a (x)')]);
    }).toThrow(/newer version/);
    expect(tables(database)).toEqual([]);
  });
});

test('a library of the version before comes along with everything in it', () => {
  const directory = temporaryFolder();
  const before = new Database(join(directory, LIBRARY_FILE)) as unknown as WritableDb;
  before.pragma('application_id = 0x42534854');
  migrate(before, quiet, migrations.slice(0, 1));
  before.exec(`
    INSERT INTO folders VALUES (1, NULL, 'News');
    INSERT INTO feeds (id, url, title, folder_id, added_at) VALUES
      (1, 'https://a.example/feed', 'A', 1, 5), (2, 'https://b.example/feed', 'B', NULL, 6);
    INSERT INTO fetch_states (feed_id, etag, last_modified, body_hash, checked_at, next_due_at)
      VALUES (1, '"e"', 'then', 'hash', 7, 8), (2, NULL, NULL, NULL, NULL, 0);
    UPDATE fetch_states SET failure_count = 2, error_code = 'timeout', error_details = '{}'
      WHERE feed_id = 2;
    INSERT INTO article_states VALUES (1, 1, 'guid:x', 9, 9, 1, 10, 11);
    INSERT INTO articles VALUES (1, 'https://a.example/x', 'X', 'Ann', 'Text', 1, 9, 'f', 9);
    INSERT INTO bodies VALUES (1, '<p>Text</p>');
  `);
  before.close();

  const { database, feeds, settings, fetchStates, articles } = openLibrary(directory);
  expect(version(database)).toBe(migrations.at(-1)?.version);
  expect(database.pragma('foreign_key_check')).toEqual([]);
  const [a, b] = feeds.list().feeds;
  expect(a).toMatchObject({
    ...{ url: 'https://a.example/feed', title: 'A', folderId: 1, checkedAt: 7, failure: null },
    ...{ iconId: null, isPaused: false, isGone: false, duplicateOf: null },
  });
  expect(b).toMatchObject({ title: 'B', failure: { code: 'timeout', count: 2 } });
  expect(settings.read(a!.id)).toEqual({
    isPaused: false,
    intervalMinutes: null,
    userAgent: null,
    allowsPrivate: false,
    fullText: false,
  });
  // What is known of the document still counts: nothing is fetched whole for nothing.
  expect(fetchStates.read(a!.id)).toMatchObject({
    validators: { etag: '"e"', lastModified: 'then' },
    bodyHash: 'hash',
    nextDueAt: 8,
    nextAllowedAt: 0,
  });
  expect(articles.find(1 as never)).toMatchObject({
    ...{ title: 'X', author: 'Ann', source: '<p>Text</p>', isRead: true, isBookmarked: true },
    ...{ categories: [], enclosures: [], updatedAt: null, commentsUrl: null },
  });
});

describe('the schema', () => {
  test('checks the types of what is stored', () => {
    const { database } = openLibrary();
    expect(() =>
      database.exec("INSERT INTO feeds (url, title, added_at) VALUES ('u', 't', 'now')"),
    ).toThrow(/INTEGER/);
  });

  test('keeps no article of a feed that is not there', () => {
    const { database } = openLibrary();
    const orphan = `INSERT INTO article_states (feed_id, identity, sort_at, first_seen_at)
      VALUES (99, 'x', 0, 0)`;
    expect(() => database.exec(orphan)).toThrow(/FOREIGN KEY/);
  });

  test('has one folder of a name in each place', () => {
    const { feeds, database } = openLibrary();
    const news = feeds.ensureFolder(null, 'News');
    expect(feeds.ensureFolder(null, 'News')).toBe(news);
    const inner = feeds.ensureFolder(news, 'News');
    expect(inner).not.toBe(news);
    expect(feeds.ensureFolder(news, 'News')).toBe(inner);
    expect(database.prepare('SELECT count(*) FROM folders').pluck().get()).toBe(2);
  });
});
