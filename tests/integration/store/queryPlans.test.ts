import { describe, expect, test } from 'vitest';
import {
  distanceQuery,
  listQuery,
  nextQuery,
  type ListQuery,
} from '../../../src/main/store/articleList';
import { createArticleStore } from '../../../src/main/store/articleStore';
import { createArticleStateStore } from '../../../src/main/store/articleStateStore';
import { createFullTextStore } from '../../../src/main/store/fullTextStore';
import { createMarkStore } from '../../../src/main/store/markStore';
import { createSearchIndex } from '../../../src/main/store/searchIndexStore';
import type { Scope } from '../../../src/shared/model';
import { addFeed, article, openLibrary, type Library } from '../../support/library';
import { planOf, statementsOf } from '../../support/queryPlans';

const FEEDS = 30;
const IN_FOLDER = 10;
const PER_FEED = 40;
const LIMIT = 5;

function plan({ database }: Library, sql: string, parameters?: unknown[]): string[] {
  return planOf(database, sql, parameters);
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

const ALL = 'USING COVERING INDEX article_states_all';
const FEED = 'USING COVERING INDEX article_states_feed';
const BOOKMARKS = 'USING COVERING INDEX article_states_bookmarks';
const UNREAD = 'USING COVERING INDEX unread_all';
const UNREAD_OF_FEED = 'USING PRIMARY KEY';
const scopes: [string, Scope, all: string, unread: string, most: number][] = [
  ['everything', { kind: 'all' }, ALL, UNREAD, LIMIT],
  ['today', { kind: 'today', since: 1e12 }, ALL, UNREAD, LIMIT],
  // Bookmarks are few enough that a page of unread ones is picked from them.
  ['bookmarks', { kind: 'bookmarks' }, BOOKMARKS, 'USING INDEX article_states_bookmarks', FEEDS],
  ['a feed', { kind: 'feed', feedId: 1 as never }, FEED, UNREAD_OF_FEED, LIMIT],
  // Of each of its feeds a page at most, and the row that shows that the rest is older.
  ['a folder', { kind: 'folder', folderId: 1 as never }, FEED, UNREAD_OF_FEED, IN_FOLDER * (LIMIT + 1)],
]; // prettier-ignore

const FROM = { sortAt: 1e12 + 18_000, id: 7 as never };
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

const directions = scopes.flatMap(([name, scope, all, unread]) =>
  (['older', 'newer'] as const).flatMap((direction) => [
    [name, 'all', direction, { scope, show: 'all', from: FROM, direction }, all] as const,
    [name, 'unread', direction, { scope, show: 'unread', from: FROM, direction }, unread] as const,
  ]),
);

describe.each(['before', 'after'])('a list %s statistics are kept', (when) => {
  const library = (): Library => {
    const made = filled();
    if (when === 'after') made.database.exec('ANALYZE');
    return made;
  };

  test.each(cases)('%s, %s, %s: finds its page in the order of one index', (...named) => {
    const [, , , query, source] = named;
    const { sql, parameters } = listQuery(query);
    const details = plan(library(), sql, [...parameters, LIMIT]);
    const found = details.filter((detail) => /\blisted\b.*USING/.test(detail));
    expect(found).toHaveLength(1);
    // An index that covers the query is read alone, without the rows of the table.
    expect(found[0]).toMatch(new RegExp(`${source}( |$)`));
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
    expect(plan(made, sql, [...parameters, LIMIT]).join('\n')).toContain(`listed ${ALL}`);
  });

  test('finds the picture of each row without sorting its pictures', () => {
    const { sql, parameters } = listQuery({ scope: { kind: 'all' }, show: 'all', before: null });
    const details = plan(library(), sql, [...parameters, LIMIT]);
    const picture = details.slice(details.findIndex((detail) => detail.includes('SCALAR')));
    expect(picture.join('\n')).toMatch(/SEARCH article_media USING PRIMARY KEY \(article_id=\?\)/);
    expect(picture.slice(0, 2).join('\n')).not.toContain('TEMP B-TREE');
  });

  test('the next row of any list is found in the order of one index', () => {
    const made = library();
    for (const [name, show, direction, query, source] of directions) {
      const about = [name, show, direction].join();
      const { sql, parameters } = nextQuery(query);
      const details = plan(made, sql, parameters).join('\n');
      expect(details, about).toMatch(new RegExp(`listed ${source}( |$)`, 'm'));
      if (query.scope.kind !== 'folder') expect(details, about).not.toContain('TEMP B-TREE');

      const distance = distanceQuery(query, { sortAt: 1e12 + 20_000, id: 5 as never });
      const counting = plan(made, distance.sql, [...distance.parameters, LIMIT]).join('\n');
      expect(counting, about).toMatch(/SEARCH listed USING COVERING INDEX/);
      expect(counting, about).not.toContain('TEMP B-TREE');
    }
  });

  test('knows how much is unread without counting, and counts bookmarks from an index alone', () => {
    const made = library();
    const details = statementsOf(made.database, createArticleStateStore).map((sql) =>
      plan(made, sql).join(),
    );
    const counts = details.filter((detail) => /unread_counts|SCAN article_states/.test(detail));
    expect(counts).toEqual([
      expect.stringMatching(/^SCAN unread_counts,/),
      expect.stringMatching(/^SCAN article_states USING COVERING INDEX article_states_bookmarks$/),
    ]);
  });

  test('opens an article, and finds the next one to index or to complete, by keys alone', () => {
    const made = library();
    const statements = statementsOf(made.database, (database) => {
      createArticleStore(database, made.media);
      createFullTextStore(database);
      createSearchIndex(database);
    });
    const hot = statements.filter((sql) =>
      /f\.title AS feed_title|FROM index_queue q|t INDEXED BY full_texts_wanted/.test(sql),
    );
    expect(hot).toHaveLength(4);
    for (const sql of hot) {
      const details = plan(made, sql).join('\n');
      expect(details).not.toContain('TEMP B-TREE');
      expect(details).not.toMatch(
        /SCAN (?!json_each|t USING (?:COVERING )?INDEX|CONSTANT|index_queue)/,
      );
    }
  });

  test('marks, and takes marks back, by the keys of what is unread', () => {
    const made = library();
    const statements = statementsOf(made.database, createMarkStore);
    const details = statements.flatMap((sql) => plan(made, sql));
    const scanned = /^SCAN (unread|article_states|s|u|mark_pieces)\b(?! USING PRIMARY KEY)/;
    expect(details.filter((detail) => scanned.test(detail))).toEqual([]);
    expect(details.join('\n')).toMatch(
      /SEARCH unread USING PRIMARY KEY \(feed_id=\? AND \(sort_at,id\)/,
    );
    // The articles of one piece are put in order, and never what is unread.
    const sorting = statements.filter((sql) => plan(made, sql).join().includes('TEMP B-TREE'));
    expect(sorting.filter((sql) => !sql.includes('json_each(?) named'))).toEqual([]);
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
