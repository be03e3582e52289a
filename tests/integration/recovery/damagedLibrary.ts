/** A library of some size, copies of it that are damaged, and the app that starts on them. */
import { copyFileSync, cpSync, existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, expect } from 'vitest';
import type { ParsedArticle } from '../../../src/main/core/parsedFeed';
import { backUpLibrary } from '../../../src/main/store/caretaker/backUpLibrary';
import { openToRead } from '../../../src/main/store/libraryCheck';
import { readMarker, writeMarker } from '../../../src/main/store/profileMarker';
import { readState, writeState } from '../../../src/main/store/stateExport';
import type { ArticleId } from '../../../src/shared/model';
import { temporaryFolder } from '../../support/forOneTest';
import { addFeed, article, LIBRARY_FILE } from '../../support/library';
import { seededRandom } from '../../support/seededRandom';
import {
  removeDirectory,
  startEngine,
  temporaryDirectory,
  type RunningEngine,
} from '../../support/startEngine';
import { searchedLibrary } from '../search/searching';

export const FEEDS = 40;
export const ARTICLES = 5000;
export const FOLDERS = 5;

/** What nobody could get back from anywhere. */
export interface Kept {
  readonly feeds: ReadonlySet<string>;
  readonly folders: ReadonlySet<string>;
  /** Their addresses. */
  readonly bookmarks: ReadonlySet<string>;
  readonly articles: number;
}

export interface Made {
  readonly directory: string;
  readonly kept: Kept;
}

/**
 * One library for all tests of a file, made within the first of them.
 *
 * @returns what makes it, or gives it to those that come later.
 */
export function sharedLibrary(): () => Promise<Made> {
  const directory = temporaryDirectory();
  afterAll(() => {
    removeDirectory(directory);
  });
  let made: Promise<Made> | undefined;
  return () => (made ??= makeLibrary(directory));
}

/** Words as common as the words of a language are: few often, many seldom. */
function textOf(random: () => number, words: number): string {
  const word = (): string => `w${Math.floor(4000 * random() ** 3).toString(36)}`;
  return `<p>${Array.from({ length: words }, word).join(' ')}</p>`;
}

/**
 * Makes a library as the app leaves it when it is killed: with its marker, its export, two thirds of
 * its bookmarks in a backup, and the note that it is in use.
 */
async function makeLibrary(directory: string): Promise<Made> {
  const library = searchedLibrary(directory);
  const random = seededRandom(6);
  const feedIds = library.database.transaction(() =>
    Array.from({ length: FEEDS }, (_, number) => {
      const folderId = library.feeds.ensureFolder(null, `Folder ${String(number % FOLDERS)}`);
      return addFeed(library, `f${String(number)}`, { folderId });
    }),
  )();
  // So that nothing is fetched while it is looked at.
  library.database.exec('UPDATE fetch_states SET next_due_at = 9000000000000');
  const ids: ArticleId[] = [];
  library.database.transaction(() => {
    for (const [place, feedId] of feedIds.entries()) {
      const articles: ParsedArticle[] = Array.from({ length: ARTICLES / FEEDS }, (_, number) =>
        article(`${String(place)}-${String(number)}`, {
          title: textOf(random, 6).slice(3, -4),
          source: textOf(random, 20 + Math.floor(60 * random())),
        }),
      );
      const saved = library.articles.save(feedId, articles, 1.7e12 + place);
      ids.push(...saved.map(({ id }) => id));
    }
  })();
  const mark = (remainder: number): void => {
    library.database.transaction(() => {
      for (const id of ids) {
        if (id % 10 === remainder) library.states.setBookmarked(id, true, 1.7e12);
      }
      library.states.setRead(ids.filter((id) => id % 2 === 0), true, 1.7e12); // prettier-ignore
    })();
  };
  mark(0);
  void library.index().catch(() => undefined);
  await expect.poll(() => library.searchIndex.waiting(), { timeout: 30_000 }).toBe(0);
  library.database.pragma('wal_checkpoint(TRUNCATE)');
  const options = { directory, nativeBinding: null, now: 1.7e12, isStopped: () => false };
  expect(await backUpLibrary(options)).toBe('made');
  // What came after the backup.
  mark(5);
  library.database.pragma('wal_checkpoint(TRUNCATE)');
  library.database.close();
  writeMarker(directory, { createdAt: 1.6e12, checkedAt: null });
  const reading = openToRead(join(directory, LIBRARY_FILE), null);
  writeState(directory, readState(reading, 1.7e12));
  reading.close();
  writeFileSync(join(directory, 'in-use'), '');
  return { directory, kept: keptIn(directory) };
}

