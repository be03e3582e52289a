import { describe, expect, test } from 'vitest';
import { listQuery, type ListQuery } from '../../../src/main/store/articleList';
import type { Scope } from '../../../src/shared/model';
import { addFeed, article, openLibrary, type Library } from '../../support/library';

const FEEDS = 30;
const IN_FOLDER = 10;
const PER_FEED = 40;
const LIMIT = 5;

function plan({ database }: Library, sql: string, parameters: unknown[] = []): string[] {
  return database
    .prepare<unknown[], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`)
    .all(...parameters)
    .map(({ detail }) => detail);
}

/** How many rows of `article_states` a list looks at to find its page. */
function rowsRead({ database }: Library, query: ListQuery): number {
  let read = 0;
  database.function('is_counted', { deterministic: false }, (_id) => {
    read += 1;
    return 1;
  });
  const { sql, parameters } = listQuery(query);
  const counting = sql.replace('WHERE listed', 'WHERE is_counted(listed.id) AND listed');
  expect(counting).not.toBe(sql);
  expect(database.prepare(counting).all(...parameters, LIMIT)).toHaveLength(LIMIT);
  return read;
}

/** Enough feeds and articles that statistics could tempt the planner to sort. */
function filled(): Library {
  const library = openLibrary();
  const folder = library.feeds.ensureFolder(null, 'News');
  library.database.transaction(() => {
    for (let number = 0; number < FEEDS; number += 1) {
      const place = number < IN_FOLDER ? { folderId: folder } : {};
      const feed = addFeed(library, `f${String(number)}`, place);
      const articles = Array.from({ length: PER_FEED }, (_, index) =>
        article(String(index), { publishedAt: 1e12 + index * 1000 + number }),
      );
      const saved = library.articles.save(feed, articles, 2e12);
      const read = saved.filter((_, index) => index % 8 !== 0).map(({ id }) => id);
      library.states.setRead(read, true, 2e12);
      library.states.setBookmarked(saved[0]!.id, true, 2e12);
    }
  })();
  return library;
}

const ALL = 'article_states_all';
const UNREAD = 'article_states_unread';
const scopes: [string, Scope, all: string, unread: string, most: number][] = [
  ['everything', { kind: 'all' }, ALL, UNREAD, LIMIT],
  ['today', { kind: 'today', since: 1e12 }, ALL, UNREAD, LIMIT],
  // Bookmarks are few enough that a page of unread ones is picked from them.
  ['bookmarks', { kind: 'bookmarks' }, 'article_states_bookmarks', 'article_states_bookmarks', FEEDS],
  ['a feed', { kind: 'feed', feedId: 1 as never }, 'article_states_feed', 'article_states_feed_unread', LIMIT],
  // Of each of its feeds a page at most, and the row that shows that the rest is older.
  ['a folder', { kind: 'folder', folderId: 1 as never }, 'article_states_feed', 'article_states_feed_unread', IN_FOLDER * (LIMIT + 1)],
]; // prettier-ignore

const places: [string, (scope: Scope) => ListQuery['before']][] = [
  ['the first page', () => null],
  [
    'a later page',
    ({ kind }) =>
      kind === 'bookmarks'
        ? { sortAt: 1e12 + 20, id: 1e6 as never }
        : { sortAt: 1e12 + 36_000, id: 1e6 as never },
  ],
];

const cases = scopes.flatMap(([name, scope, all, unread, most]) =>
  places.flatMap(([place, before]) => [
    [name, 'all', place, { scope, show: 'all', before: before(scope) }, all, most] as const,
    [name, 'unread', place, { scope, show: 'unread', before: before(scope) }, unread, most] as const,
  ]),
); // prettier-ignore

describe.each(['before', 'after'])('a list %s statistics are kept', (when) => {
  const library = (): Library => {
    const made = filled();
    if (when === 'after') made.database.exec('ANALYZE');
    return made;
  };

  test.each(cases)('%s, %s, %s: finds its page in the order of one index', (...named) => {
    const [, , , query, index] = named;
    const { sql, parameters } = listQuery(query);
    const details = plan(library(), sql, [...parameters, LIMIT]);
    const found = details.filter((detail) => /\blisted\b.*USING/.test(detail));
    expect(found).toHaveLength(1);
    // An index that covers the query is read alone, without the rows of the table.
    const isCovered = query.scope.kind !== 'bookmarks' || query.show === 'all';
    expect(found[0]).toMatch(
      new RegExp(`USING ${isCovered ? 'COVERING ' : ''}INDEX ${index}( |$)`),
    );
    // Beside the page itself, which is put in order at the end, only a folder's feeds are merged.
    const sorts = details.filter((detail) => detail.includes('TEMP B-TREE'));
    expect(sorts.length).toBeLessThanOrEqual(query.scope.kind === 'folder' ? 2 : 1);
  });

  test.each(cases)('%s, %s, %s: reads no more rows than it must', (...named) => {
    const [, , , query, , most] = named;
    expect(rowsRead(library(), query)).toBeLessThanOrEqual(most);
  });

  test('passes over a removed feed without reading its rows', () => {
    const made = library();
    made.feeds.markRemoved(1 as never, 2e12);
    const { sql, parameters } = listQuery({ scope: { kind: 'all' }, show: 'all', before: null });
    expect(plan(made, sql, [...parameters, LIMIT]).join('\n')).toContain(
      `listed USING COVERING INDEX ${ALL}`,
    );
  });

  test('finds the picture of each row without sorting its pictures', () => {
    const { sql, parameters } = listQuery({ scope: { kind: 'all' }, show: 'all', before: null });
    const details = plan(library(), sql, [...parameters, LIMIT]);
    const picture = details.slice(details.findIndex((detail) => detail.includes('SCALAR')));
    expect(picture.join('\n')).toMatch(/SEARCH article_media USING PRIMARY KEY \(article_id=\?\)/);
    expect(picture.slice(0, 2).join('\n')).not.toContain('TEMP B-TREE');
  });

  test('counts what is unread, and bookmarks, from an index alone', () => {
    const made = library();
    const unread = `SELECT feed_id, count(*) FROM article_states WHERE is_read = 0
      AND feed_id NOT IN (SELECT id FROM feeds WHERE removed_at IS NOT NULL) GROUP BY feed_id`;
    const details = plan(made, unread).join('\n');
    expect(details).toContain('USING COVERING INDEX article_states_feed_unread');
    expect(details).not.toContain('TEMP B-TREE');
    const bookmarks = 'SELECT count(*) FROM article_states WHERE bookmarked_at IS NOT NULL';
    expect(plan(made, bookmarks).join('\n')).toContain('USING COVERING INDEX article_states_book');
  });
});

describe('control', () => {
  test('a list by another order would have to sort', () => {
    const sql = 'SELECT id FROM article_states ORDER BY first_seen_at';
    expect(plan(filled(), sql).join()).toContain('TEMP B-TREE');
  });

  test('a folder joined with its articles would be read as a whole', () => {
    const { database } = filled();
    let read = 0;
    database.function('is_counted', { deterministic: false }, (_id) => {
      read += 1;
      return 1;
    });
    database
      .prepare(
        `SELECT s.id, a.title FROM article_states s CROSS JOIN articles a ON a.id = s.id
         WHERE is_counted(s.id) AND s.feed_id IN (SELECT id FROM feeds WHERE folder_id = 1)
         ORDER BY s.sort_at DESC, s.id DESC LIMIT ?`,
      )
      .all(LIMIT);
    expect(read).toBe(IN_FOLDER * PER_FEED);
  });
});
