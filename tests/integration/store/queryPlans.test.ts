import { describe, expect, test } from 'vitest';
import { listQuery, type ListQuery } from '../../../src/main/store/articleList';
import type { Scope } from '../../../src/shared/model';
import { addFeed, article, openLibrary, type Library } from '../../support/library';

function plan({ database }: Library, query: ListQuery): string[] {
  const { sql, parameters } = listQuery(query);
  return database
    .prepare<unknown[], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`)
    .all(...parameters, 100)
    .map(({ detail }) => detail);
}

/** Enough feeds and articles that statistics could tempt the planner to sort. */
function filled(): Library {
  const library = openLibrary();
  const folder = library.feeds.ensureFolder(null, 'News');
  library.database.transaction(() => {
    for (let number = 0; number < 30; number += 1) {
      const feed = addFeed(library, `f${String(number)}`, number < 10 ? { folderId: folder } : {});
      const articles = Array.from({ length: 40 }, (_, index) =>
        article(String(index), { publishedAt: 1e12 + index * 1000 + number }),
      );
      const saved = library.articles.save(feed, articles, 2e12);
      library.states.setRead(
        saved.slice(0, 35).map(({ id }) => id),
        true,
        2e12,
      );
      library.states.setBookmarked(saved[0]!.id, true, 2e12);
    }
  })();
  return library;
}

const scopes: [string, Scope, all: string, unread: string][] = [
  ['all', { kind: 'all' }, 'article_states_all', 'article_states_unread'],
  ['today', { kind: 'today', since: 1e12 }, 'article_states_all', 'article_states_unread'],
  ['bookmarks', { kind: 'bookmarks' }, 'article_states_bookmarks', 'article_states_bookmarks'],
  ['feed', { kind: 'feed', feedId: 1 as never }, 'article_states_feed', 'article_states_feed_unread'],
  ['folder', { kind: 'folder', folderId: 1 as never }, 'article_states_all', 'article_states_unread'],
]; // prettier-ignore

const places: [string, ListQuery['before']][] = [
  ['the first page', null],
  ['a later page', { sortAt: 1e12 + 20_000, id: 600 as never }],
];

describe.each(['before', 'after'])('a list %s statistics are kept', (when) => {
  const cases = scopes.flatMap(([name, scope, all, unread]) =>
    places.flatMap(([place, before]) => [
      [name, 'all', place, { scope, show: 'all', before }, all] as const,
      [name, 'unread', place, { scope, show: 'unread', before }, unread] as const,
    ]),
  );
  test.each(cases)('%s, %s, %s: reads in order from its index and sorts nothing', (...named) => {
    const [, , , query, index] = named;
    const library = filled();
    if (when === 'after') library.database.exec('ANALYZE');
    const details = plan(library, query);
    const states = details.filter((detail) => /\bs\b.*USING/.test(detail));
    expect(states).toHaveLength(1);
    expect(states[0]).toMatch(new RegExp(`USING (COVERING )?INDEX ${index}( |$)`));
    expect(details.filter((detail) => detail.includes('TEMP B-TREE'))).toEqual([]);
  });
});

test('control: a list by another order would have to sort', () => {
  const details = filled()
    .database.prepare<[], { detail: string }>(
      'EXPLAIN QUERY PLAN SELECT id FROM article_states ORDER BY first_seen_at',
    )
    .all()
    .map(({ detail }) => detail);
  expect(details.join()).toContain('TEMP B-TREE');
});
