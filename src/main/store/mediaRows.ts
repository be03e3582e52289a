/** The row that every stored picture has, whatever shows it. */
import type { StoredPicture } from '../core/ports';
import type { WritableDb } from './database';

/** @returns what notes a picture; one that is noted already stays as it is. */
export function prepareMediaInsert(db: WritableDb): (picture: StoredPicture, at: number) => void {
  const insert = db.prepare<[string, string, number, number, number, number]>(
    `INSERT INTO media (id, content_type, width, height, byte_length, stored_at)
     VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
  );
  return ({ id, contentType, width, height, byteLength }, at) => {
    insert.run(id, contentType, width, height, byteLength, at);
  };
}
