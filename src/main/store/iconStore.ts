/** One icon for each site, found or not, and which feeds show it. */
import type { FeedId, MediaId } from '../../shared/model';
import type { IconSeeker, IconStore } from '../core/ports';
import { LONGEST_ICON_WAIT_MS } from '../core/siteIcon';
import type { WritableDb } from './database';
import { prepareMediaInsert } from './mediaRows';

interface SeekerRow {
  readonly id: FeedId;
  readonly url: string;
  readonly site_url: string | null;
  readonly icon_url: string | null;
  readonly allows_private: number;
  readonly icon_host: string | null;
}

interface IconRow {
  readonly media_id: MediaId | null;
  readonly url: string | null;
  readonly etag: string | null;
  readonly last_modified: string | null;
  readonly checked_at: number;
  readonly next_due_at: number;
}

const SELECT_SEEKERS =
  'SELECT id, url, site_url, icon_url, allows_private, icon_host FROM feeds WHERE removed_at IS NULL';

/** Implements `IconStore` of core/ports.ts. */
export function createIconStore(db: WritableDb): IconStore {
  const insertMedia = prepareMediaInsert(db);
  const seekers = db.prepare<[], SeekerRow>(SELECT_SEEKERS);
  const seekersOf = db.prepare<[string], SeekerRow>(
    `${SELECT_SEEKERS} AND icon_host = ? ORDER BY id`,
  );
  const assign = db.prepare<[string | null, number]>('UPDATE feeds SET icon_host = ? WHERE id = ?');
  const nextDue = db
    .prepare<[number, number], string>(
      `SELECT f.icon_host FROM feeds f LEFT JOIN icons i ON i.host = f.icon_host
       WHERE f.removed_at IS NULL AND f.icon_host IS NOT NULL
       AND ifnull(i.next_due_at, 0) NOT BETWEEN ? + 1 AND ?
       ORDER BY ifnull(i.checked_at, 0), f.id LIMIT 1`,
    )
    .pluck();
  const find = db.prepare<[string], IconRow>(
    `SELECT media_id, url, etag, last_modified, checked_at, next_due_at FROM icons WHERE host = ?`,
  );
  const save = db.prepare<
    [string, string | null, string | null, string | null, string | null, number, number]
  >(
    `INSERT INTO icons (host, media_id, url, etag, last_modified, checked_at, next_due_at)
     VALUES (?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET media_id = excluded.media_id, url = excluded.url,
       etag = excluded.etag, last_modified = excluded.last_modified,
       checked_at = excluded.checked_at, next_due_at = excluded.next_due_at`,
  );
  const suggest = db.prepare<[string, string]>(
    `INSERT INTO icons (host, url, checked_at, next_due_at) VALUES (?, ?, 0, 0)
     ON CONFLICT DO NOTHING`,
  );
  const forgetUnused = db.prepare<[]>(
    `DELETE FROM icons
     WHERE NOT EXISTS (SELECT 1 FROM feeds WHERE feeds.icon_host = icons.host)`,
  );

  return {
    seekers: () => seekers.all().map(seekerOf),
    seekersOf: (host) => seekersOf.all(host).map(seekerOf),
    assign: (id, host) => void assign.run(host, id),
    nextDue: (now) => nextDue.get(now, now + LONGEST_ICON_WAIT_MS) ?? null,
    find(host) {
      const row = find.get(host);
      return row === undefined
        ? null
        : {
            host,
            mediaId: row.media_id,
            url: row.url,
            validators: { etag: row.etag, lastModified: row.last_modified },
            checkedAt: row.checked_at,
            nextDueAt: row.next_due_at,
          };
    },
    save({ host, mediaId, url, validators, checkedAt, nextDueAt }, picture) {
      if (picture !== null) insertMedia(picture, checkedAt);
      const { etag, lastModified } = validators;
      save.run(host, mediaId, url, etag, lastModified, checkedAt, nextDueAt);
    },
    suggest: (host, url) => void suggest.run(host, url),
    forgetUnused: () => void forgetUnused.run(),
  };
}

function seekerOf(row: SeekerRow): IconSeeker {
  return {
    id: row.id,
    url: row.url,
    siteUrl: row.site_url,
    iconUrl: row.icon_url,
    allowsPrivate: row.allows_private === 1,
    host: row.icon_host,
  };
}
