import type { WritableDb } from '../database';

/**
 * What fetching politely and taking feeds in exactly needs to remember.
 *
 * `bodies` keeps what the publisher wrote; it is sanitised each time it leaves for the window. What
 * was stored before was sanitised already, which does no harm.
 */
export function fetching(database: WritableDb): void {
  database.exec(`
    ALTER TABLE feeds ADD COLUMN description TEXT;
    ALTER TABLE feeds ADD COLUMN language TEXT;
    ALTER TABLE feeds ADD COLUMN icon_url TEXT;
    -- A person said that this feed may lie on a private network.
    ALTER TABLE feeds ADD COLUMN allows_private INTEGER NOT NULL DEFAULT 0
      CHECK (allows_private IN (0, 1));
    ALTER TABLE feeds ADD COLUMN is_paused INTEGER NOT NULL DEFAULT 0 CHECK (is_paused IN (0, 1));
    ALTER TABLE feeds ADD COLUMN interval_minutes INTEGER;
    ALTER TABLE feeds ADD COLUMN user_agent TEXT;
    -- Credentials and the feed's own header, as JSON sealed by the system's safe.
    ALTER TABLE feeds ADD COLUMN sealed BLOB;
    -- The feed that this one is being joined into; it is hidden meanwhile.
    ALTER TABLE feeds ADD COLUMN merging_into INTEGER REFERENCES feeds (id) ON DELETE SET NULL
      CHECK (merging_into <> id);
    CREATE INDEX feeds_merging ON feeds (merging_into) WHERE merging_into IS NOT NULL;

    -- Before this even a reader's own refresh leaves the server alone.
    ALTER TABLE fetch_states ADD COLUMN next_allowed_at INTEGER NOT NULL DEFAULT 0;
    -- The address that validators and hash belong to; they mean nothing to another one.
    ALTER TABLE fetch_states ADD COLUMN version_url TEXT;
    UPDATE fetch_states SET version_url = (SELECT url FROM feeds WHERE id = feed_id);
    -- When the whole document last came, and not "not modified".
    ALTER TABLE fetch_states ADD COLUMN whole_at INTEGER;
    -- The server was annoyed when it was asked for the whole though its version was known.
    ALTER TABLE fetch_states ADD COLUMN refuses_probes INTEGER NOT NULL DEFAULT 0
      CHECK (refuses_probes IN (0, 1));
    -- The feed's own wishes (UpdateHints), as JSON.
    ALTER TABLE fetch_states ADD COLUMN hints TEXT;
    -- Where the feed was permanently redirected to, and since when that has been so.
    ALTER TABLE fetch_states ADD COLUMN moved_to TEXT;
    ALTER TABLE fetch_states ADD COLUMN moved_first_at INTEGER;
    ALTER TABLE fetch_states ADD COLUMN gone_at INTEGER;
    ALTER TABLE fetch_states ADD COLUMN requests INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE fetch_states ADD COLUMN not_modified INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE fetch_states ADD COLUMN bytes INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE fetch_states ADD COLUMN last_status INTEGER;
    ALTER TABLE fetch_states ADD COLUMN last_change_at INTEGER;
    -- Usual time between two new articles, in milliseconds.
    ALTER TABLE fetch_states ADD COLUMN rhythm_ms INTEGER;

    -- Servers that asked to be left alone, whatever the feed.
    CREATE TABLE host_holds (
      host     TEXT PRIMARY KEY,
      until_at INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;

    -- One icon for each site, found or not.
    CREATE TABLE icons (
      host        TEXT PRIMARY KEY,
      media_id    TEXT REFERENCES media (id),
      url         TEXT,
      etag        TEXT,
      last_modified TEXT,
      checked_at  INTEGER NOT NULL,
      next_due_at INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX icons_media ON icons (media_id) WHERE media_id IS NOT NULL;
    ALTER TABLE feeds ADD COLUMN icon_host TEXT;
    CREATE INDEX feeds_icon_host ON feeds (icon_host) WHERE icon_host IS NOT NULL;

    ALTER TABLE articles ADD COLUMN updated_at INTEGER;
    ALTER TABLE articles ADD COLUMN comments_url TEXT;
    ALTER TABLE bodies RENAME COLUMN html TO source;
    -- Plain texts and Enclosure objects, as JSON; null where there are none.
    ALTER TABLE bodies ADD COLUMN categories TEXT;
    ALTER TABLE bodies ADD COLUMN enclosures TEXT;

    -- What bookmarked articles said before their publishers changed them.
    CREATE TABLE article_versions (
      id         INTEGER PRIMARY KEY,
      article_id INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
      title      TEXT NOT NULL,
      source     TEXT NOT NULL,
      saved_at   INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX article_versions_article ON article_versions (article_id);
  `);
}
