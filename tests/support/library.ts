/** A library on disk, opened as the engine opens it, and what tests put into it. */
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type {
  ArticleStateStore,
  ArticleStore,
  FeedMergeStore,
  FeedSettingsStore,
  FeedStore,
  FetchStateStore,
  FullTextStore,
  IconStore,
  MarkStore,
  MediaIndex,
} from '../../src/main/core/ports';
import type { ParsedArticle } from '../../src/main/core/parsedFeed';
import { createArticleStateStore } from '../../src/main/store/articleStateStore';
import { createArticleStore } from '../../src/main/store/articleStore';
import type { WritableDb } from '../../src/main/store/database';
import { createFeedMergeStore } from '../../src/main/store/feedMergeStore';
import { createFeedSettingsStore } from '../../src/main/store/feedSettingsStore';
import { createFeedStore } from '../../src/main/store/feedStore';
import { createFetchStateStore } from '../../src/main/store/fetchStateStore';
import { createFullTextStore } from '../../src/main/store/fullTextStore';
import { createIconStore } from '../../src/main/store/iconStore';
import { createMarkStore } from '../../src/main/store/markStore';
import { createMediaStore } from '../../src/main/store/mediaStore';
import { openDatabase } from '../../src/main/store/openDatabase';
import type { ArticleId, FeedId } from '../../src/shared/model';
import { temporaryFolder } from './forOneTest';

export const LIBRARY_FILE = 'library.sqlite3';

/** SQL: 1 when an article `s` of `article_states` is read, else 0, as the rows themselves have it. */
export const IS_READ = 'NOT EXISTS (SELECT 1 FROM unread u WHERE u.id = s.id)';

export interface Library {
  readonly database: WritableDb;
  readonly path: string;
  readonly feeds: FeedStore;
  readonly settings: FeedSettingsStore;
  readonly merges: FeedMergeStore;
  readonly fetchStates: FetchStateStore;
  readonly icons: IconStore;
  readonly articles: ArticleStore;
  readonly fullTexts: FullTextStore;
  readonly states: ArticleStateStore;
  readonly marks: MarkStore;
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
    settings: createFeedSettingsStore(database),
    merges: createFeedMergeStore(database),
    fetchStates: createFetchStateStore(database),
    icons: createIconStore(database),
    articles: createArticleStore(database, media),
    fullTexts: createFullTextStore(database),
    states: createArticleStateStore(database),
    marks: createMarkStore(database),
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
    formerly: [],
    url: `https://example.org/${name}`,
    title: `Title of ${name}`,
    author: null,
    source: `<p>Text of ${name}.</p>`,
    excerpt: `Text of ${name}.`,
    wordCount: 3,
    publishedAt: null,
    updatedAt: null,
    commentsUrl: null,
    categories: [],
    enclosures: [],
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
