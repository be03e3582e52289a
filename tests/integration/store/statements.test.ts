import { describe, expect, test } from 'vitest';
import { createArticleStateStore } from '../../../src/main/store/articleStateStore';
import { createArticleStore } from '../../../src/main/store/articleStore';
import type { WritableDb } from '../../../src/main/store/database';
import { createFeedMergeStore } from '../../../src/main/store/feedMergeStore';
import { createFeedSettingsStore } from '../../../src/main/store/feedSettingsStore';
import { createFeedStore } from '../../../src/main/store/feedStore';
import { createFetchStateStore } from '../../../src/main/store/fetchStateStore';
import { createHostHoldStore } from '../../../src/main/store/hostHoldStore';
import { createIconStore } from '../../../src/main/store/iconStore';
import { createMediaStore } from '../../../src/main/store/mediaStore';
import { createSearchIndex } from '../../../src/main/store/searchIndexStore';
import { createSearchStore } from '../../../src/main/store/searchStore';
import { createSettingsStore } from '../../../src/main/store/settingsStore';
import type { Scope } from '../../../src/shared/model';
import { openLibrary, type Library } from '../../support/library';

/** Tables that grow with what is read; feeds and folders are a few hundred rows. */
const LARGE = [
  'article_states',
  'articles',
  'bodies',
  'article_versions',
  'article_media',
  'media',
  'search_rows',
];

const scopes: Scope[] = [
  { kind: 'all' },
  { kind: 'today', since: 0 },
  { kind: 'bookmarks' },
  { kind: 'feed', feedId: 1 as never },
  { kind: 'folder', folderId: 1 as never },
];

/** Every SQL text that the stores prepare, also those that they make for a single call. */
function statements({ database }: Library): string[] {
  const texts = new Set<string>();
  const recording = new Proxy(database, {
    get(target, name): unknown {
      const value: unknown = Reflect.get(target, name, target);
      if (typeof value !== 'function') return value;
      return (...given: unknown[]): unknown => {
        if (name === 'prepare') texts.add(given[0] as string);
        return Reflect.apply(value, target, given);
      };
    },
  }) satisfies WritableDb;
  const media = createMediaStore(recording);
  const articles = createArticleStore(recording, media);
  createArticleStateStore(recording);
  createFeedStore(recording);
  createFeedSettingsStore(recording);
  createFeedMergeStore(recording);
  createFetchStateStore(recording);
  createHostHoldStore(recording);
  createIconStore(recording);
  createSettingsStore(recording);
  createSearchIndex(recording);
  const found = createSearchStore(recording);
  const unread = { match: 'b', states: [{ kind: 'unread', isExcluded: false }] } as const;
  for (const scope of scopes) {
    for (const beside of [[], [unread]]) {
      const conditions = { match: 'a', beside };
      found.find({ conditions, scope, before: { sortAt: 0, id: 1 as never }, limit: 1 }, 1);
    }
    for (const show of ['all', 'unread'] as const) {
      articles.list({ scope, show, before: null, limit: 1 });
      articles.list({ scope, show, before: { sortAt: 0, id: 1 as never }, limit: 1 });
    }
  }
  return [...texts];
}

function plan({ database }: Library, sql: string): string[] {
  // `?1` is one parameter wherever it stands.
  const numbered = new Set(sql.match(/\?\d+/g)).size;
  const unnumbered = sql.match(/\?(?!\d)/g)?.length ?? 0;
  const named = [...sql.matchAll(/@(\w+)/g)].map(([, name]) => [name, null] as const);
  const parameters: unknown[] = Array<null>(numbered + unnumbered).fill(null);
  if (named.length > 0) parameters.push(Object.fromEntries(named));
  return database
    .prepare<unknown[], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`)
    .all(...parameters)
    .map(({ detail }) => detail);
}

/** Steps that read a large table from end to end, whatever is in it, without an index. */
function wholeTables(details: readonly string[]): string[] {
  const whole = new RegExp(`^SCAN (?:${LARGE.join('|')}|listed|[a-z])$`);
  return details.filter((detail) => whole.test(detail));
}

describe('the statements of the store', () => {
  test('are all seen by this test', () => {
    expect(statements(openLibrary()).length).toBeGreaterThan(85);
  });

  test.each(['before', 'after'])('never read a large table from end to end, %s ANALYZE', (when) => {
    const library = openLibrary();
    if (when === 'after') library.database.exec('ANALYZE');
    const found = statements(library).flatMap((sql) =>
      wholeTables(plan(library, sql)).map((detail) => `${detail}: ${sql}`),
    );
    // The sidebar reads all feeds, which are few, by their alias f.
    expect(found.filter((each) => !/^SCAN [ft]: SELECT f\./.test(each))).toEqual([]);
  });

  test('control: one without an index would be noticed', () => {
    const details = plan(openLibrary(), 'SELECT count(*) FROM articles a WHERE a.title = ?');
    expect(wholeTables(details)).toEqual(['SCAN a']);
  });
});
