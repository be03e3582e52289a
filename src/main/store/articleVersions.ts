/** Older texts of bookmarked articles: what a reader wanted to keep is not lost to an edit. */
import type { ArticleId } from '../../shared/model';
import type { ParsedArticle } from '../core/parsedFeed';
import type { ArticleVersion } from '../core/ports';
import type { WritableDb } from './database';

/**
 * Texts kept of one article beside the one that was bookmarked. Some feeds change every article on
 * every visit, as with a count of comments, and would fill the disk.
 */
const MOST_NEWEST = 9;

export interface ArticleVersions {
  /** Keeps the title and text that are stored, unless `next` has the same ones. */
  keep(id: ArticleId, next: Pick<ParsedArticle, 'title' | 'source'>): void;
  /** Oldest first. */
  of(id: ArticleId): ArticleVersion[];
}

/** The part of `ArticleStore` of core/ports.ts that keeps older texts. */
export function createArticleVersions(db: WritableDb): ArticleVersions {
  const copy = db.prepare<[number, string, string]>(
    `INSERT INTO article_versions (article_id, title, source, saved_at)
     SELECT a.id, a.title, b.source, a.saved_at
     FROM articles a JOIN bodies b ON b.article_id = a.id
     WHERE a.id = ? AND (a.title <> ? OR b.source <> ?)`,
  );
  const trim = db.prepare<[number, number, number, number]>(
    `DELETE FROM article_versions WHERE article_id = ?
     AND id <> (SELECT min(id) FROM article_versions WHERE article_id = ?)
     AND id NOT IN (
       SELECT id FROM article_versions WHERE article_id = ? ORDER BY id DESC LIMIT ?)`,
  );
  const versions = db.prepare<[number], ArticleVersion>(
    `SELECT title, source, saved_at AS savedAt FROM article_versions
     WHERE article_id = ? ORDER BY id`,
  );

  return {
    keep(id, { title, source }) {
      if (copy.run(id, title, source).changes > 0) trim.run(id, id, id, MOST_NEWEST);
    },
    of: (id) => versions.all(id),
  };
}
