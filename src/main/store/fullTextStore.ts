/** Full texts of articles, and which of them are still wanted. */
import type { FullTextCounts } from '../../shared/model';
import type { FullTextStore, WantedFullText } from '../core/ports';
import { EARLY_CODES } from '../core/reach';
import type { WritableDb } from './database';
import { packText } from './packedText';
import { IS_UNREAD } from './unreadRows';

/** A page that changes with every visit of its feed is not fetched with each. */
const FRESH_MS = 24 * 60 * 60_000;

/** Articles `s` and `a` of feed `f` that have a page to ask for. */
const OF_WANTED_FEED = `
  FROM article_states s JOIN articles a ON a.id = s.id JOIN feeds f ON f.id = s.feed_id
  WHERE f.id = ? AND f.full_text = 1 AND (a.url LIKE 'http://%' OR a.url LIKE 'https://%')`;

/** Of a full text `t` that may be asked for: its feed `f` is there, and its server is to be asked. */
const MAY_BE_ASKED = `t.is_wanted = 1 AND f.full_text = 1 AND f.removed_at IS NULL AND f.is_paused = 0`;

/** Implements `FullTextStore` of core/ports.ts. */
export function createFullTextStore(db: WritableDb): FullTextStore {
  const isOn = db
    .prepare<[number], number>('SELECT 1 FROM feeds WHERE id = ? AND full_text = 1')
    .pluck();
  const want = db.prepare<[number, number, string, number]>(
    `INSERT INTO full_texts (article_id, is_wanted, wanted_at) SELECT s.id, 1, ?
     ${OF_WANTED_FEED} AND s.id IN (SELECT value FROM json_each(?))
     ON CONFLICT (article_id) DO UPDATE SET is_wanted = 1, wanted_at = excluded.wanted_at,
       next_try_at = 0
     WHERE tried_at < ? AND (source IS NULL OR EXISTS (
       SELECT 1 FROM article_states WHERE id = excluded.article_id AND bookmarked_at IS NULL))`,
  );
  const wantNewest = db.prepare<[number, number, number, number, number]>(
    `INSERT INTO full_texts (article_id, is_wanted, wanted_at) SELECT s.id, 1, ?
     ${OF_WANTED_FEED} AND (${IS_UNREAD} OR s.bookmarked_at IS NOT NULL OR s.id IN (
       SELECT id FROM article_states WHERE feed_id = ? ORDER BY sort_at DESC, id DESC LIMIT ?))
     ORDER BY s.sort_at DESC, s.id DESC LIMIT ?
     ON CONFLICT (article_id) DO UPDATE SET is_wanted = 1, wanted_at = excluded.wanted_at,
       next_try_at = 0 WHERE source IS NULL`,
  );
  const next = db.prepare<[number, string], WantedFullText>(
    `SELECT s.id, s.feed_id AS feedId, a.url, a.word_count AS wordCount, t.wanted_at AS wantedAt
     FROM full_texts t INDEXED BY full_texts_wanted
     CROSS JOIN article_states s ON s.id = t.article_id
     CROSS JOIN articles a ON a.id = s.id CROSS JOIN feeds f ON f.id = s.feed_id
     WHERE ${MAY_BE_ASKED} AND t.next_try_at <= ?
       AND f.id NOT IN (SELECT value FROM json_each(?)) AND a.url IS NOT NULL
     ORDER BY t.article_id DESC LIMIT 1`,
  );
  const nextTryAt = db
    .prepare<[], number | null>(
      `SELECT min(t.next_try_at) FROM full_texts t INDEXED BY full_texts_wanted
       CROSS JOIN article_states s ON s.id = t.article_id CROSS JOIN feeds f ON f.id = s.feed_id
       WHERE ${MAY_BE_ASKED}`,
    )
    .pluck();
  const putOff = db.prepare<[number, number]>(
    'UPDATE full_texts SET next_try_at = ? WHERE article_id = ?',
  );
  const keep = db.prepare<[string, Uint8Array | null, number, number, number]>(
    `UPDATE full_texts SET source = ?, packed = ?, word_count = ?, tried_at = ?, is_wanted = 0,
       error_code = NULL, error_details = NULL WHERE article_id = ?`,
  );
  const fail = db.prepare<[string, string, number, number, number, number]>(
    `UPDATE full_texts SET error_code = ?, error_details = ?, tried_at = ?, is_wanted = ?,
       next_try_at = ? WHERE article_id = ?`,
  );
  const retryUnreached = db.prepare<[string]>(
    `UPDATE full_texts SET next_try_at = 0
     WHERE is_wanted = 1 AND error_code IN (SELECT value FROM json_each(?))`,
  );
  const counts = db.prepare<[number], FullTextCounts>(
    `SELECT count(*) FILTER (WHERE t.source IS NOT NULL) AS kept,
       count(*) FILTER (WHERE t.source IS NULL AND t.is_wanted = 1) AS waiting,
       count(*) FILTER (WHERE t.source IS NULL AND t.is_wanted = 0) AS failed
     FROM article_states s JOIN full_texts t ON t.article_id = s.id WHERE s.feed_id = ?`,
  );

  return {
    want(feedId, ids, now) {
      if (ids.length === 0 || isOn.get(feedId) === undefined) return;
      want.run(now, feedId, JSON.stringify(ids), now - FRESH_MS);
    },
    wantNewest(feedId, { unread, read }, now) {
      wantNewest.run(now, feedId, feedId, read, unread);
    },
    next: (now, exceptFeeds) => next.get(now, JSON.stringify(exceptFeeds)) ?? null,
    nextTryAt: () => nextTryAt.get() ?? null,
    putOff: (id, at) => void putOff.run(at, id),
    keep(id, { source: text, wordCount }, now) {
      const { source, packed } = packText(text);
      keep.run(source, packed, wordCount, now, id);
    },
    fail(id, { code, details }, tryAt, now) {
      const isWanted = Number(tryAt !== null);
      fail.run(code, JSON.stringify(details), now, isWanted, tryAt ?? 0, id);
    },
    retryUnreached: () => void retryUnreached.run(JSON.stringify(EARLY_CODES)),
    countsOf: (feedId) => counts.get(feedId) ?? { kept: 0, waiting: 0, failed: 0 },
  };
}
