/** By which identities a feed's articles are known. */
import type { ArticleId } from '../../shared/model';
import type { StoredSighting } from '../core/identityCarry';
import type { ArticleStore } from '../core/ports';
import type { WritableDb } from './database';

type Sightings = Pick<ArticleStore, 'knownOf' | 'sightings' | 'newestSightings' | 'rename'>;

interface KnownRow {
  readonly id: ArticleId;
  readonly sortAt: number;
  readonly identity: string;
  readonly fingerprint: string;
}

const COLUMNS = `s.id, s.identity, a.url, a.title, a.excerpt, a.word_count AS wordCount,
  a.published_at AS publishedAt`;

/** The part of `ArticleStore` of core/ports.ts that compares documents with what is stored. */
export function createSightings(db: WritableDb): Sightings {
  const known = db.prepare<[number, number, number, number], KnownRow>(
    `SELECT s.id, s.sort_at AS sortAt, s.identity, ifnull(a.fingerprint, '') AS fingerprint
     FROM article_states s INDEXED BY article_states_feed LEFT JOIN articles a ON a.id = s.id
     WHERE s.feed_id = ? AND (s.sort_at, s.id) < (?, ?)
     ORDER BY s.sort_at DESC, s.id DESC LIMIT ?`,
  );
  const sighting = db.prepare<[number, string], StoredSighting>(
    `SELECT ${COLUMNS} FROM article_states s JOIN articles a ON a.id = s.id
     WHERE s.feed_id = ? AND s.identity = ?`,
  );
  const newest = db.prepare<[number, number], StoredSighting>(
    `SELECT ${COLUMNS} FROM article_states s INDEXED BY article_states_feed
     CROSS JOIN articles a ON a.id = s.id
     WHERE s.feed_id = ? ORDER BY s.sort_at DESC, s.id DESC LIMIT ?`,
  );
  const rename = db.prepare<[string, number, number]>(
    'UPDATE OR IGNORE article_states SET identity = ? WHERE id = ? AND feed_id = ?',
  );

  return {
    knownOf(feedId, before, limit) {
      const { sortAt, id } = before ?? NEWEST;
      const rows = known.all(feedId, sortAt, id, limit);
      const last = rows.at(-1);
      return {
        known: rows.map(({ identity, fingerprint }): [string, string] => [identity, fingerprint]),
        next:
          last === undefined || rows.length < limit ? null : { sortAt: last.sortAt, id: last.id },
      };
    },
    sightings: (feedId, identities) =>
      identities.flatMap((identity) => sighting.get(feedId, identity) ?? []),
    newestSightings: (feedId, limit) => newest.all(feedId, limit),
    rename(feedId, renamings) {
      for (const { id, identity } of renamings) rename.run(identity, id, feedId);
    },
  };
}

/** Comes before every article. */
const NEWEST = { sortAt: Number.MAX_SAFE_INTEGER, id: 0 };
