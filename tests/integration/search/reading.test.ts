import { describe, expect, test } from 'vitest';
import type { SearchRequest } from '../../../src/main/core/ports';
import { dateQuery, hitQuery } from '../../../src/main/store/searchStore';
import type { ArticleRow, Cursor, Scope } from '../../../src/shared/model';
import { addFeed, article } from '../../support/library';
import { searchedLibrary, type Searched } from './searching';

const ARTICLES = 400;
const ALL: Scope = { kind: 'all' };

/** A third has the word "third"; dates come out of order, visit by visit. */
async function filled(change?: { fewHits: number; mostTime?: number }): Promise<Searched> {
  const library = searchedLibrary(undefined, change);
  const feed = addFeed(library, 'feed');
  for (let visit = 0; visit < 4; visit += 1) {
    const articles = Array.from({ length: ARTICLES / 4 }, (_, index) => {
      const number = visit * 100 + index;
      const words = `every ${number % 3 === 0 ? 'third' : 'other'} n${String(number)}`;
      const publishedAt = 1e12 + ((number * 7919) % 389) * 60_000;
      return article(String(number), { title: words, publishedAt });
    });
    const saved = library.articles.save(feed, articles, 2e12).map(({ id }) => id);
    library.states.setRead(
      saved.filter((id) => id % 4 > 0),
      true,
      1,
    );
    for (const id of saved.filter((each) => each % 5 === 0)) {
      library.states.setBookmarked(id, true, 1);
    }
    await library.index();
  }
  return library;
}

function allPages(library: Searched, text: string, scope: Scope): number[] {
  const ids: number[] = [];
  let before: Cursor | null = null;
  do {
    const page = library.search(text, scope, { before, limit: 7 });
    ids.push(...page.rows.map(({ id }) => id));
    before = page.next;
  } while (before !== null);
  return ids;
}

const TODAY = 1e12 + 200 * 60_000;
const isThird = ({ title }: ArticleRow): boolean => title.includes('third');
const searches: [text: string, scope: Scope, isWanted: (row: ArticleRow) => boolean][] = [
  ['third ', ALL, isThird],
  ['every ', ALL, () => true],
  ['is:unread every ', ALL, ({ isRead }) => !isRead],
  ['is:read third ', ALL, (row) => row.isRead && isThird(row)],
  ['-is:unread -third ', ALL, (row) => row.isRead && !isThird(row)],
  ['every ', { kind: 'bookmarks' }, ({ isBookmarked }) => isBookmarked],
  ['is:bookmarked third ', ALL, (row) => row.isBookmarked && isThird(row)],
  ['every ', { kind: 'today', since: TODAY }, ({ sortAt }) => sortAt >= TODAY],
  ['is:bookmarked OR n5 ', ALL, ({ isBookmarked, title }) => isBookmarked || title.endsWith(' n5')],
];

function listed({ articles }: Searched): ArticleRow[] {
  const rows: ArticleRow[] = [];
  let before: Cursor | null = null;
  do {
    const page = articles.list({ scope: ALL, show: 'all', before, limit: 200 });
    rows.push(...page.rows);
    before = page.next;
  } while (before !== null);
  return rows;
}

describe('all pages are what a list would show of it', () => {
  test.each([
    ['the index', undefined],
    ['the dates', { fewHits: 1 }],
    ['the index, in as many parts as there can be,', { fewHits: 5000, mostTime: -1 }],
    ['the dates, in as many parts as there can be,', { fewHits: 1, mostTime: -1 }],
  ])('when %s lead there', async (_name, change) => {
    const library = await filled(change);
    const rows = listed(library);
    expect(rows).toHaveLength(ARTICLES);
    for (const [text, scope, isWanted] of searches) {
      const wanted = rows.filter(isWanted).map(({ id }) => id);
      expect(wanted.length, text).toBeGreaterThan(7);
      expect(allPages(library, text, scope), text).toEqual(wanted);
    }
  });
});

describe('what leads to a page', () => {
  const request = (change: Partial<SearchRequest>, kind?: 'unread' | 'bookmarked'): SearchRequest => {
    const states = kind === undefined ? [] : [{ kind, isExcluded: false }];
    const beside = states.map((state) => ({ match: null, states: [state] }));
    return { conditions: { match: 'x', beside }, scope: ALL, before: null, limit: 5, ...change };
  }; // prettier-ignore
  const before = { sortAt: 1e12, id: 5 as never };
  const requests: [name: string, SearchRequest, index: string][] = [
    ['everything', request({}), 'article_states_all'],
    ['a later page', request({ before }), 'article_states_all'],
    ['today', request({ scope: { kind: 'today', since: 1e12 } }), 'article_states_all'],
    ['unread', request({}, 'unread'), 'unread_all'],
    ['bookmarks', request({ scope: { kind: 'bookmarks' } }), 'article_states_bookmarks'],
    ['bookmarked', request({ before }, 'bookmarked'), 'article_states_bookmarks'],
  ];

  function plan({ database }: Searched, { sql, parameters }: ReturnType<typeof hitQuery>): string {
    return database
      .prepare<unknown[], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`)
      .all(...parameters)
      .map(({ detail }) => detail)
      .join('\n');
  }

  test.each(requests)('of %s is the order of one index, and nothing is sorted', (...given) => {
    const [, asked, index] = given;
    const library = searchedLibrary();
    for (const when of ['before', 'after']) {
      if (when === 'after') library.database.exec('ANALYZE');
      const byIndex = plan(library, hitQuery(asked));
      expect(byIndex).toMatch(/^SCAN search VIRTUAL TABLE/);
      expect(byIndex).not.toContain('TEMP B-TREE');
      const byDates = plan(library, dateQuery(asked));
      expect(byDates).toMatch(new RegExp(`(?:SCAN|SEARCH) s USING (?:COVERING )?INDEX ${index}`));
      expect(byDates).not.toContain('TEMP B-TREE');
    }
  });
});
