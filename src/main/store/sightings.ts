/** By which identities a feed's articles are known. */
import type { StoredSighting } from '../core/identityCarry';
import type { ArticleStore } from '../core/ports';
import type { WritableDb } from './database';

type Sightings = Pick<ArticleStore, 'knownOf' | 'sightings' | 'newestSightings' | 'rename'>;

const COLUMNS = 's.id, s.identity, a.url, a.title, a.published_at AS publishedAt';

/** The part of `ArticleStore` of core/ports.ts that compares documents with what is stored. */
export function createSightings(db: WritableDb): Sightings {
  const knownOf = db
    .prepare<[number], [string, string]>(
      `SELECT s.identity, ifnull(a.fingerprint, '')
       FROM article_states s LEFT JOIN articles a ON a.id = s.id WHERE s.feed_id = ?`,
    )
    .raw();
  const sighting = db.prepare<[number, string], StoredSighting>(
    `SELECT ${COLUMNS} FROM article_states s JOIN articles a ON a.id = s.id
     WHERE s.feed_id = ? AND s.identity = ?`,
  );
  const newest = db.prepare<[number, number], StoredSighting>(
    `SELECT ${COLUMNS} FROM article_states s INDEXED BY article_states_feed
     CROSS JOIN articles a ON a.id = s.id
     WHERE s.feed_id = ? ORDER BY s.sort_at DESC, s.id DESC LIMIT ?`,
  );
  const rename = db.prepare<[string, number]>(
    'UPDATE OR IGNORE article_states SET identity = ? WHERE id = ?',
  );

  return {
    knownOf: (feedId) => new Map(knownOf.all(feedId)),
    sightings: (feedId, identities) =>
      identities.flatMap((identity) => sighting.get(feedId, identity) ?? []),
    newestSightings: (feedId, limit) => newest.all(feedId, limit),
    rename(renamings) {
      for (const { id, identity } of renamings) rename.run(identity, id);
    },
  };
}
