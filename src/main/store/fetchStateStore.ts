/** What is remembered about fetching each feed. */
import { z } from 'zod';
import type { FeedId } from '../../shared/model';
import { noSuchFeed } from '../core/feedErrors';
import type { UpdateHints } from '../core/parsedFeed';
import type { FetchState, FetchStateStore, LongestWaits } from '../core/ports';
import { EARLY_CODES } from '../core/reach';
import type { WritableDb } from './database';
import { failureOf, failureRowOf, type FailureRow } from './failureRow';
import { HAS_SERVER } from './feedRows';

interface StateRow extends FailureRow {
  readonly etag: string | null;
  readonly last_modified: string | null;
  readonly body_hash: string | null;
  readonly checked_at: number | null;
  readonly next_due_at: number;
  readonly next_allowed_at: number;
  readonly whole_at: number | null;
  readonly refuses_probes: number;
  readonly hints: string | null;
  readonly moved_to: string | null;
  readonly moved_first_at: number | null;
  readonly gone_at: number | null;
  readonly requests: number;
  readonly not_modified: number;
  readonly bytes: number;
  readonly last_status: number | null;
  readonly last_change_at: number | null;
  readonly rhythm_ms: number | null;
}

/** Every column but the key and `version_url`, in the order of `StateRow`. */
const COLUMNS = [
  ...['etag', 'last_modified', 'body_hash', 'checked_at', 'next_due_at', 'next_allowed_at'],
  ...['whole_at', 'refuses_probes', 'hints', 'moved_to', 'moved_first_at', 'gone_at'],
  ...['failure_count', 'error_code', 'error_details', 'requests', 'not_modified', 'bytes'],
  ...['last_status', 'last_change_at', 'rhythm_ms'],
] as const;
/** These belong to one address and mean nothing to another. */
const OF_VERSION: ReadonlySet<string> = new Set(['etag', 'last_modified', 'body_hash']);

/** Implements `FetchStateStore` of core/ports.ts. */
export function createFetchStateStore(db: WritableDb): FetchStateStore {
  const selected = COLUMNS.map((name) =>
    OF_VERSION.has(name) ? `iif(t.version_url = f.url, t.${name}, NULL) AS ${name}` : `t.${name}`,
  );
  // As a list: making an object of so many columns costs more than finding them.
  const read = db
    .prepare<[number], StateRow[keyof StateRow][]>(
      `SELECT ${selected.join(', ')} FROM fetch_states t JOIN feeds f ON f.id = t.feed_id
       WHERE t.feed_id = ?`,
    )
    .raw();
  const write = db.prepare<[StateRow & { feed_id: number }]>(
    `UPDATE fetch_states SET ${COLUMNS.map((name) => `${name} = @${name}`).join(', ')},
       version_url = (SELECT url FROM feeds WHERE id = @feed_id)
     WHERE feed_id = @feed_id`,
  );
  const standing = db
    .prepare<[number], [string, number, number | null, number]>(
      `SELECT f.url, f.is_paused, t.gone_at, t.next_allowed_at
       FROM fetch_states t JOIN feeds f ON f.id = t.feed_id
       WHERE t.feed_id = ? AND f.removed_at IS NULL AND ${HAS_SERVER}`,
    )
    .raw();
  const ownInterval = db
    .prepare<[number], number | null>('SELECT interval_minutes FROM feeds WHERE id = ?')
    .pluck();
  const due = db
    .prepare<[{ now: number }], FeedId>(
      `SELECT t.feed_id FROM fetch_states t JOIN feeds f ON f.id = t.feed_id
       WHERE t.next_due_at <= @now AND t.next_allowed_at <= @now AND t.gone_at IS NULL
         AND f.is_paused = 0 AND f.removed_at IS NULL AND ${HAS_SERVER}
       ORDER BY t.next_due_at, t.feed_id`,
    )
    .pluck();
  const forgetVersion = db.prepare<[number]>(
    `UPDATE fetch_states SET etag = NULL, last_modified = NULL, body_hash = NULL, next_due_at = 0
     WHERE feed_id = ?`,
  );
  const allowNow = db.prepare<[number]>(
    'UPDATE fetch_states SET next_due_at = 0, next_allowed_at = 0 WHERE feed_id = ?',
  );
  const putOff = db.prepare<[{ id: number; nextDueAt: number; nextAllowedAt: number }]>(
    `UPDATE fetch_states SET next_due_at = max(next_due_at, @nextDueAt),
       next_allowed_at = max(next_allowed_at, @nextAllowedAt)
     WHERE feed_id = @id`,
  );
  // A server that answered will say the same again, whatever the network is now.
  const retryUnreached = db.prepare<[string]>(
    `UPDATE fetch_states SET next_due_at = 0
     WHERE failure_count > 0 AND error_code IN (SELECT value FROM json_each(?))
     AND json_extract(error_details, '$.reach') IS NOT 'answered'`,
  );
  // A check in the future was noted by a clock that was ahead. Nobody knows how long ago it really
  // was: the feed is asked soon, though not at once, and what its server asked for keeps its length.
  const clampTimes = db.prepare<[LongestWaits & { now: number }]>(
    `UPDATE fetch_states SET
       next_due_at = min(
         iif(checked_at > @now,
           @now + min(max(next_due_at - checked_at, 0), @unsure), next_due_at),
         @now + @due),
       next_allowed_at = min(
         iif(checked_at > @now, max(next_allowed_at - checked_at + @now, 0), next_allowed_at),
         @now + @allowed),
       checked_at = min(checked_at, @now), whole_at = min(whole_at, @now),
       last_change_at = min(last_change_at, @now), moved_first_at = min(moved_first_at, @now)
     WHERE checked_at > @now OR next_due_at > @now + @due OR next_allowed_at > @now + @allowed
       OR whole_at > @now OR last_change_at > @now OR moved_first_at > @now`,
  );
  const shiftTimes = db.prepare<[{ by: number }]>(
    `UPDATE fetch_states SET next_due_at = max(next_due_at + @by, 0),
       next_allowed_at = max(next_allowed_at + @by, 0), checked_at = checked_at + @by,
       whole_at = whole_at + @by, last_change_at = last_change_at + @by,
       moved_first_at = moved_first_at + @by, gone_at = gone_at + @by`,
  );

  return {
    read(id) {
      const row = read.get(id);
      if (row === undefined) throw noSuchFeed();
      return stateOf(
        Object.fromEntries(COLUMNS.map((name, at) => [name, row[at]])) as unknown as StateRow,
      );
    },
    standing(id) {
      const row = standing.get(id);
      if (row === undefined) return null;
      const [url, isPaused, goneAt, nextAllowedAt] = row;
      return { url, isPaused: isPaused === 1, isGone: goneAt !== null, nextAllowedAt };
    },
    write: (id, state) => void write.run({ ...rowOf(state), feed_id: id }),
    putOff: (id, { nextDueAt, nextAllowedAt }) => void putOff.run({ id, nextDueAt, nextAllowedAt }),
    ownInterval: (id) => ownInterval.get(id) ?? null,
    dueIds: (now) => due.all({ now }),
    forgetVersion: (id) => void forgetVersion.run(id),
    allowNow: (id) => void allowNow.run(id),
    retryUnreached: () => void retryUnreached.run(JSON.stringify(EARLY_CODES)),
    clampTimes: (now, longest) => void clampTimes.run({ now, ...longest }),
    shiftTimes: (by) => void shiftTimes.run({ by }),
  };
}

