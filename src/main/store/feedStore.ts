/** Feeds and their folders. A removed feed stays until it is purged, so that it can come back. */
import { ReaderError } from '../../shared/errors';
import type { FeedId, FolderId } from '../../shared/model';
import type { FeedStore, RefreshScope } from '../core/ports';
import { LONGEST_INTERVAL_MS } from '../core/refreshPolicy';
import type { WritableDb } from './database';
import { FOLDERS_BELOW } from './foldersBelow';
import { feedOf, folderOf, type FeedRow, type FolderRow } from './rows';

const FEED_COLUMNS = `f.id, f.url, f.site_url, f.title, f.folder_id,
  t.checked_at, t.failure_count, t.error_code, t.error_details`;
const IN_ORDER = 'ORDER BY f.title COLLATE NOCASE, f.id';
interface IdRow {
  readonly id: FeedId;
}

/** Implements `FeedStore` of core/ports.ts. */
export function createFeedStore(db: WritableDb): FeedStore {
  const list = db.prepare<[], FeedRow>(
    `SELECT ${FEED_COLUMNS} FROM feeds f JOIN fetch_states t ON t.feed_id = f.id
     WHERE f.removed_at IS NULL ${IN_ORDER}`,
  );
  const listFolders = db.prepare<[], FolderRow>(
    'SELECT id, parent_id, title FROM folders ORDER BY title COLLATE NOCASE, id',
  );
  const find = db.prepare<[number], FeedRow>(
    `SELECT ${FEED_COLUMNS} FROM feeds f JOIN fetch_states t ON t.feed_id = f.id
     WHERE f.removed_at IS NULL AND f.id = ?`,
  );
  const findByUrl = db.prepare<[string], { id: FeedId; title: string; removed_at: number | null }>(
    'SELECT id, title, removed_at FROM feeds WHERE url = ?',
  );
  const allIds = db.prepare<[], IdRow>(
    `SELECT f.id FROM feeds f WHERE f.removed_at IS NULL ${IN_ORDER}`,
  );
  const idsInFolder = db.prepare<[number], IdRow>(
    `SELECT f.id FROM feeds f WHERE f.removed_at IS NULL
     AND f.folder_id IN (${FOLDERS_BELOW}) ${IN_ORDER}`,
  );
  const due = db.prepare<[number, number], IdRow>(
    `SELECT t.feed_id AS id FROM fetch_states t JOIN feeds f ON f.id = t.feed_id
     WHERE (t.next_due_at <= ? OR t.next_due_at > ?) AND f.removed_at IS NULL
     ORDER BY t.next_due_at`,
  );
  const insertFeed = db.prepare<[string, string, string | null, number | null, number]>(
    'INSERT INTO feeds (url, title, site_url, folder_id, added_at) VALUES (?, ?, ?, ?, ?)',
  );
  const insertFetchState = db.prepare<[number]>('INSERT INTO fetch_states (feed_id) VALUES (?)');
  const describe = db.prepare<[string, string | null, number]>(
    'UPDATE feeds SET title = ?, site_url = ? WHERE id = ?',
  );
  const setRemoved = db.prepare<[number | null, number]>(
    'UPDATE feeds SET removed_at = ? WHERE id = ?',
  );
  const removedBefore = db.prepare<[number], IdRow>('SELECT id FROM feeds WHERE removed_at < ?');
  const deleteEmpty = db.prepare<[number]>(
    `DELETE FROM feeds WHERE id = ? AND removed_at IS NOT NULL
     AND NOT EXISTS (SELECT 1 FROM article_states WHERE feed_id = feeds.id)`,
  );
  const fetchState = db.prepare<
    [number],
    {
      etag: string | null;
      last_modified: string | null;
      body_hash: string | null;
      failure_count: number;
    }
  >('SELECT etag, last_modified, body_hash, failure_count FROM fetch_states WHERE feed_id = ?');
  const recordContent = db.prepare<[string | null, string | null, string, number]>(
    'UPDATE fetch_states SET etag = ?, last_modified = ?, body_hash = ? WHERE feed_id = ?',
  );
  const forgetVersion = db.prepare<[number]>(
    `UPDATE fetch_states SET etag = NULL, last_modified = NULL, body_hash = NULL, next_due_at = 0
     WHERE feed_id = ?`,
  );
  const recordSuccess = db.prepare<[number, number, number]>(
    `UPDATE fetch_states SET checked_at = ?, next_due_at = ?, failure_count = 0, error_code = NULL,
     error_details = NULL WHERE feed_id = ?`,
  );
  const recordFailure = db.prepare<[number | null, number, string, string, number]>(
    `UPDATE fetch_states SET checked_at = coalesce(?, checked_at), next_due_at = ?, failure_count = failure_count + 1,
     error_code = ?, error_details = ? WHERE feed_id = ?`,
  );
  const insertFolder = db.prepare<[number | null, string]>(
    'INSERT INTO folders (parent_id, title) VALUES (?, ?) ON CONFLICT DO NOTHING',
  );
  const findFolder = db.prepare<[number | null, string], { id: FolderId }>(
    'SELECT id FROM folders WHERE parent_id IS ? AND title = ?',
  );

  const idsOf = (rows: readonly IdRow[]): FeedId[] => rows.map(({ id }) => id);

  return {
    list: () => ({ feeds: list.all().map(feedOf), folders: listFolders.all().map(folderOf) }),
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
    dueIds: (now) => idsOf(due.all(now, now + LONGEST_INTERVAL_MS)),
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
    add({ url, title, siteUrl, folderId, addedAt }) {
      const id = Number(insertFeed.run(url, title, siteUrl, folderId, addedAt).lastInsertRowid);
      insertFetchState.run(id);
      return id as FeedId;
    },
    describe: (id, { title, siteUrl }) => void describe.run(title, siteUrl, id),
    markRemoved: (id, at) => void setRemoved.run(at, id),
    restore: (id) => void setRemoved.run(null, id),
    removedBefore: (at) => idsOf(removedBefore.all(at)),
    deleteIfEmpty: (id) => void deleteEmpty.run(id),
    forgetVersion: (id) => void forgetVersion.run(id),
    fetchState(id) {
      const row = fetchState.get(id);
      if (row === undefined) throw new ReaderError('not-found', 'There is no such feed.');
      return {
        validators: { etag: row.etag, lastModified: row.last_modified },
        bodyHash: row.body_hash,
        failureCount: row.failure_count,
      };
    },
    recordSuccess(id, { checkedAt, nextDueAt, version }) {
      if (version !== null) {
        const { etag, lastModified } = version.validators;
        recordContent.run(etag, lastModified, version.bodyHash, id);
      }
      recordSuccess.run(checkedAt, nextDueAt, id);
    },
    recordFailure: (id, { checkedAt, nextDueAt, code, details }) =>
      void recordFailure.run(checkedAt, nextDueAt, code, JSON.stringify(details), id),
    ensureFolder(parentId, title) {
      insertFolder.run(parentId, title);
      const folder = findFolder.get(parentId, title);
      if (folder === undefined) throw new ReaderError('storage', 'The folder was not stored.');
      return folder.id;
    },
  };
}
