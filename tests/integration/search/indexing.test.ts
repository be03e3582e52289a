import { describe, expect, test } from 'vitest';
import { openDatabase } from '../../../src/main/store/openDatabase';
import { createUnhurriedTransaction } from '../../../src/main/store/unhurriedTransaction';
import { temporaryFolder } from '../../support/forOneTest';
import { addFeed, article, save } from '../../support/library';
import { searchedLibrary } from './searching';

describe('the index', () => {
  test('forgets the words that an edit takes away, and finds those that it brings', async () => {
    const library = searchedLibrary();
    const feed = addFeed(library, 'feed');
    const id = save(library, feed, article('a', { title: 'Old heading', source: '<p>old</p>' }));
    await library.index();
    expect(library.titles('heading ')).toEqual(['Old heading']);
    save(library, feed, article('a', { title: 'New title', source: '<p>new</p>' }));
    expect(library.searchIndex.waiting()).toBe(1);
    await library.index();
    expect(library.titles('heading ')).toEqual([]);
    expect(library.titles('old ')).toEqual([]);
    expect(library.search('new title ').rows.map((row) => row.id)).toEqual([id]);
    const rows = library.database.prepare('SELECT count(*) FROM search_rows').pluck().get();
    expect(rows).toBe(1);
  });

  test('is not told again of what did not change', async () => {
    const library = searchedLibrary();
    const feed = addFeed(library, 'feed');
    const id = save(library, feed, article('a'));
    await library.index();
    save(library, feed, article('a'));
    library.states.setRead([id], true, 1);
    library.states.setBookmarked(id, true, 1);
    expect(library.searchIndex.waiting()).toBe(0);
  });

  test('forgets what is purged, also before it heard of it', async () => {
    const library = searchedLibrary();
    const feed = addFeed(library, 'feed');
    save(library, feed, article('indexed'));
    await library.index();
    save(library, feed, article('waiting'));
    library.feeds.markRemoved(feed, 5);
    expect(library.articles.deleteOfRemoved(feed, 10)).toBe(2);
    await library.index();
    const left = ['search_rows', 'search_docsize', 'index_queue'].map((table) =>
      library.database.prepare(`SELECT count(*) FROM ${table}`).pluck().get(),
    );
    expect(left).toEqual([0, 0, 0]);
    // The id is given out again, to an article with other words.
    const other = addFeed(library, 'other');
    save(library, other, article('other', { title: 'Fresh' }));
    await library.index();
    expect(library.titles('indexed ')).toEqual([]);
    expect(library.titles('fresh ')).toEqual(['Fresh']);
  });

  test('follows articles into the feed that theirs was joined into', async () => {
    const library = searchedLibrary();
    const [from, into] = [addFeed(library, 'before'), addFeed(library, 'after')];
    save(library, from, article('a', { title: 'Moved' }));
    save(library, from, article('b', { title: 'Twin', publishedAt: 1e12 }));
    save(library, into, article('b', { title: 'Twin', publishedAt: 1.1e12 }));
    await library.index();
    expect(library.titles('feed:after')).toEqual(['Twin']);
    library.merges.begin({ from, into }, 1);
    const takeOver = library.merges.takingOver({ from, into });
    while (takeOver(1).length > 0);
    library.merges.finish({ from, into });
    await library.index();
    expect(library.titles('feed:after')).toEqual(['Moved', 'Twin']);
    expect(library.search('twin ').rows[0]!.sortAt).toBe(1e12);
  });

  test('goes on with what waited when the library was closed', async () => {
    const directory = temporaryFolder();
    const open = (): ReturnType<typeof openDatabase> =>
      openDatabase({ directory, nativeBinding: null, onMigrating: () => undefined });
    open().close();
    const first = searchedLibrary(directory);
    const feed = addFeed(first, 'feed');
    save(first, feed, article('a', { title: 'Waiting' }));
    expect(first.titles('waiting ')).toEqual([]);
    first.database.close();
    const second = searchedLibrary(directory);
    expect(second.searchIndex.waiting()).toBe(1);
    await second.index();
    expect(second.titles('waiting ')).toEqual(['Waiting']);
  });

  test('keeps a transaction short however much waits, and joins its pieces', async () => {
    const library = searchedLibrary();
    const feed = addFeed(library, 'feed');
    const words = (seed: number): string =>
      Array.from({ length: 300 }, (_, index) => `w${String((seed * 7919 + index * 31) % 9973)}`).join(' '); // prettier-ignore
    library.database.transaction(() => {
      for (let number = 0; number < 600; number += 1) {
        save(library, feed, article(String(number), { source: `<p>${words(number)}</p>` }));
      }
    })();
    let most = 0;
    let before = library.searchIndex.waiting();
    expect(before).toBe(600);
    const watch = setInterval(() => {
      const now = library.searchIndex.waiting();
      most = Math.max(most, before - now);
      before = now;
    }, 0);
    await library.index();
    clearInterval(watch);
    expect(most).toBeLessThan(600);
    await expect
      .poll(() => library.database.prepare('SELECT count(DISTINCT segid) FROM search_idx').pluck().get())
      .toBeLessThan(4); // prettier-ignore
    expect(library.titles('title ')).toHaveLength(100);
    library.database.exec("INSERT INTO search (search) VALUES ('integrity-check')");
  });

  test('joins in step with what comes, so that its pieces stay few however much waits', async () => {
    const library = searchedLibrary(undefined, { mostPieces: 4 });
    const feed = addFeed(library, 'feed');
    const text = (seed: number): string =>
      Array.from({ length: 12_000 }, (_, index) => `w${String((seed * 7919 + index * 31) % 99_991)}`).join(' '); // prettier-ignore
    library.database.transaction(() => {
      for (let number = 0; number < 80; number += 1) {
        save(library, feed, article(String(number), { source: `<p>${text(number)}</p>` }));
      }
    })();
    let most = 0;
    const watch = setInterval(() => {
      most = Math.max(most, library.searchIndex.pieces());
    }, 0);
    await library.index();
    clearInterval(watch);
    // Each piece is some three articles, so without joining there would be some twenty-five.
    expect(most).toBeGreaterThan(4);
    expect(most).toBeLessThan(14);
    await expect.poll(() => library.searchIndex.pieces(), { timeout: 20_000 }).toBeLessThan(7);
    expect(
      library.search('title ', { kind: 'all' }, { before: null, limit: 200 }).rows,
    ).toHaveLength(80);
    library.database.exec("INSERT INTO search (search) VALUES ('integrity-check')");
  });
});

test('a write that need not wait for the disk leaves the others waiting for it', () => {
  const { database } = searchedLibrary();
  const unhurried = createUnhurriedTransaction(database);
  const mode = (): unknown => database.pragma('synchronous', { simple: true });
  const [full, normal] = [2, 1];
  expect(mode()).toBe(full);
  expect(unhurried(mode)).toBe(normal);
  expect(mode()).toBe(full);
  expect(() =>
    unhurried(() => {
      throw new Error('Undone.');
    }),
  ).toThrow('Undone.');
  expect(mode()).toBe(full);
});
