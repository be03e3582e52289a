/** Articles: what publishers wrote. */
import type { ArticleId } from '../../shared/model';
import { sortTime } from '../core/articleDate';
import type { ParsedArticle } from '../core/parsedFeed';
import type { ArticleStore, MediaIndex, SavedArticle } from '../core/ports';
import { listQuery } from './articleList';
import type { WritableDb } from './database';
import { articleRowOf, LIST_COLUMNS, type ListRow } from './rows';

interface DetailRow extends ListRow {
  readonly url: string | null;
  readonly feed_title: string;
  readonly html: string;
}

interface KnownRow {
  readonly id: ArticleId;
  /** Null when the content was pruned and only the state is left. */
  readonly fingerprint: string | null;
}

/** Implements `ArticleStore` of core/ports.ts. */
export function createArticleStore(db: WritableDb, media: MediaIndex): ArticleStore {
  const find = db.prepare<[number], DetailRow>(
    `SELECT ${LIST_COLUMNS}, a.url, f.title AS feed_title, b.html
     FROM article_states s JOIN articles a ON a.id = s.id JOIN bodies b ON b.article_id = s.id
     JOIN feeds f ON f.id = s.feed_id WHERE s.id = ?`,
  );
  const known = db.prepare<[number, string], KnownRow>(
    `SELECT s.id, a.fingerprint FROM article_states s LEFT JOIN articles a ON a.id = s.id
     WHERE s.feed_id = ? AND s.identity = ?`,
  );
  const insertState = db.prepare<[number, string, number, number]>(
    'INSERT INTO article_states (feed_id, identity, sort_at, first_seen_at) VALUES (?, ?, ?, ?)',
  );
  const upsertArticle = db.prepare<
    [number, string | null, string, string | null, string, number, number | null, string, number]
  >(
    `INSERT INTO articles
       (id, url, title, author, excerpt, word_count, published_at, fingerprint, saved_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET url = excluded.url, title = excluded.title,
       author = excluded.author, excerpt = excluded.excerpt, word_count = excluded.word_count,
       published_at = excluded.published_at, fingerprint = excluded.fingerprint,
       saved_at = excluded.saved_at`,
  );
  const upsertBody = db.prepare<[number, string]>(
    `INSERT INTO bodies (article_id, html) VALUES (?, ?)
     ON CONFLICT (article_id) DO UPDATE SET html = excluded.html`,
  );
  const deleteStates = db.prepare<[number, number]>(
    `DELETE FROM article_states WHERE id IN (
       SELECT s.id FROM article_states s JOIN feeds f ON f.id = s.feed_id
       WHERE s.feed_id = ? AND s.bookmarked_at IS NULL AND f.removed_at IS NOT NULL LIMIT ?)`,
  );

  function saveOne(feedId: number, article: ParsedArticle, now: number): SavedArticle {
    const existing = known.get(feedId, article.identity);
    if (existing?.fingerprint === article.fingerprint) {
      return { id: existing.id, outcome: 'unchanged' };
    }
    const id =
      existing?.id ??
      (Number(
        insertState.run(feedId, article.identity, sortTime(article.publishedAt, now), now)
          .lastInsertRowid,
      ) as ArticleId);
    const { url, title, author, excerpt, wordCount, publishedAt, fingerprint } = article;
    upsertArticle.run(id, url, title, author, excerpt, wordCount, publishedAt, fingerprint, now);
    upsertBody.run(id, article.html);
    return { id, outcome: existing === undefined ? 'added' : 'updated' };
  }

  return {
    list(query) {
      const { sql, parameters } = listQuery(query);
      // One row more than asked for tells whether there is another page.
      const rows = db
        .prepare<unknown[], ListRow>(sql)
        .all(...parameters, query.limit + 1)
        .map(articleRowOf);
      const page = rows.slice(0, query.limit);
      const last = page.at(-1);
      const hasMore = rows.length > query.limit && last !== undefined;
      return { rows: page, next: hasMore ? { sortAt: last.sortAt, id: last.id } : null };
    },
    find(id) {
      const row = find.get(id);
      if (row === undefined) return null;
      return {
        ...articleRowOf(row),
        url: row.url,
        feedTitle: row.feed_title,
        html: row.html,
        images: media.imagesOf(id),
      };
    },
    save: (feedId, articles, now) => articles.map((article) => saveOne(feedId, article, now)),
    deleteOfRemoved: (feedId, limit) => deleteStates.run(feedId, limit).changes,
  };
}
