/**
 * The states of articles, put together from their indexes where the table itself cannot be read. All
 * that hangs on an article hangs on its state, so that one page would otherwise take everything.
 */
import type Database from 'better-sqlite3';
import { isDamage } from '../damage';

/** As far as an index knows it, and as far as what it says can be right. */
interface State {
  readonly feedId?: unknown;
  readonly identity?: unknown;
  readonly sortAt?: unknown;
  readonly bookmarkedAt?: unknown;
}

const TABLE = 'article_states';

/**
 * Adds those that are not there yet. When an article was first seen is not in any index; its place
 * in the lists stands in for it.
 */
export function salvageStates(source: Database.Database, target: Database.Database): void {
  const found = new Map<number, State>();
  const read = (index: string | null, columns: string, condition = ''): void => {
    if (index === null) return;
    const sql = `SELECT id, ${columns} FROM ${TABLE} INDEXED BY "${index}" ${condition}`;
    try {
      for (const row of source.prepare<[], State & { readonly id: number }>(sql).iterate()) {
        found.set(row.id, { ...found.get(row.id), ...row });
      }
    } catch (error) {
      if (!isDamage(error)) throw error;
    }
  };
  read(indexOver(source, ['feed_id', 'identity']), 'feed_id AS feedId, identity');
  read(indexOver(source, ['sort_at', 'id', 'feed_id']), 'sort_at AS sortAt');
  read(
    indexOver(source, ['sort_at', 'id', 'bookmarked_at']),
    'bookmarked_at AS bookmarkedAt',
    'WHERE bookmarked_at IS NOT NULL',
  );
  const add = target.prepare(
    `INSERT OR IGNORE INTO ${TABLE} (id, feed_id, identity, sort_at, first_seen_at, bookmarked_at)
     VALUES (?, ?, ?, ?, ?, ?)`,
  );
  for (const [id, { feedId, identity, sortAt, bookmarkedAt }] of found) {
    if (typeof feedId !== 'number' || typeof identity !== 'string') continue;
    const at = typeof sortAt === 'number' ? sortAt : 0;
    add.run(id, feedId, identity, at, at, typeof bookmarkedAt === 'number' ? bookmarkedAt : null);
  }
}

/** The index of exactly these columns; null when it is not there or cannot be read. */
function indexOver(source: Database.Database, columns: readonly string[]): string | null {
  try {
    const all = source.pragma(`index_list('${TABLE}')`) as { name: string }[];
    return (
      all.find(({ name }) => {
        const own = source.pragma(`index_info('${name}')`) as { name: string | null }[];
        return own.map((column) => column.name).join() === columns.join();
      })?.name ?? null
    );
  } catch (error) {
    if (!isDamage(error)) throw error;
    return null;
  }
}
