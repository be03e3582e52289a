/** A library on disk, opened as the engine opens it, and what tests put into it. */
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type {
  ArticleStateStore,
  ArticleStore,
  FeedStore,
  MediaIndex,
} from '../../src/main/core/ports';
import type { ParsedArticle } from '../../src/main/core/parsedFeed';
import { createArticleStateStore } from '../../src/main/store/articleStateStore';
import { createArticleStore } from '../../src/main/store/articleStore';
import type { WritableDb } from '../../src/main/store/database';
import { createFeedStore } from '../../src/main/store/feedStore';
import { createMediaStore } from '../../src/main/store/mediaStore';
import { openDatabase } from '../../src/main/store/openDatabase';
import type { ArticleId, FeedId } from '../../src/shared/model';
import { temporaryFolder } from './forOneTest';

export const LIBRARY_FILE = 'library.sqlite3';

export interface Library {
  readonly database: WritableDb;
  readonly path: string;
  readonly feeds: FeedStore;
  readonly articles: ArticleStore;
  readonly states: ArticleStateStore;
  readonly media: MediaIndex;
}

export function openLibrary(directory = temporaryFolder()): Library {
  const database = openDatabase({ directory, nativeBinding: null, onMigrating: () => undefined });
  onTestFinished(() => {
    database.close();
  });
  const media = createMediaStore(database);
  return {
    database,
    path: join(directory, LIBRARY_FILE),
    feeds: createFeedStore(database),
    articles: createArticleStore(database, media),
    states: createArticleStateStore(database),
    media,
  };
}

export function addFeed({ feeds }: Library, name: string, change: object = {}): FeedId {
  const url = `https://${name}.example/feed`;
  return feeds.add({ url, title: name, siteUrl: null, folderId: null, addedAt: 0, ...change });
}

export function article(name: string, change: Partial<ParsedArticle> = {}): ParsedArticle {
  const made = {
    identity: `guid:${name}`,
    url: `https://example.org/${name}`,
    title: `Title of ${name}`,
    author: null,
    html: `<p>Text of ${name}.</p>`,
    excerpt: `Text of ${name}.`,
    wordCount: 3,
    publishedAt: null,
    imageSources: [],
    ...change,
  };
  return { ...made, fingerprint: JSON.stringify(made) };
}

/** Stores one article and answers with its id. */
export function save(
  { articles }: Library,
  feedId: FeedId,
  one: ParsedArticle,
  now = Date.UTC(2026, 10, 24),
): ArticleId {
  const [saved] = articles.save(feedId, [one], now);
  if (saved === undefined) throw new Error('Nothing was saved.');
  return saved.id;
}
