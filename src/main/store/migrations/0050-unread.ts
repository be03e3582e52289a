import type { WritableDb } from '../database';

/**
 * What is unread becomes a table of its own, so that marking everything read removes rows and
 * rewrites none, and how much is unread is kept with each feed and never counted. Texts may lie
 * packed beside the column for plain ones; what is stored already stays plain, since to pack it would
 * write the whole library anew. The search index takes a quarter less room in another order of
 * columns. docs/decisions/0019 has the figures.
 *
 * Triggers keep both tables right whoever adds, moves or deletes articles. None are on `unread`
 * itself: they would double the time of a mark of many articles, whose statements count for
 * themselves (`markStore.ts`, `articleStateStore.ts`).
 */
export function unread(database: WritableDb): void {
  database.exec(`
    CREATE TABLE unread (
      feed_id INTEGER NOT NULL,
      sort_at INTEGER NOT NULL,
      id      INTEGER NOT NULL,
      PRIMARY KEY (feed_id, sort_at, id)
    ) STRICT, WITHOUT ROWID;
    INSERT INTO unread (feed_id, sort_at, id)
      SELECT feed_id, sort_at, id FROM article_states INDEXED BY article_states_feed_unread
      WHERE is_read = 0 ORDER BY feed_id, sort_at, id;
    -- The feed is part of it, as of every index of a table without row numbers.
    CREATE INDEX unread_all ON unread (sort_at, id);

    -- A feed without a row has nothing unread.
    CREATE TABLE unread_counts (
      feed_id INTEGER PRIMARY KEY REFERENCES feeds (id) ON DELETE CASCADE,
      unread  INTEGER NOT NULL
    ) STRICT;
    INSERT INTO unread_counts (feed_id, unread)
      SELECT feed_id, count(*) FROM unread GROUP BY feed_id;

    DROP INDEX article_states_unread;
    DROP INDEX article_states_feed_unread;
    -- read_at stays: it says when the reader marked an article by itself.
    ALTER TABLE article_states DROP COLUMN is_read;

    CREATE TRIGGER article_added AFTER INSERT ON article_states BEGIN
      INSERT INTO unread (feed_id, sort_at, id) VALUES (NEW.feed_id, NEW.sort_at, NEW.id);
      INSERT INTO unread_counts (feed_id, unread) VALUES (NEW.feed_id, 1)
        ON CONFLICT (feed_id) DO UPDATE SET unread = unread + 1;
    END;
    CREATE TRIGGER article_deleted AFTER DELETE ON article_states BEGIN
      UPDATE unread_counts SET unread = unread - 1 WHERE feed_id = OLD.feed_id AND EXISTS (
        SELECT 1 FROM unread WHERE feed_id = OLD.feed_id AND sort_at = OLD.sort_at AND id = OLD.id);
      DELETE FROM unread WHERE feed_id = OLD.feed_id AND sort_at = OLD.sort_at AND id = OLD.id;
    END;
    CREATE TRIGGER article_placed AFTER UPDATE OF feed_id, sort_at ON article_states
      WHEN OLD.feed_id <> NEW.feed_id OR OLD.sort_at <> NEW.sort_at
    BEGIN
      UPDATE unread_counts SET unread = unread - 1 WHERE feed_id = OLD.feed_id AND EXISTS (
        SELECT 1 FROM unread WHERE feed_id = OLD.feed_id AND sort_at = OLD.sort_at AND id = OLD.id);
      INSERT INTO unread_counts (feed_id, unread)
        SELECT NEW.feed_id, 1 FROM unread
        WHERE feed_id = OLD.feed_id AND sort_at = OLD.sort_at AND id = OLD.id
        ON CONFLICT (feed_id) DO UPDATE SET unread = unread + 1;
      UPDATE unread SET feed_id = NEW.feed_id, sort_at = NEW.sort_at
        WHERE feed_id = OLD.feed_id AND sort_at = OLD.sort_at AND id = OLD.id;
    END;

    -- A text lies in "packed", and "source" is empty, or in "source" alone (packedText.ts).
    ALTER TABLE bodies ADD COLUMN packed BLOB;
    ALTER TABLE full_texts ADD COLUMN packed BLOB;
    ALTER TABLE article_versions ADD COLUMN packed BLOB;

    -- The index anew, with body and marks in front: FTS5 writes two bytes more for each word of an
    -- article in every column but the first. Everything is put in again.
    DROP TABLE search;
    CREATE VIRTUAL TABLE search USING fts5(
      body, title, author, tags,
      content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 2'
    );
    -- As before.
    INSERT INTO search (search, rank) VALUES ('automerge', 0);
    INSERT INTO search (search, rank) VALUES ('crisismerge', 1000);
    INSERT INTO search (search, rank) VALUES ('hashsize', 16777216);
    INSERT INTO search (search, rank) VALUES ('deletemerge', 0);
    DELETE FROM search_rows;
    DELETE FROM index_queue;
    INSERT INTO index_queue (sort_at, article_id)
      SELECT s.sort_at, s.id FROM bodies b JOIN article_states s ON s.id = b.article_id;

    -- What the reader marked read at one stroke, so that it can be undone. Numbers never come again.
    CREATE TABLE marks (
      id        INTEGER PRIMARY KEY AUTOINCREMENT,
      marked_at INTEGER NOT NULL,
      count     INTEGER NOT NULL
    ) STRICT;
    CREATE TABLE mark_pieces (
      id        INTEGER PRIMARY KEY,
      mark_id   INTEGER NOT NULL REFERENCES marks (id) ON DELETE CASCADE,
      is_undone INTEGER NOT NULL DEFAULT 0 CHECK (is_undone IN (0, 1)),
      -- Where the articles were when they were marked.
      feed_id   INTEGER NOT NULL,
      count     INTEGER NOT NULL,
      -- Ids in ascending order, each as its distance from the one before (packedIds.ts).
      articles  BLOB NOT NULL
    ) STRICT;
    CREATE INDEX mark_pieces_mark ON mark_pieces (mark_id, is_undone);
  `);
}
