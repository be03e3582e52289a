/**
 * What a reader could not get back from anywhere: subscriptions, folders, settings and bookmarks,
 * written out beside the library for the day when neither it nor a backup can be read.
 */
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type Database from 'better-sqlite3';
import { writeOpml } from '../core/writeOpml';
import { writeDurably } from './durableFile';
import { exportsFolder } from './libraryFiles';

type Row = Readonly<Record<string, string | number | null>>;

export interface ExportedState {
  readonly exportedAt: number;
  readonly folders: readonly Row[];
  readonly feeds: readonly Row[];
  readonly settings: readonly Row[];
  /** Rows of `article_states` and of `articles`; the texts are too large for this. */
  readonly bookmarks: readonly { readonly state: Row; readonly article: Row }[];
}

const STATE_FILE = 'library.json';
/** For people, who can take it to any other reader. */
const OPML_FILE = 'subscriptions.opml';

/** Reads it from a library. Secrets are left out. */
export function readState(database: Database.Database, now: number): ExportedState {
  const all = (sql: string): Row[] => database.prepare<[], Row>(sql).all().map(withoutBytes);
  const states = all('SELECT * FROM article_states WHERE bookmarked_at IS NOT NULL ORDER BY id');
  const article = database.prepare<[number], Row>('SELECT * FROM articles WHERE id = ?');
  return {
    exportedAt: now,
    folders: all('SELECT * FROM folders ORDER BY id'),
    feeds: all('SELECT * FROM feeds ORDER BY id'),
    settings: all('SELECT * FROM settings ORDER BY key'),
    bookmarks: states.flatMap((state) => {
      const found = article.get(Number(state.id));
      return found === undefined ? [] : [{ state, article: withoutBytes(found) }];
    }),
  };
}

function withoutBytes(row: Row): Row {
  return Object.fromEntries(
    Object.entries(row).filter(([, value]) => !((value as unknown) instanceof Uint8Array)),
  );
}

/**
 * Writes it beside the library, unless the same was written before.
 *
 * @returns whether anything was written.
 * @throws the system's error; what was there then stays.
 */
export function writeState(directory: string, state: ExportedState): boolean {
  const before = readExport(directory);
  if (before !== null && isSame(before, state)) return false;
  const folder = exportsFolder(directory);
  mkdirSync(folder, { recursive: true });
  writeDurably(join(folder, STATE_FILE), JSON.stringify(state));
  writeDurably(join(folder, OPML_FILE), writeOpml(outlineOf(state)));
  return true;
}

/**
 * Whether something is gone that nobody deletes: the state of an article that was bookmarked, or a
 * feed that was not removed. Then the library may be damaged without knowing it.
 */
export function hasLost(database: Database.Database, before: ExportedState): boolean {
  const state = database.prepare('SELECT 1 FROM article_states WHERE id = ?');
  const feed = database.prepare('SELECT 1 FROM feeds WHERE id = ?');
  return (
    before.bookmarks.some((bookmark) => state.get(bookmark.state.id) === undefined) ||
    before.feeds.some(({ id, removed_at }) => removed_at === null && feed.get(id) === undefined)
  );
}

/** @returns null when there is none, or none that can be read. */
export function readExport(directory: string): ExportedState | null {
  const path = join(exportsFolder(directory), STATE_FILE);
  if (!existsSync(path)) return null;
  try {
    const read = JSON.parse(readFileSync(path, 'utf8')) as Partial<ExportedState>;
    const { exportedAt, folders, feeds, settings, bookmarks } = read;
    if (typeof exportedAt !== 'number') return null;
    const lists = [folders, feeds, settings, bookmarks];
    if (!lists.every((list) => Array.isArray(list))) return null;
    return read as ExportedState;
  } catch {
    return null;
  }
}

const isSame = (left: ExportedState, right: ExportedState): boolean =>
  JSON.stringify({ ...left, exportedAt: 0 }) === JSON.stringify({ ...right, exportedAt: 0 });

function outlineOf({ folders, feeds }: ExportedState): Parameters<typeof writeOpml>[0] {
  return {
    folders: folders.map(({ id, parent_id, title }) => ({
      id: Number(id),
      parentId: parent_id === null ? null : Number(parent_id),
      title: String(title),
    })),
    feeds: feeds
      .filter(({ removed_at }) => removed_at === null)
      .map(({ url, title, site_url, folder_id }) => ({
        url: String(url),
        title: String(title),
        siteUrl: site_url === null || site_url === undefined ? null : String(site_url),
        folderId: folder_id === null || folder_id === undefined ? null : Number(folder_id),
      })),
  };
}
