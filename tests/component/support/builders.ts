/** Small pieces of a library, with what a test does not care about filled in. */
import {
  ArticleId,
  FeedId,
  FolderId,
  type Article,
  type ArticleRow,
  type Feed,
  type FeedLedger,
  type FeedSettings,
  type Folder,
  type RefreshStatus,
} from '../../../src/shared/model';

export const feedId = (number: number): FeedId => FeedId.parse(number);
export const articleId = (number: number): ArticleId => ArticleId.parse(number);
export const folderId = (number: number): FolderId => FolderId.parse(number);

/** A fixed noon, so that no test depends on the day it runs on. */
export const NOON = new Date(2026, 10, 24, 12).getTime();
export const HOUR = 3_600_000;

export function aFeed(number: number, change: Partial<Feed> = {}): Feed {
  return {
    id: feedId(number),
    url: `https://feed${String(number)}.example/feed`,
    siteUrl: `https://feed${String(number)}.example/`,
    title: `Feed ${String(number)}`,
    folderId: null,
    iconId: null,
    checkedAt: NOON - HOUR,
    failure: null,
    isPaused: false,
    isGone: false,
    duplicateOf: null,
    ...change,
  };
}

export function someSettings(change: Partial<FeedSettings> = {}): FeedSettings {
  return {
    isPaused: false,
    intervalMinutes: null,
    userAgent: null,
    header: null,
    allowsPrivate: false,
    fullText: false,
    ...change,
  };
}

/** A feed that was asked forty times, mostly for nothing. */
export function aLedger(change: Partial<FeedLedger> = {}): FeedLedger {
  return {
    requests: 40,
    notModified: 30,
    bytes: 1_234_567,
    lastStatus: 304,
    lastAnswerAt: NOON - HOUR,
    lastChangeAt: NOON - 24 * HOUR,
    nextDueAt: NOON + 2 * HOUR,
    nextAllowedAt: null,
    rhythmMinutes: 180,
    ...change,
  };
}

export function aRun(change: Partial<RefreshStatus> = {}): RefreshStatus {
  return {
    runId: 1,
    total: 4,
    done: 1,
    failed: 0,
    held: 0,
    heldUntil: null,
    added: 0,
    state: 'running',
    ...change,
  };
}

export function aFolder(number: number, change: Partial<Folder> = {}): Folder {
  return {
    id: folderId(number),
    parentId: null,
    title: `Folder ${String(number)}`,
    ...change,
  };
}

/** The higher the number, the older the article. */
export function aRow(number: number, change: Partial<ArticleRow> = {}): ArticleRow {
  const sortAt = NOON - number * HOUR;
  return {
    id: articleId(number),
    feedId: feedId(1),
    title: `Article ${String(number)}`,
    excerpt: 'A first line of text.',
    author: null,
    publishedAt: sortAt,
    sortAt,
    wordCount: 460,
    thumbnail: null,
    isRead: false,
    isBookmarked: false,
    ...change,
  };
}

export function anArticle(number: number, change: Partial<Article> = {}): Article {
  return {
    ...aRow(number),
    url: `https://feed1.example/${String(number)}`,
    feedTitle: 'Feed 1',
    updatedAt: null,
    commentsUrl: null,
    categories: [],
    enclosures: [],
    isTextOnly: false,
    fullText: null,
    html: `<p>Text of article ${String(number)}.</p>`,
    images: [],
    ...change,
  };
}
