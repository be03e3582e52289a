/** Older texts of bookmarked articles: what a reader wanted to keep is not lost to an edit. */
import type { ArticleId } from '../../shared/model';
import type { ParsedArticle } from '../core/parsedFeed';
import type { ArticleVersion } from '../core/ports';
import type { WritableDb } from './database';
import { textColumn, textOf, type StoredText } from './packedText';

/**
 * Texts kept of one article beside the one that was bookmarked. Some feeds change every article on
 * every visit, as with a count of comments, and would fill the disk.
 */
const MOST_NEWEST = 9;

type Words = Pick<ParsedArticle, 'title' | 'source'>;

export interface ArticleVersions {
  /** Keeps the title and text that are stored, unless `next` has the same ones. */
  keep(id: ArticleId, next: Words): void;
  /** Keeps the title and text of one article as a version of another, unless that has the same ones. */
  keepOf(id: number, of: number): void;
  /** Oldest first. */
  of(id: ArticleId): ArticleVersion[];
}

interface StoredWords {
  readonly title: string;
  readonly source: StoredText;
}

/** The part of `ArticleStore` of core/ports.ts that keeps older texts. */
export function createArticleVersions(db: WritableDb): ArticleVersions {
  const stored = db.prepare<[number], StoredWords>(
    `SELECT a.title, ${textColumn('b')} AS source
     FROM articles a JOIN bodies b ON b.article_id = a.id WHERE a.id = ?`,
  );
  const copy = db.prepare<[number, number]>(
    `INSERT INTO article_versions (article_id, title, source, packed, saved_at)
     SELECT ?, a.title, b.source, b.packed, a.saved_at
     FROM articles a JOIN bodies b ON b.article_id = a.id WHERE a.id = ?`,
  );
  const trim = db.prepare<[number, number, number, number]>(
    `DELETE FROM article_versions WHERE article_id = ?
     AND id <> (SELECT min(id) FROM article_versions WHERE article_id = ?)
     AND id NOT IN (
       SELECT id FROM article_versions WHERE article_id = ? ORDER BY id DESC LIMIT ?)`,
  );
  const versions = db.prepare<[number], StoredWords & { savedAt: number }>(
    `SELECT v.title, ${textColumn('v')} AS source, v.saved_at AS savedAt
     FROM article_versions v WHERE v.article_id = ? ORDER BY v.id`,
  );

  function wordsOf(id: number): Words | null {
    const row = stored.get(id);
    return row === undefined ? null : { title: row.title, source: textOf(row.source) };
  }

  return {
    keep(id, next) {
      const words = wordsOf(id);
      if (words === null || areSame(words, next)) return;
      copy.run(id, id);
      trim.run(id, id, id, MOST_NEWEST);
    },
    keepOf(id, of) {
      const [words, kept] = [wordsOf(id), wordsOf(of)];
      if (words !== null && kept !== null && !areSame(words, kept)) copy.run(of, id);
    },
    of: (id) =>
      versions.all(id).map(({ title, source, savedAt }) => ({
        title,
        source: textOf(source),
        savedAt,
      })),
  };
}

function areSame(one: Words, other: Words): boolean {
  return one.title === other.title && one.source === other.source;
}
