/** What a reader set for one feed. */
import type { FeedId } from '../../shared/model';
import { noSuchFeed } from '../core/feedErrors';
import type { FeedSettingsStore } from '../core/ports';
import type { WritableDb } from './database';
import { HAS_SERVER } from './feedRows';

interface SettingsRow {
  readonly is_paused: number;
  readonly interval_minutes: number | null;
  readonly user_agent: string | null;
  readonly allows_private: number;
  readonly full_text: number;
}

/** Implements `FeedSettingsStore` of core/ports.ts. */
export function createFeedSettingsStore(db: WritableDb): FeedSettingsStore {
  const select = db.prepare<[number], SettingsRow>(
    `SELECT is_paused, interval_minutes, user_agent, allows_private, full_text FROM feeds
     WHERE id = ? AND removed_at IS NULL`,
  );
  const update = db.prepare<[number, number | null, string | null, number, number, number]>(
    `UPDATE feeds SET is_paused = ?, interval_minutes = ?, user_agent = ?, allows_private = ?,
       full_text = ? WHERE id = ?`,
  );
  const allow = db
    .prepare<[string], FeedId>(
      `UPDATE feeds AS f SET allows_private = 1
       WHERE id IN (SELECT value FROM json_each(?)) AND removed_at IS NULL AND ${HAS_SERVER}
       RETURNING id`,
    )
    .pluck();
  const sealed = db
    .prepare<[number], Buffer | null>('SELECT sealed FROM feeds WHERE id = ?')
    .pluck();
  const keepSealed = db.prepare<[Uint8Array | null, number]>(
    'UPDATE feeds SET sealed = ? WHERE id = ?',
  );

  return {
    read(id) {
      const row = select.get(id);
      if (row === undefined) throw noSuchFeed();
      return {
        isPaused: row.is_paused === 1,
        intervalMinutes: row.interval_minutes,
        userAgent: row.user_agent,
        allowsPrivate: row.allows_private === 1,
        fullText: row.full_text === 1,
      };
    },
    write(id, { isPaused, intervalMinutes, userAgent, allowsPrivate, fullText }) {
      const flags = [Number(allowsPrivate), Number(fullText)] as const;
      update.run(Number(isPaused), intervalMinutes, userAgent, ...flags, id);
    },
    allowPrivate: (ids) => allow.all(JSON.stringify(ids)),
    sealed: (id) => sealed.get(id) ?? null,
    keepSealed: (id, bytes) => void keepSealed.run(bytes, id),
  };
}
