/** The clock as the library saw it, and the times that ages are counted from. */
import type { LibraryClock } from '../core/ports';
import type { WritableDb } from './database';

const KEY = 'seenAt';

/** Implements `LibraryClock` of core/ports.ts. */
export function createLibraryClock(db: WritableDb): LibraryClock {
  const seen = db.prepare<[string], string>('SELECT value FROM settings WHERE key = ?').pluck();
  const saw = db.prepare<[string, string]>(
    'INSERT INTO settings (key, value) VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value',
  );
  const shift = db.prepare<[number]>(
    'UPDATE feeds SET removed_at = removed_at + ? WHERE removed_at IS NOT NULL',
  );
  const redate = db.prepare<[number, number]>(
    'UPDATE feeds SET removed_at = ? WHERE removed_at < ?',
  );
  return {
    seenAt() {
      const text = seen.get(KEY);
      return text === undefined ? null : Number(text);
    },
    saw: (at) => void saw.run(KEY, String(at)),
    shiftRemovals: (by) => void shift.run(by),
    redateRemovals: (earliest, at) => void redate.run(at, earliest),
  };
}
