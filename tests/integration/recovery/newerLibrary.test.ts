/** A library that a newer version of the app has changed. */
import { createHash } from 'node:crypto';
import { copyFileSync, cpSync, existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, onTestFinished, test } from 'vitest';
import { migrations } from '../../../src/main/store/migrations/index';
import type { LibraryWay } from '../../../src/shared/model';
import { engineOptions, EngineThread } from '../../support/engineThread';
import { temporaryFolder } from '../../support/forOneTest';
import { addFeed, article, LIBRARY_FILE, openLibrary, save } from '../../support/library';

const HEAD = migrations.at(-1)!.version;

function thread(directory: string, way: LibraryWay | null = null): EngineThread {
  const started = new EngineThread({ ...engineOptions(directory), way });
  onTestFinished(async () => {
    await started.close();
  });
  return started;
}

/** Every file of the library and its backups, by what is in it. */
function contentOf(directory: string): Map<string, string> {
  const names = readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter(
      (entry) => entry.isFile() && entry.name.includes('sqlite3') && !entry.name.endsWith('-shm'),
    )
    .map((entry) => join(entry.parentPath, entry.name));
  const hash = (path: string): string =>
    createHash('sha256').update(readFileSync(path)).digest('hex');
  return new Map(names.map((path) => [path, hash(path)]));
}

/** @returns a profile whose library is one version ahead, what is newest of it still in its log. */
function newerLibrary(hasBackup: boolean): string {
  const directory = temporaryFolder();
  const library = openLibrary(directory);
  const feed = addFeed(library, 'a');
  save(library, feed, article('one'));
  // Nobody is asked meanwhile.
  library.database.exec('UPDATE fetch_states SET next_due_at = 9000000000000');
  if (hasBackup) {
    mkdirSync(join(directory, 'backups'));
    library.database
      .prepare('VACUUM INTO ?')
      .run(join(directory, 'backups', 'before-migration.sqlite3'));
  }
  library.database.exec('CREATE TABLE news (id INTEGER PRIMARY KEY) STRICT');
  library.database.pragma(`user_version = ${String(HEAD + 1)}`);
  save(library, feed, article('two'));
  // As a newer app leaves it that is killed: with its log.
  const killed = temporaryFolder();
  cpSync(directory, killed, { recursive: true });
  for (const suffix of ['', '-wal']) {
    copyFileSync(`${library.path}${suffix}`, join(killed, `${LIBRARY_FILE}${suffix}`));
  }
  expect(readFileSync(join(killed, `${LIBRARY_FILE}-wal`)).byteLength).toBeGreaterThan(0);
  return killed;
}

const titles = async ({ api }: EngineThread): Promise<string[]> => {
  const page = { scope: { kind: 'all' }, show: 'all', before: null, limit: 10 } as const;
  return (await api['articles.list'](page)).rows.map(({ title }) => title).sort();
};

describe('a library of a newer version', () => {
  test.each([
    [true, ['copy', 'backup']],
    [false, ['copy']],
  ])(
    '[D9.1] is not opened, nothing is written, and the person is told; with a backup: %s',
    async (hasBackup, ways) => {
      const directory = newerLibrary(hasBackup);
      const before = contentOf(directory);
      const started = thread(directory);
      expect(await started.status('failed')).toEqual({
        state: 'failed',
        reason: expect.stringMatching(/newer version of Broadsheet.*left as it is/) as unknown,
        ways,
      });
      await started.close();
      expect(contentOf(directory)).toEqual(before);
    },
  );

  test('[D9.2] can be read as a copy, of which nothing comes back to it', async () => {
    const directory = newerLibrary(true);
    const before = contentOf(directory);
    const started = thread(directory, 'copy');
    await started.status('ready');
    expect(await titles(started)).toEqual(['Title of one', 'Title of two']);
    const marked = await started.api['articles.setBookmarked']({ id: 1, bookmarked: true });
    expect(marked.changed).toHaveLength(1);
    expect((await started.api['library.state']({})).temporary).toBe('newer');
    expect(await started.close()).toBe(0);
    expect(contentOf(directory)).toEqual(before);
    expect(started.log.filter(({ level }) => level === 'error')).toEqual([]);
  });

  test('[D9.2] that cannot be read at all says so, and is as it was', async () => {
    const directory = newerLibrary(false);
    const newer = new Database(join(directory, LIBRARY_FILE));
    newer.exec('ALTER TABLE articles RENAME TO papers');
    newer.close();
    const before = contentOf(directory);
    const started = thread(directory, 'copy');
    expect(await started.status('failed')).toMatchObject({
      reason: expect.stringMatching(/cannot read. It was left as it is/) as unknown,
    });
    await started.close();
    expect(contentOf(directory)).toEqual(before);
  });

  test('[D9.3] makes way for the backup from before it was changed, and is kept', async () => {
    const directory = newerLibrary(true);
    const before = contentOf(directory);
    const started = thread(directory, 'backup');
    await started.status('ready');
    expect(await titles(started)).toEqual(['Title of one']);
    const { recovery, temporary } = await started.api['library.state']({});
    expect(temporary).toBeNull();
    expect(recovery).toMatchObject({ cause: 'newer', feeds: 1, articles: 1 });
    await started.close();
    for (const suffix of ['', '-wal']) {
      const moved = join(directory, recovery!.folder!, `${LIBRARY_FILE}${suffix}`);
      const hash = createHash('sha256').update(readFileSync(moved)).digest('hex');
      expect(hash).toBe(before.get(join(directory, `${LIBRARY_FILE}${suffix}`)));
    }
    // From now on it is the library.
    const again = thread(directory);
    expect(await titles(again)).toEqual(['Title of one']);
  });

  test('[D9.3] stays where it is when there is no such backup', async () => {
    const directory = newerLibrary(false);
    const before = contentOf(directory);
    const started = thread(directory, 'backup');
    expect(await started.status('failed')).toMatchObject({
      reason: expect.stringMatching(/no backup/) as unknown,
      ways: ['copy'],
    });
    await started.close();
    expect(contentOf(directory)).toEqual(before);
    expect(existsSync(join(directory, 'backups'))).toBe(false);
  });
});
