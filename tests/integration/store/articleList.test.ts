import { describe, expect, test } from 'vitest';
import type { ArticleRow, Cursor, Scope } from '../../../src/shared/model';
import { addFeed, article, openLibrary, save, type Library } from '../../support/library';

const noon = Date.UTC(2026, 10, 24, 12);
const hour = 3_600_000;

/** All rows of a list, read page by page. */
function pages(
  library: Library,
  scope: Scope,
  limit: number,
  show: 'all' | 'unread' = 'all',
): ArticleRow[][] {
  const read: ArticleRow[][] = [];
  let before: Cursor | null = null;
  do {
    const page = library.articles.list({ scope, show, before, limit });
    read.push(page.rows);
    before = page.next;
  } while (before !== null && read.length < 1000);
  return read;
}
const titles = (library: Library, scope: Scope, show: 'all' | 'unread' = 'all'): string[] =>
  pages(library, scope, 200, show)
    .flat()
    .map(({ title }) => title);

describe('paging', () => {
  test.each([1, 2, 3, 7, 50])(
    'in pages of %i every article comes once, newest first, also among equal times',
    (limit) => {
      const library = openLibrary();
      const feed = addFeed(library, 'a');
      for (let number = 0; number < 50; number += 1) {
        const publishedAt = noon - Math.floor(number / 10) * hour;
        save(library, feed, article(String(number), { publishedAt }), noon);
      }
      const rows = pages(library, { kind: 'all' }, limit).flat();
      const inOrder = [...rows].sort((a, b) => b.sortAt - a.sortAt || b.id - a.id);
      expect(rows).toHaveLength(50);
      expect(new Set(rows.map(({ id }) => id)).size).toBe(50);
      expect(rows).toEqual(inOrder);
      expect(new Set(rows.map(({ sortAt }) => sortAt)).size).toBe(5);
    },
  );

  test('goes on in the same place when newer articles arrive meanwhile', () => {
    const library = openLibrary();
    const feed = addFeed(library, 'a');
    for (let number = 0; number < 6; number += 1) {
      save(library, feed, article(String(number), { publishedAt: noon - number * hour }), noon);
    }
    const query = { scope: { kind: 'all' }, show: 'all', limit: 3 } as const;
    const first = library.articles.list({ ...query, before: null });
    save(library, feed, article('new', { publishedAt: noon + hour }), noon + hour);
    const second = library.articles.list({ ...query, before: first.next });
    expect([...first.rows, ...second.rows].map(({ title }) => title)).toEqual(
      [0, 1, 2, 3, 4, 5].map((number) => `Title of ${String(number)}`),
    );
  });

  test('ends without an empty page', () => {
    const library = openLibrary();
    const feed = addFeed(library, 'a');
    for (const name of ['a', 'b', 'c', 'd']) save(library, feed, article(name));
    expect(pages(library, { kind: 'all' }, 2).map((page) => page.length)).toEqual([2, 2]);
    expect(pages(openLibrary(), { kind: 'all' }, 2)).toEqual([[]]);
  });
});

describe('a list holds', () => {
  interface Shelf extends Library {
    readonly scopes: Record<'news' | 'local' | 'one' | 'two' | 'loose', Scope>;
  }

  /** Folder News with feed one, folder Local inside it with feed two, and feed loose outside. */
  function shelf(): Shelf {
    const library = openLibrary();
    const news = library.feeds.ensureFolder(null, 'News');
    const local = library.feeds.ensureFolder(news, 'Local');
    const one = addFeed(library, 'one', { folderId: news });
    const two = addFeed(library, 'two', { folderId: local });
    const loose = addFeed(library, 'loose');
    const add = (feed: typeof one, name: string, hoursAgo: number): void => {
      save(library, feed, article(name, { publishedAt: noon - hoursAgo * hour }), noon);
    };
    add(one, '1 today', 1);
    add(two, '2 today', 2);
    add(loose, '3 today', 3);
    add(one, '4 before', 30);
    add(two, '5 before', 31);
    const scopes = {
      news: { kind: 'folder', folderId: news },
      local: { kind: 'folder', folderId: local },
      one: { kind: 'feed', feedId: one },
      two: { kind: 'feed', feedId: two },
      loose: { kind: 'feed', feedId: loose },
    } as const;
    return { ...library, scopes };
  }
  const numbers = (library: Library, scope: Scope, show: 'all' | 'unread' = 'all'): string =>
    titles(library, scope, show)
      .map((title) => title.replace(/\D/g, ''))
      .join('');

  test('everything', () => {
    expect(numbers(shelf(), { kind: 'all' })).toBe('12345');
  });

  test('one feed', () => {
    const library = shelf();
    expect(numbers(library, library.scopes.one)).toBe('14');
    expect(numbers(library, library.scopes.loose)).toBe('3');
  });

  test('a folder with the folders inside it', () => {
    const library = shelf();
    expect(numbers(library, library.scopes.news)).toBe('1245');
    expect(numbers(library, library.scopes.local)).toBe('25');
  });

  test('what came since the reader’s day began', () => {
    const since = Date.UTC(2026, 10, 24);
    expect(numbers(shelf(), { kind: 'today', since })).toBe('123');
    expect(numbers(shelf(), { kind: 'today', since: noon - hour })).toBe('1');
  });

  test('bookmarks, in the order of the articles and not of the bookmarks', () => {
    const library = shelf();
    const rows = pages(library, { kind: 'all' }, 200).flat();
    for (const index of [4, 0, 2]) library.states.setBookmarked(rows[index]!.id, true, noon);
    expect(numbers(library, { kind: 'bookmarks' })).toBe('135');
  });

  test('only what is unread, in every scope', () => {
    const library = shelf();
    const rows = pages(library, { kind: 'all' }, 200).flat();
    library.states.setRead([rows[0]!.id, rows[4]!.id], true, noon);
    expect(numbers(library, { kind: 'all' }, 'unread')).toBe('234');
    expect(numbers(library, library.scopes.one, 'unread')).toBe('4');
    expect(numbers(library, library.scopes.news, 'unread')).toBe('24');
    expect(numbers(library, { kind: 'today', since: noon - 24 * hour }, 'unread')).toBe('23');
    library.states.setBookmarked(rows[0]!.id, true, noon);
    library.states.setBookmarked(rows[1]!.id, true, noon);
    expect(numbers(library, { kind: 'bookmarks' }, 'unread')).toBe('2');
  });

  test('nothing of a feed or folder that is not there', () => {
    const library = shelf();
    expect(numbers(library, { kind: 'feed', feedId: 999 as never })).toBe('');
    expect(numbers(library, { kind: 'folder', folderId: 999 as never })).toBe('');
  });
});
