/**
 * What a writer puts into a library, commit by commit, and what of it is found there afterwards. Every
 * commit holds articles with their states, their words in the index, and a mark; all of it follows
 * from the commit's number, so that a single wrong byte is noticed.
 */
import type { ParsedArticle } from '../../src/main/core/parsedFeed';
import { textForIndex } from '../../src/main/core/searchText';
import { createArticleStateStore } from '../../src/main/store/articleStateStore';
import { createArticleStore } from '../../src/main/store/articleStore';
import type { WritableDb } from '../../src/main/store/database';
import { createFeedStore } from '../../src/main/store/feedStore';
import { createMediaStore } from '../../src/main/store/mediaStore';
import { createSearchIndex } from '../../src/main/store/searchIndexStore';
import type { ArticleId, FeedId } from '../../src/shared/model';
import { seededRandom } from './seededRandom';

/** Read to the last byte: what was written last, and one in ten of the others. */
const LATE_COMMITS = 4;
const READ_OF_OTHERS = 10;

const FEED_URL = 'https://written.example/feed';

export interface CommitWriter {
  /** Writes all of one commit; belongs into a transaction. */
  write(commit: number): void;
}

/** The feed that the commits go to. */
export function addWrittenFeed(database: WritableDb): FeedId {
  return createFeedStore(database).add({
    url: FEED_URL,
    title: 'Written',
    siteUrl: null,
    folderId: null,
    addedAt: 0,
  });
}

/** @param rows articles in each commit. */
export function commitWriter(database: WritableDb, feedId: FeedId, rows: number): CommitWriter {
  const articles = createArticleStore(database, createMediaStore(database));
  const states = createArticleStateStore(database);
  const index = createSearchIndex(database);
  return {
    write(commit) {
      const written = Array.from({ length: rows }, (_, row) => writtenArticle(commit, row));
      const saved = articles.save(feedId, written, commit);
      saved.forEach(({ id }, row) => {
        const queued = index.next(1_000_000);
        if (queued === null) throw new Error('The article does not wait for the index.');
        const { title, source } = written[row]!;
        const text = textForIndex(source);
        const words = { title: textForIndex(title), author: '', text, tags: '', marks: '' };
        index.put({ id, sortAt: queued.sortAt, ...words });
        index.done(queued);
      });
      if (isMarked(commit)) states.setRead([saved[0]!.id], true, commit);
    },
  };
}

/** Every other commit marks the first of its articles as read. */
function isMarked(commit: number): boolean {
  return commit % 2 === 0;
}

const identityOf = (commit: number, row: number): string => `guid:${String(commit)}.${String(row)}`;

function writtenArticle(commit: number, row: number): ParsedArticle {
  const random = seededRandom(commit * 1000 + row);
  const words = Array.from({ length: 40 }, () => Math.floor(random() * 1e9).toString(36));
  const name = `${String(commit)}.${String(row)}`;
  return {
    identity: identityOf(commit, row),
    formerly: [],
    url: `https://written.example/${name}`,
    title: `Article ${name} ${words[0]!}`,
    author: null,
    source: `<p>${words.join(' ')}</p>`,
    excerpt: words.slice(0, 10).join(' '),
    wordCount: words.length,
    publishedAt: commit * 1000 + row,
    updatedAt: null,
    commentsUrl: null,
    categories: [],
    enclosures: [],
    imageSources: [],
    fingerprint: words.join(),
  };
}

export interface FoundCommits {
  /** Commits 1 to this one are there, whole. */
  readonly commits: number;
  /** What is wrong, in words: gaps, parts of commits, altered rows, wrong counts. Empty when all is well. */
  readonly faults: readonly string[];
}

/** Reads everything back through the app's own stores. */
export function findCommits(database: WritableDb, rows: number): FoundCommits {
  const faults: string[] = [];
  const articles = createArticleStore(database, createMediaStore(database));
  const ids = database
    .prepare<[], { id: ArticleId; identity: string }>(
      'SELECT id, identity FROM article_states ORDER BY id',
    )
    .all();
  const commits = Math.ceil(ids.length / rows);
  if (ids.length !== commits * rows) faults.push(`${String(ids.length)} rows are no whole commits`);
  let unread = 0;
  ids.forEach(({ id, identity }, place) => {
    const commit = Math.floor(place / rows) + 1;
    const row = place % rows;
    if (identity !== identityOf(commit, row))
      faults.push(`${identity} is not where it was written`);
    const isRead = row === 0 && isMarked(commit);
    if (!isRead) unread += 1;
    const isLate = ids.length - place <= LATE_COMMITS * rows;
    if (!isLate && place % READ_OF_OTHERS !== 0) return;
    const expected = writtenArticle(commit, row);
    const found = articles.find(id);
    if (
      found?.source !== expected.source ||
      found.title !== expected.title ||
      found.isRead !== isRead
    ) {
      faults.push(`article ${String(commit)}.${String(row)} is not as it was written`);
    }
  });
  const counted = createArticleStateStore(database).counts().unread;
  if (counted !== unread) faults.push(`${String(counted)} are counted, ${String(unread)} unread`);
  const count = (table: string): number =>
    database.prepare<[], number>(`SELECT count(*) FROM ${table}`).pluck().get() ?? -1;
  for (const table of ['articles', 'bodies']) {
    if (count(table) !== ids.length) faults.push(`there are other rows in ${table}`);
  }
  if (count('search_rows') !== ids.length) faults.push('the index has other rows');
  if (count('index_queue') !== 0) faults.push('something waits for the index');
  return { commits, faults };
}

/** SQLite's own judgement of the file and of its full-text index. @returns what is wrong. */
export function unsoundness(database: WritableDb): string[] {
  const verdict = database.pragma('integrity_check', { simple: true });
  const faults = verdict === 'ok' ? [] : [String(verdict)];
  if (database.pragma('foreign_key_check', { simple: true }) !== undefined) {
    faults.push('rows point at nothing');
  }
  try {
    database.exec("INSERT INTO search (search, rank) VALUES ('integrity-check', 1)");
  } catch (error) {
    faults.push(`the index: ${String(error)}`);
  }
  return faults;
}