export function keptIn(directory: string): Kept {
  const database = new Database(join(directory, LIBRARY_FILE), { readonly: true });
  try {
    const all = (sql: string): Set<string> =>
      new Set(database.prepare<[], string>(sql).pluck().all());
    return {
      feeds: all('SELECT url FROM feeds'),
      folders: all('SELECT title FROM folders'),
      bookmarks: all(
        'SELECT a.url FROM article_states s JOIN articles a ON a.id = s.id WHERE bookmarked_at IS NOT NULL',
      ),
      articles: database.prepare<[], number>('SELECT count(*) FROM bodies').pluck().get() ?? 0,
    };
  } finally {
    database.close();
  }
}

/** A copy of a profile. @param withBackups false for the profile of somebody who has none yet. */
export function copyOf(directory: string, withBackups: boolean): string {
  const copy = temporaryFolder();
  mkdirSync(copy, { recursive: true });
  for (const name of readdirSync(directory)) {
    if (name === 'backups' && !withBackups) continue;
    cpSync(join(directory, name), join(copy, name), { recursive: true, preserveTimestamps: true });
  }
  return copy;
}

export interface Started {
  readonly reader: RunningEngine;
  /** How often the engine had to be started. */
  readonly starts: number;
}

/** Milliseconds after which the care of the library has begun for certain. */
const LATER_MS = 5 * 60_000;

/**
 * Starts the engine as the app does, uses it, and lets the check come that follows a start after a
 * kill. When the engine asks for it, it is started again.
 */
export async function startLikeTheApp(directory: string): Promise<Started> {
  for (let starts = 1; ; starts += 1) {
    expect(starts, 'the engine starts again and again').toBeLessThan(4);
    const damage = { isFound: false };
    let elapsed = 0;
    const due: (() => void)[] = [];
    const reader = startEngine({
      directory,
      elapsed: () => elapsed,
      later: (_milliseconds, work) => {
        due.push(work);
        return () => undefined;
      },
      onDamage: () => {
        damage.isFound = true;
      },
    });
    await use(reader);
    // What a recovery made was checked before it took its place.
    if (starts === 1 && !damage.isFound) {
      reader.engine.startBackgroundWork();
      await expect
        .poll(
          () => {
            elapsed += LATER_MS;
            for (const work of due.splice(0)) work();
            return damage.isFound || readMarker(directory)?.checkedAt !== null;
          },
          { interval: 10, timeout: 15_000 },
        )
        .toBe(true);
    }
    if (!damage.isFound) return { reader, starts };
    await reader.engine.abandon();
  }
}

/** What a person does first. Errors are what the engine is asked about afterwards. */
async function use({ api }: RunningEngine): Promise<void> {
  const ignore = (): void => undefined;
  await api['feeds.list']({}).catch(ignore);
  await api['articles.counts']({}).catch(ignore);
  const page = { scope: { kind: 'all' }, show: 'all', before: null, limit: 50 } as const;
  const listed = await api['articles.list'](page).catch(() => null);
  const first = listed?.rows[0]?.id;
  if (first !== undefined) {
    await api['articles.setRead']({ ids: [first], read: true }).catch(ignore);
  }
  const search = { text: 'w1', scope: { kind: 'all' }, before: null, limit: 20 } as const;
  await api['search.articles'](search).catch(ignore);
}

/** Folders with old files that a recovery made. */
export function setAsideIn(directory: string): string[] {
  return readdirSync(directory).filter((name) => name.startsWith('corrupt-'));
}

/** Where the old library lies now: in such a folder, or still where it was. */
export function oldLibraryIn(directory: string): string {
  const [folder] = setAsideIn(directory);
  return join(directory, folder ?? '.', LIBRARY_FILE);
}

/** Puts only the library's own file into a new profile. */
export function bareCopyOf(directory: string): string {
  const copy = temporaryFolder();
  const from = join(directory, LIBRARY_FILE);
  if (existsSync(from)) copyFileSync(from, join(copy, LIBRARY_FILE));
  return copy;
}
