/** Takes marks of many articles back, or sets them again. */
import type { ArticleId, FeedId, MarkId } from '../../shared/model';
import type { MarkedPiece } from '../core/ports';
import type { WritableDb } from './database';
import type { JournalPiece, MarkJournal } from './markJournal';
import type { UnreadRows } from './unreadRows';

/** A row of `unread` that was deleted or added. */
type Changed = readonly [id: ArticleId, feedId: FeedId];

const PLACES_OF_NAMED = `SELECT s.feed_id, s.sort_at, s.id
  FROM json_each(?) named CROSS JOIN article_states s ON s.id = named.value`;

/** @returns what turns the next pieces of a mark, as `turnPiece` of `MarkStore` in core/ports.ts. */
export function createMarkUndo(
  db: WritableDb,
  journal: MarkJournal,
  unread: UnreadRows,
): (undoId: MarkId, undone: boolean, limit: number) => MarkedPiece | null {
  // In the order of the table and without a word about each row. "OR IGNORE" cannot fail; for what may,
  // "ON CONFLICT" included, SQLite first copies each page that it changes, and takes four times as long.
  const giveOfFeed = db.prepare<[string, number]>(
    `INSERT OR IGNORE INTO unread (feed_id, sort_at, id) ${PLACES_OF_NAMED}
     WHERE s.feed_id = ? ORDER BY 2, 3`,
  );
  const takeOfFeed = db.prepare<[string, number]>(
    `DELETE FROM unread WHERE id IN (SELECT value FROM json_each(?)) AND feed_id = ?`,
  );
  const unreadOfFeed = db
    .prepare<[number, string], ArticleId>(
      'SELECT id FROM unread WHERE feed_id = ? AND id IN (SELECT value FROM json_each(?))',
    )
    .pluck();
  const give = db
    .prepare<[string], Changed>(
      `INSERT INTO unread (feed_id, sort_at, id) ${PLACES_OF_NAMED} WHERE true
       ON CONFLICT DO NOTHING RETURNING id, feed_id`,
    )
    .raw();
  const take = db
    .prepare<[string], Changed>(
      `DELETE FROM unread WHERE (feed_id, sort_at, id) IN (${PLACES_OF_NAMED})
       RETURNING id, feed_id`,
    )
    .raw();

  function unreadHere({ feedId, articles }: JournalPiece): ArticleId[] {
    return unreadOfFeed.all(feedId, JSON.stringify(articles));
  }

  /** @returns those of a piece that are in its feed still, and were as the mark left them. */
  function turnHere(piece: JournalPiece, undone: boolean): readonly ArticleId[] {
    const { feedId, articles } = piece;
    const before = unreadHere(piece);
    // To give some of them would leave open which.
    if (undone && before.length > 0) return [];
    const statement = undone ? giveOfFeed : takeOfFeed;
    const { changes } = statement.run(JSON.stringify(articles), feedId);
    unread.count(feedId, undone ? changes : -changes);
    if (changes === articles.length) return articles;
    return undone ? unreadHere(piece) : before;
  }

  /** Others have moved to another feed, are gone, or were marked otherwise since. */
  function turnElsewhere(ids: readonly ArticleId[], undone: boolean): readonly Changed[] {
    if (ids.length === 0) return [];
    const changed = (undone ? give : take).all(JSON.stringify(ids));
    for (const [, feedId] of changed) unread.count(feedId, undone ? 1 : -1);
    return changed;
  }

  function turn(piece: JournalPiece, undone: boolean): MarkedPiece {
    const here = turnHere(piece, undone);
    journal.turn(piece, undone);
    if (here === piece.articles) return { changed: here.length, feedIds: [piece.feedId] };
    const done = new Set(here);
    const left = piece.articles.filter((id) => !done.has(id));
    const elsewhere = turnElsewhere(left, undone);
    // What did not change belongs to the mark no more.
    journal.keepOnly(piece, [...here, ...elsewhere.map(([id]) => id)]);
    return {
      changed: here.length + elsewhere.length,
      feedIds: [piece.feedId, ...elsewhere.map(([, feedId]) => feedId)],
    };
  }

  return (undoId, undone, limit) => {
    const pieces = journal.pieces(undoId, !undone, limit);
    if (pieces.length === 0) return null;
    const turned = pieces.map((piece) => turn(piece, undone));
    return {
      changed: turned.reduce((sum, { changed }) => sum + changed, 0),
      feedIds: [...new Set(turned.flatMap(({ feedIds }) => feedIds))],
    };
  };
}