const Hints = z.object({
  everyMinutes: z.number().nullable(),
  skipHours: z.array(z.number()),
  skipDays: z.array(z.number()),
});

function stateOf(row: StateRow): FetchState {
  return {
    validators: { etag: row.etag, lastModified: row.last_modified },
    bodyHash: row.body_hash,
    checkedAt: row.checked_at,
    nextDueAt: row.next_due_at,
    nextAllowedAt: row.next_allowed_at,
    wholeAt: row.whole_at,
    refusesProbes: row.refuses_probes === 1,
    hints: row.hints === null ? null : (Hints.parse(JSON.parse(row.hints)) satisfies UpdateHints),
    movedTo: row.moved_to,
    movedFirstAt: row.moved_first_at,
    goneAt: row.gone_at,
    failure: failureOf(row),
    requests: row.requests,
    notModified: row.not_modified,
    bytes: row.bytes,
    lastStatus: row.last_status,
    lastChangeAt: row.last_change_at,
    rhythmMs: row.rhythm_ms,
  };
}

function rowOf(state: FetchState): StateRow {
  const { failure, hints } = state;
  return {
    etag: state.validators.etag,
    last_modified: state.validators.lastModified,
    body_hash: state.bodyHash,
    checked_at: state.checkedAt,
    next_due_at: state.nextDueAt,
    next_allowed_at: state.nextAllowedAt,
    whole_at: state.wholeAt,
    refuses_probes: Number(state.refusesProbes),
    hints: hints === null ? null : JSON.stringify(hints),
    moved_to: state.movedTo,
    moved_first_at: state.movedFirstAt,
    gone_at: state.goneAt,
    ...failureRowOf(failure),
    requests: state.requests,
    not_modified: state.notModified,
    bytes: state.bytes,
    last_status: state.lastStatus,
    last_change_at: state.lastChangeAt,
    rhythm_ms: state.rhythmMs,
  };
}
