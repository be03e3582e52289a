/** Articles: what publishers wrote. */
import type { Statement } from 'better-sqlite3';
import type { ArticleId, Cursor } from '../../shared/model';
import { sortTime } from '../core/articleDate';
import type { ParsedArticle } from '../core/parsedFeed';
import type { ArticleStore, MediaIndex, SavedArticle } from '../core/ports';
import { createArticleVersions } from './articleVersions';
import { distanceQuery, listQuery, nextQuery } from './articleList';
import type { WritableDb } from './database';
import {
  articleRowOf,
  LIST_COLUMNS,
  storedArticleOf,
  type ListRow,
  type StoredArticleRow,
} from './articleRows';
import { FULL_TEXT_COLUMNS, JOIN_FULL_TEXT } from './fullTextRow';
import { packText, textColumn } from './packedText';
import { createSightings } from './sightings';

interface KnownRow {
  readonly id: ArticleId;
  readonly isBookmarked: number;
  /** Null when the content was pruned and only the state is left. */
  readonly fingerprint: string | null;
}

/** Implements `ArticleStore` of core/ports.ts. */
export function createArticleStore(db: WritableDb, media: MediaIndex): ArticleStore {
  const versions = createArticleVersions(db);
  const find = db.prepare<[number], StoredArticleRow>(
    `SELECT ${LIST_COLUMNS}, a.url, a.updated_at, a.comments_url, a.fingerprint,
       f.title AS feed_title, f.url AS feed_url, ${textColumn('b')} AS source, b.categories, b.enclosures,
       ${FULL_TEXT_COLUMNS}
     FROM article_states s JOIN articles a ON a.id = s.id JOIN bodies b ON b.article_id = s.id
     JOIN feeds f ON f.id = s.feed_id ${JOIN_FULL_TEXT} WHERE s.id = ?`,
  );
  const known = db.prepare<[number, string], KnownRow>(
    `SELECT s.id, s.bookmarked_at IS NOT NULL AS isBookmarked, a.fingerprint
     FROM article_states s LEFT JOIN articles a ON a.id = s.id
     WHERE s.feed_id = ? AND s.identity = ?`,
  );
  const insertState = db.prepare<[number, string, number, number]>(
    'INSERT INTO article_states (feed_id, identity, sort_at, first_seen_at) VALUES (?, ?, ?, ?)',
  );
  // A date that a publisher no longer gives is still the date of the article.
  const upsertArticle = db.prepare<
    [
      ...[id: number, url: string | null, title: string, author: string | null, excerpt: string],
      ...[wordCount: number, publishedAt: number | null, updatedAt: number | null],
      ...[commentsUrl: string | null, fingerprint: string, savedAt: number],
    ]
  >(
    `INSERT INTO articles (id, url, title, author, excerpt, word_count, published_at, updated_at,
       comments_url, fingerprint, saved_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET url = excluded.url, title = excluded.title,
       author = excluded.author, excerpt = excluded.excerpt, word_count = excluded.word_count,
       published_at = ifnull(excluded.published_at, published_at),
       updated_at = excluded.updated_at, comments_url = excluded.comments_url,
       fingerprint = excluded.fingerprint, saved_at = excluded.saved_at`,
  );
  const upsertBody = db.prepare<
    [number, string, Uint8Array | null, categories: string | null, enclosures: string | null]
  >(
    `INSERT INTO bodies (article_id, source, packed, categories, enclosures)
     VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (article_id) DO UPDATE SET source = excluded.source, packed = excluded.packed,
       categories = excluded.categories, enclosures = excluded.enclosures`,
  );
  const deleteStates = db.prepare<[number, number]>(
    `DELETE FROM article_states WHERE id IN (
       SELECT s.id FROM article_states s JOIN feeds f ON f.id = s.feed_id
       WHERE s.feed_id = ? AND s.bookmarked_at IS NULL
         AND f.removed_at IS NOT NULL AND f.merging_into IS NULL LIMIT ?)`,
  );

  const lists = new Map<string, Statement>();
  /** There are few different lists, and to prepare one takes longer than to read it. */
  function listing<Row>(sql: string): Statement<unknown[], Row> {
    const prepared = lists.get(sql) ?? db.prepare(sql);
    lists.set(sql, prepared);
    return prepared as Statement<unknown[], Row>;
  }

  function saveOne(feedId: number, article: ParsedArticle, now: number): SavedArticle {
    const existing = known.get(feedId, article.identity);
    if (existing?.fingerprint === article.fingerprint) {
      return { id: existing.id, outcome: 'unchanged' };
    }
    if (existing?.isBookmarked === 1) versions.keep(existing.id, article);
    const id =
      existing?.id ??
      (Number(
        insertState.run(feedId, article.identity, sortTime(article.publishedAt, now), now)
          .lastInsertRowid,
      ) as ArticleId);
    upsertArticle.run(
      ...([id, article.url, article.title, article.author, article.excerpt] as const),
      ...([article.wordCount, article.publishedAt, article.updatedAt] as const),
      ...([article.commentsUrl, article.fingerprint, now] as const),
    );
    const { source, packed } = packText(article.source);
    const lists = [listText(article.categories), listText(article.enclosures)] as const;
    upsertBody.run(id, source, packed, ...lists);
    return { id, outcome: existing === undefined ? 'added' : 'updated' };
  }

  return {
    list(query) {
      const { sql, parameters } = listQuery(query);
      // One row more than asked for tells whether there is another page.
      const rows = listing<ListRow>(sql)
        .all(...parameters, query.limit + 1)
        .map(articleRowOf);
      const page = rows.slice(0, query.limit);
      const last = page.at(-1);
      const hasMore = rows.length > query.limit && last !== undefined;
      return { rows: page, next: hasMore ? { sortAt: last.sortAt, id: last.id } : null };
    },
    next(query, most) {
      const { sql, parameters } = nextQuery(query);
      const next = listing<Cursor>(sql).get(...parameters) ?? null;
      if (next === null) return { next, rowsAway: null };
      const distance = distanceQuery(query, next);
      const counting = listing<{ rows: number }>(distance.sql);
      const rows = counting.get(...distance.parameters, most + 1)?.rows ?? 0;
      return { next, rowsAway: rows > most ? null : rows };
    },
    find(id) {
      const row = find.get(id);
      return row === undefined ? null : storedArticleOf(row, media.imagesOf(id));
    },
    save: (feedId, articles, now) => articles.map((article) => saveOne(feedId, article, now)),
    versionsOf: (id) => versions.of(id),
    ...createSightings(db),
    deleteOfRemoved: (feedId, limit) => deleteStates.run(feedId, limit).changes,
  };
}

/** Lists that nothing is ever searched by are kept as one text, and most are empty. */
function listText(list: readonly unknown[]): string | null {
  return list.length === 0 ? null : JSON.stringify(list);
}
