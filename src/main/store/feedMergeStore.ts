/** Joins the articles of one feed into another. */
import type { ArticleState, FeedId } from '../../shared/model';
import { closeAlias } from '../core/identityAlias';
import type { FeedMergeStore } from '../core/ports';
import { STATE_COLUMNS, stateOf, type StateRow } from './articleRows';
import { createArticleVersions } from './articleVersions';
import type { WritableDb } from './database';
import { createUnreadRows, IS_UNREAD } from './unreadRows';

interface MergedRow {
  readonly id: number;
  readonly identity: string;
  readonly sort_at: number;
  readonly first_seen_at: number;
  readonly is_unread: number;
  readonly read_at: number | null;
  readonly bookmarked_at: number | null;
  /** Null when the content was pruned and only the state is left. */
  readonly title: string | null;
  readonly url: string | null;
}

const SELECT_MERGED = `
  SELECT s.id, s.identity, s.sort_at, s.first_seen_at, ${IS_UNREAD} AS is_unread, s.read_at,
    s.bookmarked_at, a.title, a.url
  FROM article_states s LEFT JOIN articles a ON a.id = s.id`;

/** Implements `FeedMergeStore` of core/ports.ts. */
export function createFeedMergeStore(db: WritableDb): FeedMergeStore {
  const unread = createUnreadRows(db);
  const versions = createArticleVersions(db);
  const begin = db.prepare<[number, number, number]>(
    'UPDATE feeds SET removed_at = ?, merging_into = ? WHERE id = ?',
  );
  const unfinished = db.prepare<[], { from: FeedId; into: FeedId }>(
    `SELECT id AS "from", merging_into AS "into" FROM feeds WHERE merging_into IS NOT NULL`,
  );
  const some = db.prepare<[number, number], MergedRow>(
    `${SELECT_MERGED} WHERE s.feed_id = ? LIMIT ?`,
  );
  const sameIdentity = db.prepare<[number, string], MergedRow>(
    `${SELECT_MERGED} WHERE s.feed_id = ? AND s.identity = ?`,
  );
  const byId = db.prepare<[number, number], MergedRow>(
    `${SELECT_MERGED} WHERE s.feed_id = ? AND s.id = ?`,
  );
  const identities = db.prepare<[number], { id: number; identity: string }>(
    'SELECT id, identity FROM article_states WHERE feed_id = ?',
  );
  const move = db.prepare<[number, number]>('UPDATE article_states SET feed_id = ? WHERE id = ?');
  const state = db.prepare<[number], StateRow>(
    `SELECT ${STATE_COLUMNS} FROM article_states s WHERE s.id = ?`,
  );
  const moveVersions = db.prepare<[number, number]>(
    'UPDATE article_versions SET article_id = ? WHERE article_id = ?',
  );
  const remove = db.prepare<[number]>('DELETE FROM article_states WHERE id = ?');
  const join = db.prepare<[JoinedState]>(
    `UPDATE article_states SET feed_id = @into, identity = @identity, sort_at = @sortAt,
     first_seen_at = @firstSeenAt, read_at = @readAt, bookmarked_at = @bookmarkedAt WHERE id = @id`,
  );
  const finish = db.prepare<[number, number]>(
    `DELETE FROM feeds WHERE id = ? AND merging_into = ?
     AND NOT EXISTS (SELECT 1 FROM article_states WHERE feed_id = feeds.id)`,
  );

  const stateNow = (id: number): ArticleState[] => state.all(id).map(stateOf);

  function takeOver(row: MergedRow, twin: MergedRow | undefined, into: FeedId): ArticleState[] {
    if (twin === undefined) {
      move.run(into, row.id);
      return stateNow(row.id);
    }
    const [kept, other] = isBetterKept(row, twin) ? [row, twin] : [twin, row];
    // What was bookmarked stays readable as it was, though only one of the two texts is shown.
    if (other.bookmarked_at !== null) versions.keepOf(other.id, kept.id);
    moveVersions.run(kept.id, other.id);
    // Before the next, since no feed may have one identity twice.
    remove.run(other.id);
    join.run({ ...joined(row, twin), id: kept.id, into });
    // What was read in one of them is read.
    if (other.is_unread === 0) unread.remove(kept.id);
    return stateNow(kept.id);
  }

  return {
    begin: ({ from, into }, at) => void begin.run(at, into, from),
    unfinished: () => unfinished.all(),
    takingOver({ from, into }) {
      const aliases = new Map(
        identities.all(into).map(({ id, identity }) => [closeAlias(identity), id]),
      );
      const alikeTo = (row: MergedRow): MergedRow | undefined => {
        const alias = closeAlias(row.identity);
        const id = alias === null ? undefined : aliases.get(alias);
        const twin = id === undefined ? undefined : byId.get(into, id);
        return twin !== undefined && haveSameWords(row, twin) ? twin : undefined;
      };
      return (limit) =>
        some
          .all(from, limit)
          .flatMap((row) =>
            takeOver(row, sameIdentity.get(into, row.identity) ?? alikeTo(row), into),
          );
    },
    finish: ({ from, into }) => void finish.run(from, into),
  };
}

interface JoinedState {
  readonly id: number;
  readonly into: number;
  readonly identity: string;
  readonly sortAt: number;
  readonly firstSeenAt: number;
  readonly readAt: number | null;
  readonly bookmarkedAt: number | null;
}

/** What is kept of both. The feed joined into goes on to name its article as it did. */
function joined(row: MergedRow, twin: MergedRow): Omit<JoinedState, 'id' | 'into'> {
  return {
    identity: twin.identity,
    sortAt: Math.min(row.sort_at, twin.sort_at),
    firstSeenAt: Math.min(row.first_seen_at, twin.first_seen_at),
    readAt: earlier(row.read_at, twin.read_at),
    bookmarkedAt: earlier(row.bookmarked_at, twin.bookmarked_at),
  };
}

function earlier(one: number | null, other: number | null): number | null {
  return one === null || other === null ? (one ?? other) : Math.min(one, other);
}

/**
 * Whether an article is kept in place of its twin in the feed joined into: only for a text that the
 * twin has lost, or one that was bookmarked when the twin's was not.
 */
function isBetterKept(row: MergedRow, twin: MergedRow): boolean {
  const [hasText, twinHasText] = [row.title !== null, twin.title !== null];
  if (hasText !== twinHasText) return hasText;
  return row.bookmarked_at !== null && twin.bookmarked_at === null;
}

/** Identities that are merely alike prove nothing without a title or an address in common. */
function haveSameWords(row: MergedRow, twin: MergedRow): boolean {
  const hasSameTitle = row.title !== null && row.title !== '' && row.title === twin.title;
  return hasSameTitle || (row.url !== null && row.url === twin.url);
}
