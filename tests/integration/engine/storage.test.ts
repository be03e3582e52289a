import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, onTestFinished, test } from 'vitest';
import { storageFailure } from '../../../src/main/store/storageFailure';
import { items, rss } from '../../support/builders';
import { engine, feedServer } from '../../support/forOneTest';
import { addFeed, article, LIBRARY_FILE, openLibrary, save } from '../../support/library';
import { failureOf } from './failureOf';
import { list, refresh, subscribe } from './reading';

describe('a library that cannot be written', () => {
  test('because another program holds it says so, keeps what it has, and goes on afterwards', { timeout: 60_000 }, async () => {
    const server = await feedServer();
    // The engine waits for the lock in this thread, which would let a kept connection grow old.
    server.serve('/feed', rss(items(2)), { extra: { connection: 'close' } });
    const reader = engine();
    const feedId = await subscribe(reader, server.url('/feed'));
    const [row] = await list(reader);
    const mark = { ids: [row!.id], read: true };
    const other = new Database(join(reader.directory, LIBRARY_FILE));
    onTestFinished(() => {
      other.close();
    });
    other.exec('BEGIN IMMEDIATE');
    expect((await failureOf(reader.api['articles.setRead'](mark))).code).toBe('storage');
    expect((await failureOf(reader.api['feeds.unsubscribe']({ feedId }))).code).toBe('storage');
    expect((await list(reader))[0]?.isRead).toBe(false);
    expect((await reader.api['feeds.list']({})).feeds).toHaveLength(1);
    other.exec('ROLLBACK');
    expect((await reader.api['articles.setRead'](mark)).changed).toHaveLength(1);
    expect(await refresh(reader)).toMatchObject({ failed: 0 });
    expect(reader.problems.join()).toContain('database is locked');
  }); // prettier-ignore

  test('because the disk is full loses nothing that was there, and takes more once there is room', () => {
    const library = openLibrary();
    const feed = addFeed(library, 'a');
    const kept = save(library, feed, article('kept'));
    library.database.pragma('wal_checkpoint(TRUNCATE)');
    const pages = library.database.pragma('page_count', { simple: true }) as number;
    library.database.pragma(`max_page_count = ${String(pages)}`);
    const large = article('large', { html: 'x'.repeat(200_000) });
    let failure: unknown;
    try {
      library.database.transaction(() => save(library, feed, large)).immediate();
    } catch (error) {
      failure = error;
    }
    expect(storageFailure(failure)).toMatchObject({ code: 'storage' });
    expect(library.articles.find(kept)?.title).toBe('Title of kept');
    expect(library.database.pragma('integrity_check', { simple: true })).toBe('ok');
    expect(library.states.counts().unread).toBe(1);
    library.database.pragma('max_page_count = 1000000');
    save(library, feed, large);
    expect(library.states.counts().unread).toBe(2);
  });
});

test.each([
  ['SQLITE_FULL', true],
  ['SQLITE_IOERR_FSYNC', true],
  ['SQLITE_READONLY_DBMOVED', true],
  ['SQLITE_CORRUPT', true],
  ['SQLITE_CONSTRAINT_UNIQUE', false],
  ['SQLITE_ERROR', false],
  ['ENOENT', false],
])('%s is a failure of the disk: %s', (code, isOfTheDisk) => {
  const error = Object.assign(new Error('x'), { code });
  expect(storageFailure(error)?.code === 'storage').toBe(isOfTheDisk);
});
