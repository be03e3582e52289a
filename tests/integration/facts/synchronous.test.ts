import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { openDatabase } from '../../../src/main/store/openDatabase';
import { temporaryFolder } from '../../support/forOneTest';
import { LIBRARY_FILE, openLibrary } from '../../support/library';

const FULL = 2;
const NORMAL = 1;

test('[S1.2] a new library waits for the disk at every commit', () => {
  const { database } = openLibrary();
  expect(database.pragma('journal_mode', { simple: true })).toBe('wal');
  expect(database.pragma('synchronous', { simple: true })).toBe(FULL);
});

test('[S1.2] so does one that is opened again, and it still does after writing and checkpoints', () => {
  const directory = temporaryFolder();
  openDatabase({ directory, nativeBinding: null, onMigrating: () => undefined }).close();
  const { database, feeds } = openLibrary(directory);
  expect(database.pragma('synchronous', { simple: true })).toBe(FULL);
  feeds.ensureFolder(null, 'News');
  database.pragma('wal_checkpoint(TRUNCATE)');
  database.transaction(() => feeds.ensureFolder(null, 'More')).immediate();
  expect(database.pragma('synchronous', { simple: true })).toBe(FULL);
});

test('[S1.2] control: left to itself, better-sqlite3 opens the same library with NORMAL', () => {
  const directory = temporaryFolder();
  openDatabase({ directory, nativeBinding: null, onMigrating: () => undefined }).close();
  const database = new Database(join(directory, LIBRARY_FILE));
  expect(database.prepare('SELECT count(*) FROM feeds').pluck().get()).toBe(0);
  expect(database.pragma('synchronous', { simple: true })).toBe(NORMAL);
  database.close();
});
