import type { WritableDb } from '../database';

/**
 * Full texts. Each lies beside what the feed wrote, so that both stay, and a row without a text says
 * that it is wanted, or why there is none.
 */
export function fullText(database: WritableDb): void {
  database.exec(`
    ALTER TABLE feeds ADD COLUMN full_text INTEGER NOT NULL DEFAULT 0 CHECK (full_text IN (0, 1));

    CREATE TABLE full_texts (
      article_id    INTEGER PRIMARY KEY REFERENCES articles (id) ON DELETE CASCADE,
      is_wanted     INTEGER NOT NULL CHECK (is_wanted IN (0, 1)),
      wanted_at     INTEGER NOT NULL,
      next_try_at   INTEGER NOT NULL DEFAULT 0,
      tried_at      INTEGER,
      -- FullTextFailure of the last try.
      error_code    TEXT,
      error_details TEXT,
      source        TEXT,
      word_count    INTEGER
    ) STRICT;
    CREATE INDEX full_texts_wanted ON full_texts (article_id, next_try_at) WHERE is_wanted = 1;

    -- What waits for the index is said in full, as for the triggers on bodies.
    CREATE TRIGGER full_texts_added AFTER INSERT ON full_texts WHEN NEW.source IS NOT NULL BEGIN
      INSERT INTO index_queue (sort_at, article_id)
        SELECT sort_at, id FROM article_states WHERE id = NEW.article_id
        ON CONFLICT DO NOTHING;
    END;
    CREATE TRIGGER full_texts_changed AFTER UPDATE OF source ON full_texts BEGIN
      INSERT INTO index_queue (sort_at, article_id)
        SELECT sort_at, id FROM article_states WHERE id = NEW.article_id
        ON CONFLICT DO NOTHING;
    END;
  `);
}
