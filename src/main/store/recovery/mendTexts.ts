/** Every article has a text, as the rest of the app expects. */
import type { WritableDb } from '../database';

/**
 * A bookmarked article of which only the beginning is left keeps that, and takes its text from its
 * feed again where that still lists it: no document has an empty fingerprint. The others go; their
 * states stay, so that they come back as read or unread as they were.
 *
 * Triggers are expected to be away.
 */
export function mendTexts(database: WritableDb): void {
  database.exec(`
    INSERT INTO bodies (article_id, source)
      SELECT a.id, replace(replace(a.excerpt, '&', '&amp;'), '<', '&lt;')
      FROM articles a JOIN article_states s ON s.id = a.id
      WHERE s.bookmarked_at IS NOT NULL AND a.id NOT IN (SELECT article_id FROM bodies);
    UPDATE articles SET fingerprint = '' WHERE id IN (
      SELECT b.article_id FROM bodies b JOIN articles a ON a.id = b.article_id
      WHERE b.packed IS NULL AND b.source = replace(replace(a.excerpt, '&', '&amp;'), '<', '&lt;')
    );
    DELETE FROM articles WHERE id NOT IN (SELECT article_id FROM bodies);
  `);
  // What hung on them.
  for (const table of ['article_media', 'article_versions', 'full_texts']) {
    database.exec(`DELETE FROM ${table} WHERE article_id NOT IN (SELECT id FROM articles)`);
  }
}
