import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, onTestFinished, test } from 'vitest';
import { PIECE_SIZE } from '../../../src/main/core/batch';
import { closeDatabase } from '../../../src/main/store/openDatabase';
import { storageFailure } from '../../../src/main/store/storageFailure';
import { items, rss } from '../../support/builders';
import { engine, feedServer } from '../../support/forOneTest';
import { addFeed, article, LIBRARY_FILE, openLibrary, save } from '../../support/library';
import type { RunningEngine } from '../../support/startEngine';
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
    const large = article('large', { source: 'x'.repeat(200_000) });
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

describe('a library that cannot be read for a moment', () => {
  /** Takes a table away, as the worst of what a disk can do. */
  function withoutTable(reader: RunningEngine, name: string): void {
    const other = new Database(join(reader.directory, LIBRARY_FILE));
    onTestFinished(() => {
      other.close();
    });
    other.pragma('legacy_alter_table = ON');
    other.exec(`ALTER TABLE ${name} RENAME TO away`);
  }

  test('does not end the engine when it looks for due feeds', () => {
    const reader = engine();
    withoutTable(reader, 'fetch_states');
    reader.engine.startBackgroundWork();
    expect(reader.problems.join()).toContain('Looking for feeds that are due');
  });

  test('does not end the engine when a refresh begins', async () => {
    const server = await feedServer();
    server.serve('/feed', rss(items(1)));
    const reader = engine();
    await subscribe(reader, server.url('/feed'));
    withoutTable(reader, 'fetch_states');
    expect(await refresh(reader)).toMatchObject({ done: 1, failed: 1, state: 'finished' });
  });

  test('does not end the engine when it counts, and the rest is told', async () => {
    const server = await feedServer();
    server.serve('/feed', rss(items(1)));
    const reader = engine();
    const feedId = await subscribe(reader, server.url('/feed'));
    withoutTable(reader, 'article_states');
    await reader.api['feeds.unsubscribe']({ feedId });
    await reader.waitFor('articles.changed', ({ changes }) =>
      changes.some(({ removed }) => removed),
    );
    await expect.poll(() => reader.problems.join()).toContain('Counting the articles');
  });
});

describe('what was stored before the disk became full is told', () => {
  /** The disk is full as soon as a table holds so many rows. */
  function fullAt({ directory }: RunningEngine, table: string, rows: number): void {
    const other = new Database(join(directory, LIBRARY_FILE));
    onTestFinished(() => {
      other.close();
    });
    other.exec(`CREATE TRIGGER full BEFORE INSERT ON ${table}
      WHEN (SELECT count(*) FROM ${table}) >= ${String(rows)}
      BEGIN SELECT RAISE(ABORT, 'The disk is full'); END`);
  }

  test('of a feed', async () => {
    const server = await feedServer();
    server.serve('/feed', rss(items(1)));
    const reader = engine();
    await subscribe(reader, server.url('/feed'));
    await reader.waitFor('counts.changed', ({ unread }) => unread === 1);
    fullAt(reader, 'article_states', PIECE_SIZE + 10);
    server.serve('/feed', rss(items(2 * PIECE_SIZE)));
    expect(await refresh(reader)).toMatchObject({ failed: 1 });
    // The one that was there, and the first piece of new ones.
    const kept = 1 + PIECE_SIZE;
    expect((await reader.api['articles.counts']({})).unread).toBe(kept);
    await reader.waitFor('counts.changed', ({ unread }) => unread === kept);
  });

  test('of an import', async () => {
    const reader = engine();
    fullAt(reader, 'feeds', PIECE_SIZE + 10);
    const outlines = Array.from(
      { length: 2 * PIECE_SIZE },
      (_, index) => `<outline xmlUrl="http://127.0.0.1:1/${String(index)}"/>`,
    );
    const text = `<opml><body>${outlines.join('')}</body></opml>`;
    await failureOf(reader.api['opml.import']({ text }));
    expect((await reader.api['feeds.list']({})).feeds).toHaveLength(PIECE_SIZE);
    await reader.waitFor('feeds.changed');
  });
});

test('a library is closed though its statistics cannot be renewed', () => {
  const { database } = openLibrary();
  const refusing = Object.assign(database, {
    pragma: () => {
      throw new Error('The disk is full.');
    },
  });
  expect(() => {
    closeDatabase(refusing);
  }).toThrow('The disk is full.');
  expect(database.open).toBe(false);
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
