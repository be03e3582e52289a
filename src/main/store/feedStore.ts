/** Feeds. A removed feed stays until it is purged, so that it can come back. */
import type { FeedId } from '../../shared/model';
import type { FeedStore, FeedWords, RefreshScope } from '../core/ports';
import type { WritableDb } from './database';
import { feedOf, HAS_SERVER, SELECT_FEEDS, type FeedRow } from './feedRows';
import { FOLDERS_BELOW } from './foldersBelow';
import { createFolderStore } from './folderStore';

const IN_ORDER = 'ORDER BY f.title COLLATE NOCASE, f.id';
interface IdRow {
  readonly id: FeedId;
}

/** Implements `FeedStore` of core/ports.ts. */
export function createFeedStore(db: WritableDb): FeedStore {
  const folders = createFolderStore(db);
  const list = db.prepare<[], FeedRow>(`${SELECT_FEEDS} WHERE f.removed_at IS NULL ${IN_ORDER}`);
  const find = db.prepare<[number], FeedRow>(
    `${SELECT_FEEDS} WHERE f.removed_at IS NULL AND f.id = ?`,
  );
  // An address that is being joined into another feed is that feed's from now on.
  const findByUrl = db.prepare<[string], { id: FeedId; title: string; removed_at: number | null }>(
    `SELECT k.id, k.title, k.removed_at FROM feeds f
     JOIN feeds k ON k.id = ifnull(f.merging_into, f.id) WHERE f.url = ?`,
  );
  const allIds = db.prepare<[], IdRow>(
    `SELECT f.id FROM feeds f WHERE f.removed_at IS NULL AND ${HAS_SERVER} ${IN_ORDER}`,
  );
  const idsInFolder = db.prepare<[number], IdRow>(
    `SELECT f.id FROM feeds f WHERE f.removed_at IS NULL AND ${HAS_SERVER}
     AND f.folder_id IN (${FOLDERS_BELOW}) ${IN_ORDER}`,
  );
  const insertFeed = db.prepare<[string, string, string | null, number | null, number, number]>(
    `INSERT INTO feeds (url, title, site_url, folder_id, added_at, allows_private)
     VALUES (?, ?, ?, ?, ?, ?)`,
  );
  const insertFetchState = db.prepare<[number]>('INSERT INTO fetch_states (feed_id) VALUES (?)');
  const describe = db.prepare<[FeedWords & IdRow]>(
    `UPDATE feeds SET title = @title, site_url = @siteUrl, description = @description,
       language = @language, icon_url = @iconUrl
     WHERE id = @id AND (title, site_url, description, language, icon_url)
       IS NOT (@title, @siteUrl, @description, @language, @iconUrl)`,
  );
  const presentUrl = db
    .prepare<[number], string>('SELECT url FROM feeds WHERE id = ? AND removed_at IS NULL')
    .pluck();
  const presentTitle = db
    .prepare<[number], string>('SELECT title FROM feeds WHERE id = ? AND removed_at IS NULL')
    .pluck();
  const urlOf = db.prepare<[number], string>('SELECT url FROM feeds WHERE id = ?').pluck();
  const setUrl = db.prepare<[string, number, number]>(
    'UPDATE OR IGNORE feeds SET url = ?, allows_private = allows_private AND ? WHERE id = ?',
  );
  const forgetMove = db.prepare<[number]>(
    'UPDATE fetch_states SET moved_to = NULL, moved_first_at = NULL WHERE feed_id = ?',
  );
  const remove = db.prepare<[number, number]>('UPDATE feeds SET removed_at = ? WHERE id = ?');
  const restore = db.prepare<[number]>(
    'UPDATE feeds SET removed_at = NULL WHERE id = ? AND merging_into IS NULL',
  );
  const removedBefore = db.prepare<[number], IdRow>(
    'SELECT id FROM feeds WHERE removed_at < ? AND merging_into IS NULL',
  );
  const deleteEmpty = db.prepare<[number]>(
    `DELETE FROM feeds WHERE id = ? AND removed_at IS NOT NULL
     AND NOT EXISTS (SELECT 1 FROM article_states WHERE feed_id = feeds.id)`,
  );

  const idsOf = (rows: readonly IdRow[]): FeedId[] => rows.map(({ id }) => id);

  return {
    list: () => ({ feeds: list.all().map(feedOf), folders: folders.list() }),
    idsIn(scope: RefreshScope) {
      switch (scope.kind) {
        case 'all':
          return idsOf(allIds.all());
        case 'folder':
          return idsOf(idsInFolder.all(scope.folderId));
        case 'feed':
          return find.get(scope.feedId) === undefined ? [] : [scope.feedId];
      }
    },
    urlOf: (id) => presentUrl.get(id) ?? null,
    titleOf: (id) => presentTitle.get(id) ?? null,
    find(id) {
      const row = find.get(id);
      return row === undefined ? null : feedOf(row);
    },
    findByUrl(url) {
      const row = findByUrl.get(url);
      return row === undefined
        ? null
        : { id: row.id, title: row.title, isRemoved: row.removed_at !== null };
    },
    add({ url, title, siteUrl, folderId, addedAt, allowsPrivate = false }) {
      const values = [url, title, siteUrl, folderId, addedAt, Number(allowsPrivate)] as const;
      const id = Number(insertFeed.run(...values).lastInsertRowid);
      insertFetchState.run(id);
      return id as FeedId;
    },
    describe: (id, words) => describe.run({ ...words, id }).changes > 0,
    changeUrl(id, url) {
      const before = urlOf.get(id);
      if (before === undefined) return false;
      const staysAllowed = new URL(before).origin === new URL(url).origin;
      if (setUrl.run(url, Number(staysAllowed), id).changes === 0) return false;
      forgetMove.run(id);
      return true;
    },
    markRemoved: (id, at) => void remove.run(at, id),
    restore: (id) => void restore.run(id),
    removedBefore: (at) => idsOf(removedBefore.all(at)),
    deleteIfEmpty: (id) => void deleteEmpty.run(id),
    ensureFolder: (parentId, title) => folders.ensure(parentId, title),
  };
}
