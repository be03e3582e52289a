/** Every schema that was released comes to the newest version with everything that a reader had. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { migrations } from '../../../src/main/store/migrations/index';
import { checkLibrary, isSound } from '../../../src/main/store/libraryCheck';
import { temporaryFolder } from '../../support/forOneTest';
import { LIBRARY_FILE } from '../../support/library';
import { putReleasedLibrary, releasedVersions } from '../../support/releasedLibraries';
import { startEngine } from '../../support/startEngine';
import { factsOf } from './libraryFacts';

const HEAD = migrations.at(-1)!.version;
/** When the fourth feed had been removed for an hour: it is hidden, and its articles are there. */
const SHORTLY_AFTER = 1.74e12 + 3_600_000;

test('of every version but the newest a library is kept', () => {
  const versions = migrations.map(({ version }) => version);
  expect(releasedVersions()).toEqual(expect.arrayContaining(versions.slice(0, -1)));
});

test.each(releasedVersions())(
  'a library of version %i has the same articles, states and hits',
  { timeout: 60_000 },
  async (version) => {
    const directory = temporaryFolder();
    putReleasedLibrary(version, directory);
    const path = join(directory, LIBRARY_FILE);
    const old = new Database(path);
    // Nobody is asked meanwhile.
    old.exec('UPDATE fetch_states SET next_due_at = 9000000000000');
    const before = factsOf(old);
    old.close();
    expect(before.states).toHaveLength(40);

    const reader = startEngine({ directory, clock: { now: () => SHORTLY_AFTER } });
    reader.engine.startBackgroundWork();
    await expect
      .poll(async () => (await reader.api['search.status']({})).waiting, { timeout: 15_000 })
      .toBe(0);
    const scope = { kind: 'all' } as const;
    const listed = await reader.api['articles.list']({ scope, show: 'all', before: null, limit: 100 }); // prettier-ignore
    const bookmarks = await reader.api['articles.list']({ scope: { kind: 'bookmarks' }, show: 'all', before: null, limit: 100 }); // prettier-ignore
    const find = async (text: string): Promise<number> =>
      (await reader.api['search.articles']({ text, scope, before: null, limit: 100 })).rows.length;
    // The fourth feed is removed, and its articles are hidden but for the bookmarks.
    expect(await find('harvest')).toBe(listed.rows.length);
    expect(await find('word12')).toBe(1);
    expect(await find('"harvest number 12"')).toBe(1);
    await reader.close();

    const states = before.states as {
      feed_id: number;
      is_read: number;
      bookmarked_at: number | null;
    }[];
    const shown = states.filter(({ feed_id }) => feed_id !== 4);
    expect(listed.rows).toHaveLength(shown.length);
    expect(listed.rows.filter(({ isRead }) => isRead)).toHaveLength(
      shown.filter(({ is_read }) => is_read === 1).length,
    );
    expect(bookmarks.rows).toHaveLength(states.filter((state) => state.bookmarked_at !== null).length); // prettier-ignore

    const now = new Database(path, { readonly: true });
    const facts = factsOf(now);
    // The engine has some of its own besides.
    expect(facts.settings).toEqual(expect.arrayContaining([...before.settings]));
    expect(facts).toEqual({ ...before, version: HEAD, settings: facts.settings });
    now.close();
    expect(isSound(checkLibrary(path, null))).toBe(true);
    // What it was before is kept.
    expect(readdirSync(join(directory, 'backups'))).toEqual(['before-migration.sqlite3']);
    const kept = new Database(join(directory, 'backups', 'before-migration.sqlite3'), { readonly: true }); // prettier-ignore
    expect(factsOf(kept)).toEqual(before);
    kept.close();
  },
);
