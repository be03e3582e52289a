import Database from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import type { WritableDb } from '../../../src/main/store/database';
import { migrate } from '../../../src/main/store/migrate';
import { migrations, type Migration } from '../../../src/main/store/migrations/index';
import { openLibrary } from '../../support/library';

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
      'articles',
      'bodies',
      'feeds',
      'fetch_states',
      'folders',
      'media',
      'settings',
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
