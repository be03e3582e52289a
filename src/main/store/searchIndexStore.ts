/** What the search index knows, and what it has still to be told. */
import type { ArticleId, FeedId } from '../../shared/model';
import type { SearchIndex } from '../core/ports';
import type { WritableDb } from './database';
import { categoriesOf, enclosuresOf } from './articleRows';
import { textColumn, textOf, type StoredText } from './packedText';

interface QueuedRow {
  readonly id: ArticleId;
  readonly sortAt: number;
  readonly feedId: FeedId | null;
  readonly articleSortAt: number | null;
  readonly title: string | null;
  readonly author: string | null;
  readonly source: StoredText | null;
  readonly fullSource: StoredText | null;
  readonly categories: string | null;
  readonly enclosures: string | null;
}

interface Newest {
  readonly sortAt: number;
  readonly id: number;
}

/** What FTS5 writes into one of its pages (`pgsz`), whatever the file's page size is. */
const INDEX_PAGE_BYTES = 4050;

/** Implements `SearchIndex` of core/ports.ts. */
export function createSearchIndex(db: WritableDb): SearchIndex {
  const waiting = db.prepare<[], number>('SELECT count(*) FROM index_queue').pluck();
  const next = db.prepare<[], QueuedRow>(
    `SELECT q.article_id AS id, q.sort_at AS sortAt, s.feed_id AS feedId,
       s.sort_at AS articleSortAt, a.title, a.author, ${textColumn('b')} AS source,
       ${textColumn('t')} AS fullSource, b.categories, b.enclosures
     FROM index_queue q LEFT JOIN article_states s ON s.id = q.article_id
     LEFT JOIN articles a ON a.id = q.article_id LEFT JOIN bodies b ON b.article_id = q.article_id
     LEFT JOIN full_texts t ON t.article_id = q.article_id
     WHERE (q.sort_at, q.article_id) =
       (SELECT sort_at, article_id FROM index_queue ORDER BY sort_at, article_id LIMIT 1)`,
  );
  const done = db.prepare<[number, number]>(
    'DELETE FROM index_queue WHERE sort_at = ? AND article_id = ?',
  );
  const place = db.prepare<[number], { id: number; sortAt: number }>(
    'SELECT id, sort_at AS sortAt FROM search_rows WHERE article_id = ?',
  );
  const last = db.prepare<[], Newest>(
    `SELECT newest_at AS sortAt, newest_id AS id FROM search_rows
     WHERE search_rows.id = (SELECT max(id) FROM search_rows)`,
  );
  const addPlace = db.prepare<[number, number, number, number]>(
    'INSERT INTO search_rows (article_id, sort_at, newest_at, newest_id) VALUES (?, ?, ?, ?)',
  );
  const removePlace = db.prepare<[number]>('DELETE FROM search_rows WHERE id = ?');
  const removeWords = db.prepare<[number]>('DELETE FROM search WHERE rowid = ?');
  const addWords = db.prepare<[number | bigint, string, string, string, string]>(
    'INSERT INTO search (rowid, body, title, author, tags) VALUES (?, ?, ?, ?, ?)',
  );
  // The first page of a piece has no row here. One look into the table for each piece.
  const pieces = db
    .prepare<[], number>(
      `WITH RECURSIVE piece (id) AS (
         SELECT min(segid) FROM search_idx
         UNION ALL SELECT (SELECT min(segid) FROM search_idx WHERE segid > piece.id)
         FROM piece WHERE piece.id IS NOT NULL
       ) SELECT count(id) FROM piece`,
    )
    .pluck();
  const merge = db.prepare<[number]>("INSERT INTO search (search, rank) VALUES ('merge', ?)");
  const totalChanges = db.prepare<[], number>('SELECT total_changes()').pluck();

  /** At the end; nothing before it may be newer than it says. */
  function newPlace(id: number, sortAt: number): number | bigint {
    const before = last.get() ?? { sortAt, id };
    const isNewer = sortAt > before.sortAt || (sortAt === before.sortAt && id > before.id);
    const newest = isNewer ? { sortAt, id } : before;
    return addPlace.run(id, sortAt, newest.sortAt, newest.id).lastInsertRowid;
  }

  function remove(id: number): void {
    const known = place.get(id);
    if (known === undefined) return;
    removeWords.run(known.id);
    removePlace.run(known.id);
  }

  return {
    waiting: () => waiting.get() ?? 0,
    next(mostSource) {
      const row = next.get();
      if (row === undefined) return null;
      const { id, sortAt, feedId, articleSortAt, title, author, source, fullSource } = row;
      if (feedId === null || articleSortAt === null || title === null || source === null) {
        return { id, sortAt, content: null };
      }
      const categories = categoriesOf(row.categories);
      const hasAudio = enclosuresOf(row.enclosures).some(
        ({ type }) => type?.startsWith('audio/') === true,
      );
      const content = {
        feedId,
        sortAt: articleSortAt,
        title,
        author,
        source: textOf(source).slice(0, mostSource),
        fullSource: textOf(fullSource)?.slice(0, mostSource) ?? null,
        categories,
        hasAudio,
      };
      return { id, sortAt, content };
    },
    put({ id, sortAt, title, author, text, tags, marks }) {
      const known = place.get(id);
      if (known !== undefined) removeWords.run(known.id);
      let row: number | bigint;
      if (known?.sortAt === sortAt) {
        row = known.id;
      } else {
        if (known !== undefined) removePlace.run(known.id);
        row = newPlace(id, sortAt);
      }
      // No text has words like them, and the first column takes the least room.
      addWords.run(row, `${marks} ${text}`, title, author, tags);
    },
    remove,
    done: ({ sortAt, id }) => void done.run(sortAt, id),
    pieces: () => pieces.get() ?? 0,
    join(bytes) {
      // FTS5 says by the count of changes whether it did anything ("merge" in its documentation).
      const before = totalChanges.get() ?? 0;
      merge.run(Math.ceil(bytes / INDEX_PAGE_BYTES));
      return (totalChanges.get() ?? 0) - before >= 2;
    },
  };
}
