/** What a reader has in a library, whatever its version, and how it is searched. */
import type Database from 'better-sqlite3';

export interface LibraryFacts {
  readonly version: number;
  readonly feeds: readonly unknown[];
  readonly settings: readonly unknown[];
  readonly states: readonly unknown[];
  readonly articles: readonly unknown[];
}

const has = (database: Database.Database, table: string, column: string): boolean =>
  (database.pragma(`table_info('${table}')`) as { name: string }[]).some(
    ({ name }) => name === column,
  );

export function versionOf(database: Database.Database): number {
  return database.pragma('user_version', { simple: true }) as number;
}

export function factsOf(database: Database.Database): LibraryFacts {
  const version = versionOf(database);
  const empty = { feeds: [], settings: [], states: [], articles: [] };
  if (version === 0) return { version, ...empty };
  const all = (sql: string): unknown[] => database.prepare(sql).all();
  const isRead = has(database, 'article_states', 'is_read')
    ? 's.is_read'
    : 's.id NOT IN (SELECT id FROM unread)';
  const text = has(database, 'bodies', 'source') ? 'b.source' : 'b.html';
  return {
    version,
    feeds: all(
      `SELECT f.id, f.url, f.title, f.site_url, f.added_at, f.removed_at, d.title AS folder, p.title AS parent,
         t.etag, t.last_modified, t.body_hash, t.checked_at, t.failure_count, t.error_code, t.error_details
       FROM feeds f LEFT JOIN folders d ON d.id = f.folder_id LEFT JOIN folders p ON p.id = d.parent_id
       JOIN fetch_states t ON t.feed_id = f.id ORDER BY f.id`,
    ),
    settings: all('SELECT key, value FROM settings ORDER BY key'),
    states: all(
      `SELECT s.id, s.feed_id, s.identity, s.sort_at, s.first_seen_at, s.bookmarked_at, ${isRead} AS is_read
       FROM article_states s ORDER BY s.id`,
    ),
    articles: all(
      `SELECT a.id, a.url, a.title, a.author, a.excerpt, a.word_count, a.published_at, a.fingerprint,
         a.saved_at, ${text} AS text
       FROM articles a JOIN bodies b ON b.article_id = a.id ORDER BY a.id`,
    ),
  };
}
