/** What marks of many articles did, so that it can be undone: the tables `marks` and `mark_pieces`. */
import type { ArticleId, FeedId, LastMark, MarkId } from '../../shared/model';
import type { WritableDb } from './database';
import { packIds, unpackIds } from './packedIds';

/** Older ones are forgotten: they take two bytes for each article they marked. */
const MOST_MARKS = 20;

/** Articles of one feed, as the journal keeps them. */
export interface PackedArticles {
  readonly feedId: FeedId;
  readonly count: number;
  readonly articles: Uint8Array;
}

export interface JournalPiece {
  readonly id: number;
  /** Where the articles were when they were marked. */
  readonly feedId: FeedId;
  readonly articles: readonly ArticleId[];
}

export interface MarkJournal {
  /** Notes a mark, and forgets the oldest. */
  begin(now: number): MarkId;
  add(markId: MarkId, pieces: readonly PackedArticles[]): void;
  /** The latest pieces of a mark that are undone, or are not: of at most `most` articles, or a single one. */
  pieces(markId: MarkId, undone: boolean, most: number): JournalPiece[];
  /** Notes that a piece is undone, or done again. */
  turn(piece: JournalPiece, undone: boolean): void;
  /** Keeps of a piece only what its mark still owns. */
  keepOnly(piece: JournalPiece, articles: readonly ArticleId[]): void;
  isKnown(markId: MarkId): boolean;
  last(): LastMark | null;
}

export function packArticles(feedId: FeedId, ids: readonly ArticleId[]): PackedArticles {
  return { feedId, count: ids.length, articles: packIds(ids) };
}

export function createMarkJournal(db: WritableDb): MarkJournal {
  const begin = db.prepare<[number]>('INSERT INTO marks (marked_at, count) VALUES (?, 0)');
  const forgetOld = db.prepare<[number]>(
    'DELETE FROM marks WHERE id <= (SELECT max(id) FROM marks) - ?',
  );
  const addPiece = db.prepare<[number, number, number, Uint8Array]>(
    'INSERT INTO mark_pieces (mark_id, feed_id, count, articles) VALUES (?, ?, ?, ?)',
  );
  const addToCount = db.prepare<[number, number]>(
    'UPDATE marks SET count = count + ? WHERE id = ?',
  );
  const pieces = db.prepare<[number, number], PackedArticles & { id: number }>(
    `SELECT id, feed_id AS feedId, count, articles FROM mark_pieces
     WHERE mark_id = ? AND is_undone = ? ORDER BY id DESC`,
  );
  const turn = db.prepare<[number, number]>('UPDATE mark_pieces SET is_undone = ? WHERE id = ?');
  const keepOnly = db.prepare<[number, Uint8Array, number]>(
    'UPDATE mark_pieces SET count = ?, articles = ? WHERE id = ?',
  );
  const isKnown = db.prepare<[number], number>('SELECT 1 FROM marks WHERE id = ?').pluck();
  const last = db.prepare<[], LastMark>(
    `SELECT id AS undoId, marked_at AS markedAt, count FROM marks
     WHERE NOT EXISTS (SELECT 1 FROM mark_pieces WHERE mark_id = marks.id AND is_undone = 1)
     ORDER BY id DESC LIMIT 1`,
  );

  return {
    begin(now) {
      const id = Number(begin.run(now).lastInsertRowid) as MarkId;
      forgetOld.run(MOST_MARKS);
      return id;
    },
    add(markId, added) {
      for (const { feedId, count, articles } of added) {
        addPiece.run(markId, feedId, count, articles);
        addToCount.run(count, markId);
      }
    },
    pieces(markId, undone, most) {
      const found: JournalPiece[] = [];
      let total = 0;
      for (const { id, feedId, count, articles } of pieces.iterate(markId, Number(undone))) {
        total += count;
        if (total > most && found.length > 0) break;
        found.push({ id, feedId, articles: unpackIds(articles) as ArticleId[] });
      }
      return found;
    },
    turn: ({ id }, undone) => void turn.run(Number(undone), id),
    keepOnly: ({ id }, articles) => void keepOnly.run(articles.length, packIds(articles), id),
    isKnown: (markId) => isKnown.get(markId) !== undefined,
    last: () => last.get() ?? null,
  };
}
