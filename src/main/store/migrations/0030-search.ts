import type { WritableDb } from '../database';

/**
 * Searching. The index keeps words and no texts; what it was told lies in `articles` and `bodies`.
 *
 * Its rows have numbers of their own, given in the order of dates as far as articles come so, and
 * `newest_at` with `newest_id` say of each that no row before it is newer. So what was found comes
 * newest first without being sorted, though articles may come in any order.
 *
 * Triggers note what the index must hear of, whoever writes. docs/decisions/0018 has the figures.
 */
export function search(database: WritableDb): void {
  database.exec(`
    CREATE VIRTUAL TABLE search USING fts5(
      title, author, body, tags, marks,
      content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 2'
    );
    -- Pieces are joined when nobody waits, and never in the midst of a write.
    INSERT INTO search (search, rank) VALUES ('automerge', 0);
    INSERT INTO search (search, rank) VALUES ('crisismerge', 1000);
    INSERT INTO search (search, rank) VALUES ('hashsize', 16777216);
    -- What is deleted is cleared away with the next joining, not at once.
    INSERT INTO search (search, rank) VALUES ('deletemerge', 0);

    CREATE TABLE search_rows (
      id         INTEGER PRIMARY KEY,
      article_id INTEGER NOT NULL UNIQUE,
      sort_at    INTEGER NOT NULL,
      newest_at  INTEGER NOT NULL,
      newest_id  INTEGER NOT NULL
    ) STRICT;

    CREATE TABLE index_queue (
      sort_at    INTEGER NOT NULL,
      article_id INTEGER NOT NULL,
      PRIMARY KEY (sort_at, article_id)
    ) STRICT, WITHOUT ROWID;

    -- Every way to save an article writes its body. "ON CONFLICT" is said in full, because a plain
    -- "OR IGNORE" would give way to what the statement outside says.
    CREATE TRIGGER bodies_added AFTER INSERT ON bodies BEGIN
      INSERT INTO index_queue (sort_at, article_id)
        SELECT sort_at, id FROM article_states WHERE id = NEW.article_id
        ON CONFLICT DO NOTHING;
    END;
    CREATE TRIGGER bodies_changed AFTER UPDATE ON bodies BEGIN
      INSERT INTO index_queue (sort_at, article_id)
        SELECT sort_at, id FROM article_states WHERE id = NEW.article_id
        ON CONFLICT DO NOTHING;
    END;
    CREATE TRIGGER bodies_deleted AFTER DELETE ON bodies BEGIN
      INSERT INTO index_queue (sort_at, article_id)
        SELECT sort_at, article_id FROM search_rows WHERE article_id = OLD.article_id
        ON CONFLICT DO NOTHING;
    END;
    CREATE TRIGGER article_moved AFTER UPDATE OF feed_id, sort_at ON article_states
      WHEN OLD.feed_id <> NEW.feed_id OR OLD.sort_at <> NEW.sort_at
    BEGIN
      INSERT INTO index_queue (sort_at, article_id) VALUES (NEW.sort_at, NEW.id)
        ON CONFLICT DO NOTHING;
    END;

    INSERT INTO index_queue (sort_at, article_id)
      SELECT s.sort_at, s.id FROM bodies b JOIN article_states s ON s.id = b.article_id;
  `);
}
