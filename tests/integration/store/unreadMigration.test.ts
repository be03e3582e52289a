import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import type { WritableDb } from '../../../src/main/store/database';
import { createFullTextStore } from '../../../src/main/store/fullTextStore';
import { migrate } from '../../../src/main/store/migrate';
import { migrations } from '../../../src/main/store/migrations/index';
import type { ArticleId, FeedId } from '../../../src/shared/model';
import { temporaryFolder } from '../../support/forOneTest';
import { article, LIBRARY_FILE, openLibrary, save } from '../../support/library';

const long = '<p>A long text, as articles have it.</p>'.repeat(30);

/** A library of version 40 with something of every kind in it. */
function libraryBefore(): string {
  const directory = temporaryFolder();
  const database = new Database(join(directory, LIBRARY_FILE)) as unknown as WritableDb;
  database.pragma('application_id = 0x42534854');
  database.pragma('foreign_keys = ON');
  migrate(
    database,
    () => undefined,
    migrations.filter(({ version }) => version <= 40),
  );
  database.exec(`
    INSERT INTO folders VALUES (1, NULL, 'News');
    INSERT INTO feeds (id, url, title, folder_id, added_at, removed_at, merging_into, full_text) VALUES
      (1, 'https://a.example/feed', 'A', 1, 5, NULL, NULL, 1),
      (2, 'https://b.example/feed', 'B', NULL, 6, NULL, NULL, 0),
      (3, 'https://c.example/feed', 'C', NULL, 6, 99, NULL, 0),
      (4, 'https://d.example/feed', 'D', NULL, 6, 99, 2, 0);
    INSERT INTO fetch_states (feed_id) VALUES (1), (2), (3), (4);
    -- Unread, read, bookmarked and unread, bookmarked and read, pruned, of removed feeds.
    INSERT INTO article_states
      (id, feed_id, identity, sort_at, first_seen_at, is_read, read_at, bookmarked_at) VALUES
      (1, 1, 'guid:1', 101, 1, 0, NULL, NULL),
      (2, 1, 'guid:2', 102, 2, 1, 50, NULL),
      (3, 1, 'guid:3', 103, 3, 0, NULL, 60),
      (4, 2, 'guid:4', 104, 4, 1, 51, 61),
      (5, 2, 'guid:5', 105, 5, 1, 52, NULL),
      (6, 3, 'guid:6', 106, 6, 0, NULL, 62),
      (7, 4, 'guid:7', 107, 7, 0, NULL, NULL),
      (8, 2, 'guid:8', 108, 8, 0, NULL, NULL);
    INSERT INTO articles (id, url, title, author, excerpt, word_count, published_at, fingerprint, saved_at)
      SELECT id, 'https://e.example/' || id, 'Title ' || id, NULL, 'E', 3, sort_at, 'f' || id, 9
      FROM article_states WHERE id <> 5;
    INSERT INTO bodies (article_id, source, categories, enclosures)
      SELECT id, '<p>Text ' || id || '</p>', '["Sea"]', NULL FROM articles;
    UPDATE bodies SET source = '${long}' WHERE article_id = 3;
    INSERT INTO article_versions (article_id, title, source, saved_at) VALUES (3, 'Before', '${long}!', 8);
    INSERT INTO full_texts (article_id, is_wanted, wanted_at, tried_at, source, word_count)
      VALUES (1, 0, 1, 2, '<p>The whole</p>', 2), (2, 1, 1, NULL, NULL, NULL);
  `);
  database.close();
  return directory;
}

test('a library of the version before keeps every mark and every text', () => {
  const library = openLibrary(libraryBefore());
  const { database, articles, states } = library;
  expect(database.pragma('integrity_check', { simple: true })).toBe('ok');
  expect(database.pragma('foreign_key_check')).toEqual([]);
  const { rows } = articles.list({ scope: { kind: 'all' }, show: 'all', before: null, limit: 50 });
  expect(rows.map(({ id, isRead, isBookmarked }) => [id, isRead, isBookmarked])).toEqual([
    [8, false, false],
    [4, true, true],
    [3, false, true],
    [2, true, false],
    [1, false, false],
  ]);
  const bookmarks = { scope: { kind: 'bookmarks' }, before: null, limit: 50 } as const;
  const idsOf = (show: 'all' | 'unread'): number[] =>
    articles.list({ ...bookmarks, show }).rows.map(({ id }) => id);
  expect(idsOf('all')).toEqual([6, 4, 3]);
  expect(idsOf('unread')).toEqual([6, 3]);
  expect(states.counts()).toEqual({
    unreadByFeed: [
      { feedId: 1, unread: 2 },
      { feedId: 2, unread: 1 },
    ],
    unread: 3,
    bookmarked: 3,
  });
  expect(
    database
      .prepare('SELECT id, read_at FROM article_states WHERE read_at IS NOT NULL')
      .raw()
      .all(),
  ).toEqual([
    [2, 50],
    [4, 51],
    [5, 52],
  ]);
  expect(articles.find(1 as ArticleId)?.source).toBe('<p>The whole</p>');
  expect(articles.find(2 as ArticleId)?.source).toBe('<p>Text 2</p>');
  expect(articles.find(3 as ArticleId)).toMatchObject({ source: long, categories: ['Sea'] });
  expect(articles.versionsOf(3 as ArticleId)).toEqual([
    { title: 'Before', source: `${long}!`, savedAt: 8 },
  ]);
  expect(createFullTextStore(database).countsOf(1 as FeedId)).toEqual({
    kept: 1,
    waiting: 1,
    failed: 0,
  });
});

test('what is unread of it is kept right from then on, removed feeds included', () => {
  const library = openLibrary(libraryBefore());
  const { database, feeds, states } = library;
  const unread = (): unknown[] =>
    database.prepare('SELECT feed_id, id FROM unread ORDER BY id').raw().all();
  expect(unread()).toEqual([
    [1, 1],
    [1, 3],
    [3, 6],
    [4, 7],
    [2, 8],
  ]);
  feeds.restore(3 as FeedId);
  expect(states.counts().unread).toBe(4);
  // A pruned article that comes back is as it was.
  save(library, 2 as FeedId, article('x', { identity: 'guid:5' }));
  expect(states.counts().unread).toBe(4);
  states.setRead([1, 2, 3, 6] as ArticleId[], true, 70);
  expect(states.counts()).toMatchObject({ unreadByFeed: [{ feedId: 2, unread: 1 }] });
  states.setRead([4] as ArticleId[], false, 71);
  expect(states.counts()).toMatchObject({ unreadByFeed: [{ feedId: 2, unread: 2 }] });
});

test('a short text that was plain and gets long is packed', () => {
  const library = openLibrary(libraryBefore());
  save(library, 1 as FeedId, article('x', { identity: 'guid:3', source: `${long}?` }));
  expect(library.articles.find(3 as ArticleId)?.source).toBe(`${long}?`);
  expect(library.articles.versionsOf(3 as ArticleId).map(({ source }) => source)).toEqual([
    `${long}!`,
    long,
  ]);
});
