/** The SQL of a list page: keyset paging, newest first, never by offset. */
import type { Cursor, Scope } from '../../shared/model';
import { FOLDERS_BELOW } from './foldersBelow';
import { LIST_COLUMNS } from './rows';

export interface ListQuery {
  readonly scope: Scope;
  readonly show: 'all' | 'unread';
  readonly before: Cursor | null;
}

interface Condition {
  readonly sql: string;
  readonly parameters: readonly number[];
}

const PRESENT_FEED: Condition = {
  sql: 's.feed_id NOT IN (SELECT id FROM feeds WHERE removed_at IS NOT NULL)',
  parameters: [],
};

/** The last parameter, the row limit, is left to the caller. */
export function listQuery({ scope, show, before }: ListQuery): {
  sql: string;
  parameters: number[];
} {
  const conditions = [...scopeConditions(scope)];
  if (show === 'unread') conditions.push({ sql: 's.is_read = 0', parameters: [] });
  if (before !== null) {
    conditions.push({ sql: '(s.sort_at, s.id) < (?, ?)', parameters: [before.sortAt, before.id] });
  }
  return {
    sql: `SELECT ${LIST_COLUMNS} FROM article_states s JOIN articles a ON a.id = s.id
      WHERE ${conditions.map(({ sql }) => sql).join(' AND ')}
      ORDER BY s.sort_at DESC, s.id DESC LIMIT ?`,
    parameters: conditions.flatMap(({ parameters }) => parameters),
  };
}

function scopeConditions(scope: Scope): Condition[] {
  switch (scope.kind) {
    case 'all':
      return [PRESENT_FEED];
    case 'today':
      return [PRESENT_FEED, { sql: 's.sort_at >= ?', parameters: [scope.since] }];
    case 'bookmarks':
      // A bookmark outlives its feed.
      return [{ sql: 's.bookmarked_at IS NOT NULL', parameters: [] }];
    case 'feed':
      return [{ sql: 's.feed_id = ?', parameters: [scope.feedId] }];
    case 'folder':
      return [
        PRESENT_FEED,
        {
          sql: `s.feed_id IN (SELECT feeds.id FROM feeds WHERE folder_id IN (${FOLDERS_BELOW}))`,
          parameters: [scope.folderId],
        },
      ];
  }
}
