/** Hosts that asked to be left alone, whatever the feed. Survives a restart. */
import type { HostHoldStore } from '../core/ports';
import type { WritableDb } from './database';

/** Implements `HostHoldStore` of core/ports.ts. */
export function createHostHoldStore(db: WritableDb): HostHoldStore {
  const hold = db.prepare<[string, number]>(
    `INSERT INTO host_holds (host, until_at) VALUES (?, ?)
     ON CONFLICT DO UPDATE SET until_at = max(until_at, excluded.until_at)`,
  );
  const heldUntil = db
    .prepare<[string, number], number>(
      'SELECT until_at FROM host_holds WHERE host = ? AND until_at > ?',
    )
    .pluck();
  const forgetOver = db.prepare<[number]>('DELETE FROM host_holds WHERE until_at <= ?');
  const clamp = db.prepare<[{ latest: number }]>(
    'UPDATE host_holds SET until_at = @latest WHERE until_at > @latest',
  );
  const shift = db.prepare<[number]>('UPDATE host_holds SET until_at = until_at + ?');

  return {
    hold: (host, until) => void hold.run(host, until),
    heldUntil: (host, now) => heldUntil.get(host, now) ?? null,
    clampTimes(now, longest) {
      forgetOver.run(now);
      clamp.run({ latest: now + longest });
    },
    shiftTimes: (by) => void shift.run(by),
  };
}
