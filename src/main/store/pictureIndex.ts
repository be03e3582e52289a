/** What is stored of pictures, for keeping files and rows in agreement. */
import type { MediaId } from '../../shared/model';
import type { NamedPicture, PictureIndex } from '../core/ports';
import type { WritableDb } from './database';

/** Comes after every hexadecimal digit. */
const AFTER_ALL = 'g';

/** Implements `PictureIndex` of core/ports.ts. */
export function createPictureIndex(db: WritableDb): PictureIndex {
  const byteLength = db
    .prepare<[string], number>('SELECT byte_length FROM media WHERE id = ?')
    .pluck();
  const namedFrom = db.prepare<[string, string], NamedPicture>(
    'SELECT id, byte_length AS byteLength FROM media WHERE id >= ? AND id < ? ORDER BY id',
  );
  const sources = db
    .prepare<[string], string>('SELECT DISTINCT source FROM article_media WHERE media_id = ?')
    .pluck();
  // Its version would make the server say that nothing has changed.
  const askAgain = db.prepare<[string]>(
    `UPDATE icons SET media_id = NULL, etag = NULL, last_modified = NULL, next_due_at = 0
     WHERE media_id = ?`,
  );
  const forgetUnused = db.prepare<[]>(
    `DELETE FROM media
     WHERE NOT EXISTS (SELECT 1 FROM article_media l WHERE l.media_id = media.id)
       AND NOT EXISTS (SELECT 1 FROM icons i WHERE i.media_id = media.id)`,
  );
  return {
    byteLengthOf: (id: MediaId) => byteLength.get(id) ?? null,
    namedFrom: (start) => namedFrom.all(start, `${start}${AFTER_ALL}`),
    sourcesOf: (id) => sources.all(id),
    askForIconAgain: (id) => askAgain.run(id).changes > 0,
    forgetUnused: () => void forgetUnused.run(),
  };
}
