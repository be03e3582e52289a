/** How a library is put together again, beyond what one damaged page shows. */
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { checkLibrary, isSound } from '../../../src/main/store/libraryCheck';
import { LIBRARY_FILE } from '../../support/library';
import { startEngine } from '../../support/startEngine';
import {
  ARTICLES,
  bareCopyOf,
  copyOf,
  FEEDS,
  keptIn,
  setAsideIn,
  sharedLibrary,
  startLikeTheApp,
} from './damagedLibrary';

const TIMEOUT_MS = 60_000;
const original = sharedLibrary();

/** Overwrites the page where a table, or an index, begins. */
function zeroRootOf(directory: string, name: string): void {
  const path = join(directory, LIBRARY_FILE);
  const database = new Database(path, { readonly: true });
  const page = database
    .prepare<[string], number>('SELECT rootpage FROM sqlite_schema WHERE name = ?')
    .pluck()
    .get(name)!;
  const size = database.pragma('page_size', { simple: true }) as number;
  database.close();
  const bytes = readFileSync(path);
  bytes.fill(0, (page - 1) * size, page * size);
  writeFileSync(path, bytes);
}

test('states that are gone come from their indexes, though there is neither backup nor export', { timeout: TIMEOUT_MS }, async () => {
  const { directory: whole, kept } = await original();
  const directory = bareCopyOf(whole);
  zeroRootOf(directory, 'article_states');
  const { reader } = await startLikeTheApp(directory);
  const { recovery } = await reader.api['library.state']({});
  await reader.close();
  expect(recovery).toMatchObject({ feeds: FEEDS, articles: ARTICLES, isWhole: false });
  expect(keptIn(directory).bookmarks).toEqual(kept.bookmarks);
}); // prettier-ignore

test('a library whose search index alone is damaged keeps every row, and finds them again', { timeout: TIMEOUT_MS }, async () => {
  const { directory: whole } = await original();
  const directory = copyOf(whole, true);
  const path = join(directory, LIBRARY_FILE);
  const damaged = new Database(path);
  damaged.unsafeMode();
  // Words of the index that belong to no article, in pages that hang together as they should.
  damaged.exec("UPDATE search_data SET block = zeroblob(length(block)) WHERE id > 1000 AND id % 2 = 1");
  const rows = damaged.prepare<[], object>('SELECT * FROM article_states ORDER BY id').all();
  damaged.close();
  expect(checkLibrary(path, null)).toMatchObject({ isIndexAlone: true });

  const { reader } = await startLikeTheApp(directory);
  const { recovery } = await reader.api['library.state']({});
  expect(recovery).toMatchObject({ cause: 'index', folder: null, isWhole: true, articles: ARTICLES });
  expect(setAsideIn(directory)).toEqual([]);
  reader.engine.startBackgroundWork();
  const waiting = async (): Promise<number> => (await reader.api['search.status']({})).waiting;
  await expect.poll(waiting, { timeout: 30_000, interval: 100 }).toBe(0);
  await reader.close();
  expect(isSound(checkLibrary(path, null))).toBe(true);
  const now = new Database(path, { readonly: true });
  const same = now.prepare<[], { id: number }>('SELECT * FROM article_states ORDER BY id').all();
  now.close();
  // The first in the list was marked read by the test's own use.
  expect(same.map((row) => ({ ...row, read_at: null }))).toEqual(
    rows.map((row) => ({ ...row, read_at: null })),
  );
}); // prettier-ignore

test.each([
  ['before anything was moved', (): void => undefined],
  ['when the file was moved and its log was not', (directory: string, folder: string): void => {
    renameSync(join(directory, LIBRARY_FILE), join(directory, folder, LIBRARY_FILE));
  }],
  ['when the new library was half made', (directory: string, folder: string): void => {
    renameSync(join(directory, LIBRARY_FILE), join(directory, folder, LIBRARY_FILE));
    writeFileSync(join(directory, 'library.recovering'), 'x'.repeat(5000));
  }],
])('a recovery that was interrupted %s goes on at the next start', { timeout: TIMEOUT_MS }, async (_when, interrupt) => {
  const { directory: whole, kept } = await original();
  const directory = copyOf(whole, true);
  zeroRootOf(directory, 'articles');
  const spoilt = readFileSync(join(directory, LIBRARY_FILE));
  const folder = 'corrupt-before';
  mkdirSync(join(directory, folder));
  interrupt(directory, folder);
  const journal = { stage: 'moving', cause: 'damaged', folder, startedAt: 1.7e12 };
  writeFileSync(join(directory, 'recovery.json'), JSON.stringify(journal));
  const reader = startEngine({ directory });
  const { recovery } = await reader.api['library.state']({});
  await reader.close();
  expect(recovery).toMatchObject({ folder, feeds: FEEDS, backupAt: expect.any(Number) as unknown });
  expect(keptIn(directory).bookmarks).toEqual(kept.bookmarks);
  expect(readFileSync(join(directory, folder, LIBRARY_FILE)).equals(spoilt)).toBe(true);
  for (const name of ['recovery.json', 'library.recovering']) {
    expect(existsSync(join(directory, name)), name).toBe(false);
  }
}); // prettier-ignore

test('a profile that had a library never begins anew without a word, whatever is gone', { timeout: TIMEOUT_MS }, async () => {
  const { directory: whole } = await original();
  const directory = copyOf(whole, false);
  for (const name of [LIBRARY_FILE, 'exports']) rmSync(join(directory, name), { recursive: true });
  const reader = startEngine({ directory });
  const { recovery } = await reader.api['library.state']({});
  await reader.api['library.dismissRecovery']({});
  expect((await reader.api['library.state']({})).recovery).toBeNull();
  await reader.close();
  expect(recovery).toMatchObject({ cause: 'missing', feeds: 0, backupAt: null, exportAt: null });
}); // prettier-ignore
