/** A profile on a disk that may not be written. */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, onTestFinished, test } from 'vitest';
import { engineOptions, EngineThread } from '../../support/engineThread';
import { addFeed, article, LIBRARY_FILE, openLibrary, save } from '../../support/library';
import { mountSmallDisk } from '../../support/smallDisk';

interface Profile {
  readonly directory: string;
  readonly content: () => [name: string, bytes: string][];
}

/** A library, with what is newest of it still in its log, on a disk that cannot be written any more. */
function readOnlyProfile(): Profile {
  const library = openLibrary();
  const feed = addFeed(library, 'a');
  for (const name of ['one', 'two']) save(library, feed, article(name));
  // Nobody is asked meanwhile.
  library.database.exec('UPDATE fetch_states SET next_due_at = 9000000000000');
  const disk = mountSmallDisk('tmpfs', 8);
  onTestFinished(() => {
    disk.unmount();
  });
  const directory = join(disk.directory, 'library');
  mkdirSync(directory);
  for (const suffix of ['', '-wal']) {
    cpSync(`${library.path}${suffix}`, join(directory, `${LIBRARY_FILE}${suffix}`));
  }
  execFileSync('mount', ['-o', 'remount,ro', disk.directory], { stdio: 'pipe' });
  const content = (): [string, string][] =>
    readdirSync(directory).map((name) => [name, readFileSync(join(directory, name), 'base64')]);
  return { directory, content };
}

function thread(directory: string): EngineThread {
  const started = new EngineThread(engineOptions(directory));
  onTestFinished(async () => {
    await started.close();
  });
  return started;
}

const copiesIn = (): string[] =>
  readdirSync(tmpdir()).filter((name) => name.startsWith('broadsheet-copy-'));

const page = { scope: { kind: 'all' }, show: 'all', before: null, limit: 10 } as const;

describe('a library that cannot be written', () => {
  test('[D11.1] is read, searched and marked as usual', async () => {
    const { directory } = readOnlyProfile();
    const started = thread(directory);
    await started.status('ready');
    const { rows } = await started.api['articles.list'](page);
    expect(rows.map(({ title }) => title).sort()).toEqual(['Title of one', 'Title of two']);
    await started.api['articles.setRead']({ ids: [rows[0]!.id], read: true });
    expect((await started.api['articles.counts']({})).unread).toBe(1);
    expect((await started.api['articles.get']({ id: rows[0]!.id })).html).toContain('Text of');
  });

  test('[D11.2] says that changes will not be kept', async () => {
    const { directory } = readOnlyProfile();
    const { api } = thread(directory);
    expect(await api['library.state']({})).toEqual({
      temporary: 'read-only',
      recovery: null,
      backupAt: null,
    });
  });

  test('[D11.3] has not a byte changed, and no copy of it is left', async () => {
    const { directory, content } = readOnlyProfile();
    const before = content();
    const copies = copiesIn();
    const started = thread(directory);
    const { rows } = await started.api['articles.list'](page);
    await started.api['articles.setBookmarked']({ id: rows[0]!.id, bookmarked: true });
    expect(await started.close()).toBe(0);
    expect(content()).toEqual(before);
    expect(copiesIn()).toEqual(copies);
    // Nothing was kept.
    const again = thread(directory);
    expect((await again.api['articles.counts']({})).bookmarked).toBe(0);
  });

  test('[D11.4] is no reason to end: the engine complains of nothing and closes as usual', async () => {
    const { directory } = readOnlyProfile();
    const started = thread(directory);
    await started.status('ready');
    await started.api['settings.update']({ change: { listWidth: 300 } });
    expect((await started.api['settings.get']({})).listWidth).toBe(300);
    expect(await started.close()).toBe(0);
    expect(started.log.filter(({ level }) => level === 'error')).toEqual([]);
  });

  test('[D11.4] control: SQLite itself cannot open it, not even for reading', () => {
    const { directory } = readOnlyProfile();
    const path = join(directory, LIBRARY_FILE);
    expect(() => {
      const database = new Database(path, { readonly: true });
      onTestFinished(() => {
        database.close();
      });
      database.prepare('SELECT count(*) FROM articles').get();
    }).toThrow(expect.objectContaining({ code: 'SQLITE_CANTOPEN' }) as Error);
  });
});
