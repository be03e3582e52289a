import type { WritableDb } from '../database';

/**
 * The first schema.
 *
 * An article is two rows of one id: `article_states` (what the reader did, what lists are ordered
 * by; kept) and `articles` with `bodies` (what the publisher wrote; may be pruned). A pruned article
 * that comes back is recognised by its state and is not new again.
 *
 * Every list reads in order from one index. The last column of some is not for order but for
 * conditions: with it a list or count never looks at the rows behind the index.
 */
export function initial(database: WritableDb): void {
  database.exec(`
    CREATE TABLE folders (
      id        INTEGER PRIMARY KEY,
      parent_id INTEGER REFERENCES folders (id) ON DELETE CASCADE,
      title     TEXT NOT NULL
    ) STRICT;
    CREATE UNIQUE INDEX folders_place ON folders (ifnull(parent_id, 0), title);

    CREATE TABLE feeds (
      id         INTEGER PRIMARY KEY,
      url        TEXT NOT NULL UNIQUE,
      title      TEXT NOT NULL,
      site_url   TEXT,
      folder_id  INTEGER REFERENCES folders (id) ON DELETE SET NULL,
      added_at   INTEGER NOT NULL,
      removed_at INTEGER
    ) STRICT;
    CREATE INDEX feeds_folder ON feeds (folder_id);
    CREATE INDEX feeds_removed ON feeds (removed_at) WHERE removed_at IS NOT NULL;

    CREATE TABLE fetch_states (
      feed_id       INTEGER PRIMARY KEY REFERENCES feeds (id) ON DELETE CASCADE,
      etag          TEXT,
      last_modified TEXT,
      body_hash     TEXT,
      checked_at    INTEGER,
      next_due_at   INTEGER NOT NULL DEFAULT 0,
      failure_count INTEGER NOT NULL DEFAULT 0,
      error_code    TEXT,
      error_details TEXT
    ) STRICT;
    CREATE INDEX fetch_states_due ON fetch_states (next_due_at);

    CREATE TABLE article_states (
      id            INTEGER PRIMARY KEY,
      feed_id       INTEGER NOT NULL REFERENCES feeds (id) ON DELETE CASCADE,
      identity      TEXT NOT NULL,
      sort_at       INTEGER NOT NULL,
      first_seen_at INTEGER NOT NULL,
      is_read       INTEGER NOT NULL DEFAULT 0 CHECK (is_read IN (0, 1)),
      read_at       INTEGER,
      bookmarked_at INTEGER,
      UNIQUE (feed_id, identity)
    ) STRICT;
    CREATE INDEX article_states_all ON article_states (sort_at, id, feed_id);
    CREATE INDEX article_states_feed ON article_states (feed_id, sort_at, id);
    CREATE INDEX article_states_unread ON article_states (sort_at, id, feed_id) WHERE is_read = 0;
    CREATE INDEX article_states_feed_unread ON article_states (feed_id, sort_at, id) WHERE is_read = 0;
    CREATE INDEX article_states_bookmarks ON article_states (sort_at, id, bookmarked_at)
      WHERE bookmarked_at IS NOT NULL;

    CREATE TABLE articles (
      id           INTEGER PRIMARY KEY REFERENCES article_states (id) ON DELETE CASCADE,
      url          TEXT,
      title        TEXT NOT NULL,
      author       TEXT,
      excerpt      TEXT NOT NULL,
      word_count   INTEGER NOT NULL,
      published_at INTEGER,
      fingerprint  TEXT NOT NULL,
      saved_at     INTEGER NOT NULL
    ) STRICT;

    CREATE TABLE bodies (
      article_id INTEGER PRIMARY KEY REFERENCES articles (id) ON DELETE CASCADE,
      html       TEXT NOT NULL
    ) STRICT;

    CREATE TABLE media (
      id           TEXT PRIMARY KEY,
      content_type TEXT NOT NULL,
      width        INTEGER NOT NULL,
      height       INTEGER NOT NULL,
      byte_length  INTEGER NOT NULL,
      stored_at    INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE article_media (
      article_id INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
      source     TEXT NOT NULL,
      media_id   TEXT NOT NULL REFERENCES media (id),
      position   INTEGER NOT NULL,
      PRIMARY KEY (article_id, position),
      UNIQUE (article_id, source)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX article_media_media ON article_media (media_id);

    CREATE TABLE settings (
      key   TEXT PRIMARY KEY,
      value TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
  `);
}
