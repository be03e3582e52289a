/** Folders that feeds are kept in. */
import { ReaderError } from '../../shared/errors';
import type { Folder, FolderId } from '../../shared/model';
import type { WritableDb } from './database';
import { folderOf, type FolderRow } from './feedRows';

export interface FolderStore {
  /** In the order of the sidebar. */
  list(): Folder[];
  /** The folder of that title inside `parentId`, made if it is missing. */
  ensure(parentId: FolderId | null, title: string): FolderId;
}

/** The part of `FeedStore` of core/ports.ts that is about folders. */
export function createFolderStore(db: WritableDb): FolderStore {
  const list = db.prepare<[], FolderRow>(
    'SELECT id, parent_id, title FROM folders ORDER BY title COLLATE NOCASE, id',
  );
  const insert = db.prepare<[number | null, string]>(
    'INSERT INTO folders (parent_id, title) VALUES (?, ?) ON CONFLICT DO NOTHING',
  );
  const find = db.prepare<[number | null, string], { id: FolderId }>(
    'SELECT id FROM folders WHERE parent_id IS ? AND title = ?',
  );

  return {
    list: () => list.all().map(folderOf),
    ensure(parentId, title) {
      insert.run(parentId, title);
      const folder = find.get(parentId, title);
      if (folder === undefined) throw new ReaderError('storage', 'The folder was not stored.');
      return folder.id;
    },
  };
}
