/** Which articles show which stored pictures. The pictures themselves are files. */
import type { MediaId, StoredImage } from '../../shared/model';
import type { MediaIndex } from '../core/ports';
import type { WritableDb } from './database';
import { prepareMediaInsert } from './mediaRows';

/** Implements `MediaIndex` of core/ports.ts. */
export function createMediaStore(db: WritableDb): MediaIndex {
  const insertMedia = prepareMediaInsert(db);
  const link = db.prepare<[number, string, string, number]>(
    `INSERT INTO article_media (article_id, source, media_id, position)
     VALUES (?, ?, ?, (SELECT ifnull(max(position) + 1, 0) FROM article_media WHERE article_id = ?))
     ON CONFLICT (article_id, source) DO UPDATE SET media_id = excluded.media_id`,
  );
  const keepOnly = db.prepare<[number, string]>(
    `DELETE FROM article_media WHERE article_id = ?
     AND source NOT IN (SELECT value FROM json_each(?))`,
  );
  const imagesOf = db.prepare<[number], StoredImage>(
    `SELECT l.source, l.media_id AS mediaId, m.width, m.height
     FROM article_media l JOIN media m ON m.id = l.media_id
     WHERE l.article_id = ? ORDER BY l.position`,
  );
  const contentTypeOf = db
    .prepare<[string], string>(
      `SELECT m.content_type FROM media m WHERE m.id = ? AND (EXISTS (
         SELECT 1 FROM article_media l JOIN article_states s ON s.id = l.article_id
         JOIN feeds f ON f.id = s.feed_id
         WHERE l.media_id = m.id AND (f.removed_at IS NULL OR s.bookmarked_at IS NOT NULL))
       OR EXISTS (
         SELECT 1 FROM icons i JOIN feeds f ON f.icon_host = i.host
         WHERE i.media_id = m.id AND f.removed_at IS NULL))`,
    )
    .pluck();

  return {
    link(articleId, source, picture, at) {
      insertMedia(picture, at);
      link.run(articleId, source, picture.id, articleId);
    },
    keepOnly: (articleId, sources) => void keepOnly.run(articleId, JSON.stringify(sources)),
    imagesOf: (articleId) => imagesOf.all(articleId),
    contentTypeOf: (id: MediaId) => contentTypeOf.get(id) ?? null,
  };
}
