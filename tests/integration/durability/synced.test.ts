/** What is said to be kept has really been asked of the disk, as the kernel hears it. */
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { FromEngine, ToEngine } from '../../../src/shared/engineMessages';
import type { ArticleRow } from '../../../src/shared/model';
import { createUnhurriedTransaction } from '../../../src/main/store/unhurriedTransaction';
import { startWatched, type WatchedProcess } from '../../support/diskRequests';
import { engineOptions } from '../../support/engineThread';
import { engine, feedServer, temporaryFolder } from '../../support/forOneTest';
import { items, rss } from '../../support/builders';
import { addFeed, LIBRARY_FILE, openLibrary } from '../../support/library';
import { ENGINE_PATH, STATE_WRITER_PATH } from '../../support/threads';
import { list, subscribe } from '../engine/reading';

const BOOKMARKS = 100;
const FULL = 2;
const isSync = (request: string): boolean => /\b(?:fsync|fdatasync)\(/.test(request);

/** The engine, watched; calls go to it as the shell sends them. */
function watchedEngine(directory: string): WatchedProcess & {
  call(method: string, input: unknown): Promise<unknown>;
} {
  const watched = startWatched(temporaryFolder(), [
    resolve('tests/support/engineProcess.ts'),
    ENGINE_PATH,
    JSON.stringify(engineOptions(directory)),
  ]);
  onTestFinished(async () => {
    const exited = once(watched.child, 'exit');
    watched.child.disconnect();
    await exited;
  });
  let lastId = 0;
  const call = async (method: string, input: unknown): Promise<unknown> => {
    lastId += 1;
    const id = lastId;
    const replied = new Promise<unknown>((resolveValue, reject) => {
      watched.child.on('message', (message: FromEngine) => {
        if (message.kind !== 'reply' || message.id !== id) return;
        if (message.reply.ok) resolveValue(message.reply.value);
        else reject(new Error(JSON.stringify(message.reply)));
      });
    });
    watched.child.send({ kind: 'call', id, method, input } satisfies ToEngine);
    return replied;
  };
  watched.child.setMaxListeners(0);
  return { ...watched, call };
}

test('[D4.1] the app’s own connection waits for the disk at each commit, whatever it did before', () => {
  const { database, ...library } = openLibrary();
  const level = (): unknown => database.pragma('synchronous', { simple: true });
  expect(level()).toBe(FULL);
  const unhurried = createUnhurriedTransaction(database);
  unhurried(() => addFeed({ database, ...library }, 'a'));
  expect(level()).toBe(FULL);
  expect(() => {
    unhurried(() => {
      throw new Error('It failed midway.');
    });
  }).toThrow('It failed midway.');
  expect(level()).toBe(FULL);
  database.pragma('wal_checkpoint(TRUNCATE)');
  expect(level()).toBe(FULL);
});

test('[D4.2] a hundred bookmarks are a hundred times asked of the disk, each before it is acknowledged', { timeout: 120_000 }, async () => {
  const server = await feedServer();
  server.serve('/feed', rss(items(BOOKMARKS)));
  const first = engine();
  await subscribe(first, server.url('/feed'));
  const rows: ArticleRow[] = await list(first);
  expect(rows).toHaveLength(BOOKMARKS);
  await first.close();

  const watched = watchedEngine(first.directory);
  await watched.call('articles.counts', {});
  // Copies and other files that are made meanwhile are asked for besides.
  const log = join(first.directory, `${LIBRARY_FILE}-wal>`);
  const syncs = (): number =>
    watched.requests().filter((request) => isSync(request) && request.includes(log)).length;
  const seen: number[] = [];
  for (const [index, { id }] of rows.entries()) {
    await watched.call('articles.setBookmarked', { id, bookmarked: true });
    if (index % 10 === 9) seen.push(syncs());
  }
  // Counted every ten: none of them waits for a later one.
  const rises = seen.slice(1).map((count, index) => count - seen[index]!);
  expect(Math.min(...rises)).toBeGreaterThanOrEqual(10);
  expect(seen.at(-1)! - seen[0]!).toBeGreaterThanOrEqual(BOOKMARKS - 10);

  // Control: reading asks nothing of the disk.
  const before = syncs();
  for (const { id } of rows.slice(0, 20)) await watched.call('articles.get', { id });
  expect(syncs() - before).toBeLessThan(5);
}); // prettier-ignore

/** What was asked about one file: its bytes, its new name, and the folder that has the name. */
function courseOf(requests: readonly string[], name: string, folder: string): string[] {
  return requests.flatMap((request) => {
    if (isSync(request) && request.includes(`${folder}>`)) return ['folder'];
    if (isSync(request) && request.includes(name)) return ['bytes'];
    return /\brename/.test(request) && request.includes(name) ? ['name'] : [];
  });
}

test('[D4.3] files beside the library are written beside their place, made sure of, named, and made sure of again', { timeout: 60_000 }, async () => {
  const directory = temporaryFolder();
  const watched = watchedEngine(directory);
  await watched.call('sample.add', {});
  const media = join(directory, 'media');
  const pictures = (): string[] =>
    readdirSync(media, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /^[0-9a-f]{64}$/.test(entry.name))
      .map((entry) => join(entry.parentPath, entry.name));
  await expect.poll(() => pictures().length, { timeout: 20_000 }).toBeGreaterThan(0);
  const [picture] = pictures();
  const folder = join(picture!, '..');
  await expect
    .poll(() => courseOf(watched.requests(), picture!, folder), { timeout: 20_000 })
    .toEqual(['bytes', 'name', 'folder']);

  const place = temporaryFolder();
  const file = join(place, 'window.json');
  const shell = startWatched(temporaryFolder(), [STATE_WRITER_PATH, file]);
  await once(shell.child, 'exit');
  expect(courseOf(shell.requests(), file, place)).toEqual(['bytes', 'name', 'folder']);
  expect(readdirSync(place)).toEqual(['window.json']);
}); // prettier-ignore
