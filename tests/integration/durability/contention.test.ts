/** Others who use the library at the same time: readers, writers, backups, checkpoints. */
import { once } from 'node:events';
import { statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Worker } from 'node:worker_threads';
import Database from 'better-sqlite3';
import { expect, onTestFinished, test } from 'vitest';
import { openDatabase } from '../../../src/main/store/openDatabase';
import { items, rss } from '../../support/builders';
import { engine, feedServer, temporaryFolder } from '../../support/forOneTest';
import { addFeed, article, LIBRARY_FILE, openLibrary, save } from '../../support/library';
import {
  addWrittenFeed,
  commitWriter,
  findCommits,
  unsoundness,
} from '../../support/writtenCommits';
import { failureOf } from '../engine/failureOf';
import { list, subscribe } from '../engine/reading';

/** What the app grants others before it gives up, in milliseconds. */
const PATIENCE_MS = 5000;
const COMMITS = 600;

/** A connection of somebody else. */
function stranger(directory: string): Database.Database {
  const database = new Database(join(directory, LIBRARY_FILE));
  onTestFinished(() => {
    database.close();
  });
  return database;
}

async function lockHolder(directory: string, holdMs: number): Promise<void> {
  const worker = new Worker(resolve('tests/support/lockHolder.ts'), {
    workerData: { path: join(directory, LIBRARY_FILE), holdMs },
  });
  onTestFinished(async () => {
    await worker.terminate();
  });
  await once(worker, 'message');
}

test('[D13.1] a reader who never ends lets the log grow, takes no write away, and is no trouble afterwards', () => {
  const directory = temporaryFolder();
  const { database } = openLibrary(directory);
  const writer = commitWriter(database, addWrittenFeed(database), 1);
  const reader = stranger(directory);
  reader.exec('BEGIN');
  const seen = (): unknown => reader.prepare('SELECT count(*) FROM article_states').pluck().get();
  expect(seen()).toBe(0);
  const log = join(directory, `${LIBRARY_FILE}-wal`);
  for (let commit = 1; commit <= COMMITS; commit += 1) {
    database.transaction(() => {
      writer.write(commit);
    }).immediate();
  }
  // Far beyond the size at which SQLite begins anew when it may.
  const grown = statSync(log).size;
  const pageSize = database.pragma('page_size', { simple: true }) as number;
  expect(grown).toBeGreaterThan(1500 * pageSize);
  expect(seen()).toBe(0);
  const [held] = database.pragma('wal_checkpoint(PASSIVE)') as { log: number; checkpointed: number }[];
  expect(held!.checkpointed).toBeLessThan(held!.log);
  reader.exec('COMMIT');
  expect(database.pragma('wal_checkpoint(TRUNCATE)')).toEqual([{ busy: 0, log: 0, checkpointed: 0 }]);
  expect(statSync(log).size).toBe(0);
  expect(findCommits(database, 1)).toEqual({ commits: COMMITS, faults: [] });
}); // prettier-ignore

test('[D13.2] another writer is waited for, five seconds and no longer', { timeout: 60_000 }, async () => {
  const server = await feedServer();
  server.serve('/feed', rss(items(1)));
  const reader = engine();
  await subscribe(reader, server.url('/feed'));
  const [row] = await list(reader);
  const mark = { ids: [row!.id], read: true };

  await lockHolder(reader.directory, 1500);
  let startedAt = performance.now();
  expect((await reader.api['articles.setRead'](mark)).changed).toHaveLength(1);
  const waited = performance.now() - startedAt;
  expect(waited).toBeGreaterThan(500);
  expect(waited).toBeLessThan(PATIENCE_MS);

  await lockHolder(reader.directory, 60_000);
  startedAt = performance.now();
  const refused = await failureOf(reader.api['articles.setRead']({ ...mark, read: false }));
  const gaveUpAfter = performance.now() - startedAt;
  expect(refused.code).toBe('storage');
  expect(gaveUpAfter).toBeGreaterThan(PATIENCE_MS * 0.9);
  expect(gaveUpAfter).toBeLessThan(PATIENCE_MS * 2);
  expect((await list(reader))[0]?.isRead).toBe(true);
}); // prettier-ignore

test('[D13.3] the app’s own transactions take their lock at once, so that none fails for having read first', async () => {
  // What would happen otherwise: no waiting helps a transaction whose reading is out of date.
  const directory = temporaryFolder();
  const library = openLibrary(directory);
  const feedId = addFeed(library, 'a');
  const first = save(library, feedId, article('first'));
  const other = stranger(directory);
  const readThenWrite = (between: () => void): void => {
    library.articles.find(first);
    between();
    library.states.setRead([first], true, 1);
  };
  const startedAt = performance.now();
  expect(() => {
    library.database.transaction(readThenWrite).deferred(() => {
      other.exec('UPDATE feeds SET added_at = added_at + 1');
    });
  }).toThrow(expect.objectContaining({ code: 'SQLITE_BUSY_SNAPSHOT' }) as Error);
  expect(performance.now() - startedAt).toBeLessThan(PATIENCE_MS / 2);

  // The engine's: whatever it reads first, nobody comes in between.
  const server = await feedServer();
  server.serve('/feed', rss(items(30)));
  const reader = engine({ directory: temporaryFolder() });
  await subscribe(reader, server.url('/feed'));
  const outsider = new Worker(resolve('tests/support/busyWriter.ts'), {
    workerData: { path: join(reader.directory, LIBRARY_FILE) },
  });
  onTestFinished(async () => {
    await outsider.terminate();
  });
  const counter = stranger(reader.directory).prepare('SELECT added_at FROM feeds').pluck();
  await once(outsider, 'message');
  const before = counter.get() as number;
  const rows = await list(reader);
  expect(rows).toHaveLength(30);
  let wanted = true;
  // Until it came in between again and again.
  while ((counter.get() as number) < before + 10) {
    for (const { id } of rows) {
      await reader.api['articles.setRead']({ ids: [id], read: wanted });
      await reader.api['articles.setBookmarked']({ id, bookmarked: wanted });
    }
    wanted = !wanted;
  }
  expect(reader.problems).toEqual([]);
}); // prettier-ignore

test('[D13.4] a backup, checkpoints and writes at the same time leave all three whole', { timeout: 60_000 }, async () => {
  const directory = temporaryFolder();
  const { database } = openLibrary(directory);
  const writer = commitWriter(database, addWrittenFeed(database), 5);
  let commit = 0;
  const writeOne = (): void => {
    commit += 1;
    database.transaction(() => {
      writer.write(commit);
    }).immediate();
  };
  for (let round = 0; round < 100; round += 1) writeOne();
  const copies = temporaryFolder();
  const copy = join(copies, LIBRARY_FILE);
  const atStart = commit;
  let checkpoints = 0;
  await database.backup(copy, {
    progress: () => {
      writeOne();
      if (commit % 3 === 0) {
        database.pragma('wal_checkpoint(PASSIVE)');
        checkpoints += 1;
      }
      return 20;
    },
  });
  expect(checkpoints).toBeGreaterThan(3);
  expect(findCommits(database, 5)).toEqual({ commits: commit, faults: [] });
  expect(unsoundness(database)).toEqual([]);
  const restored = openDatabase({ directory: copies, nativeBinding: null, onMigrating: () => undefined });
  onTestFinished(() => {
    restored.close();
  });
  const found = findCommits(restored, 5);
  expect(found.faults).toEqual([]);
  expect(found.commits).toBeGreaterThanOrEqual(atStart);
  expect(unsoundness(restored)).toEqual([]);
}); // prettier-ignore
