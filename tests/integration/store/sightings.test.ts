import { describe, expect, test } from 'vitest';
import type { ArticleId, FeedId } from '../../../src/shared/model';
import { addFeed, article, openLibrary, save, type Library } from '../../support/library';

/** Everything that is known of a feed, fingerprints by identity. */
const knownOf = ({ articles }: Library, feed: FeedId): Map<string, string> =>
  new Map(articles.knownOf(feed, null, 100).known);

describe('what is known of a feed', () => {
  test('is the fingerprint of each of its articles, and of no other feed’s', () => {
    const library = openLibrary();
    const [feed, other] = [addFeed(library, 'a'), addFeed(library, 'b')];
    const [x, y] = [article('x'), article('y')];
    for (const one of [x, y]) save(library, feed, one);
    save(library, other, article('z'));
    expect(knownOf(library, feed)).toEqual(
      new Map([
        ['guid:x', x.fingerprint],
        ['guid:y', y.fingerprint],
      ]),
    );
  });

  test('is no fingerprint where the content was pruned, so that it is taken in again', () => {
    const library = openLibrary();
    const feed = addFeed(library, 'a');
    const id = save(library, feed, article('x'));
    library.states.setRead([id], true, 1);
    library.database.exec('DELETE FROM articles');
    expect(knownOf(library, feed)).toEqual(new Map([['guid:x', '']]));
    expect(library.articles.sightings(feed, ['guid:x'])).toEqual([]);
    expect(library.articles.find(id)).toBeNull();
    expect(library.articles.save(feed, [article('x')], 2)).toEqual([{ id, outcome: 'updated' }]);
    expect(library.articles.find(id)?.isRead).toBe(true);
  });
});

describe('what is known of a feed, in pages', () => {
  const all = (
    { articles }: Library,
    feed: FeedId,
    limit: number,
  ): { pages: number; identities: string[] } => {
    const identities: string[] = [];
    let before: Parameters<typeof articles.knownOf>[1] = null;
    let pages = 0;
    do {
      const page = articles.knownOf(feed, before, limit);
      identities.push(...page.known.map(([identity]) => identity));
      before = page.next;
      pages += 1;
    } while (before !== null);
    return { pages, identities };
  };

  test('is each article once, newest first, also where many are of one time', () => {
    const library = openLibrary();
    const [feed, other] = [addFeed(library, 'a'), addFeed(library, 'b')];
    const dates = [5, 9, 5, 5, 1, 5, 9];
    dates.forEach((publishedAt, index) => {
      save(library, feed, article(String(index), { publishedAt }));
      save(library, other, article(`other ${String(index)}`, { publishedAt }));
    });
    const newestFirst = [6, 1, 5, 3, 2, 0, 4].map((index) => `guid:${String(index)}`);
    for (const limit of [1, 2, 3, 7, 100]) {
      expect(all(library, feed, limit).identities).toEqual(newestFirst);
    }
    expect(all(library, feed, 3).pages).toBe(3);
    expect(all(library, addFeed(library, 'empty'), 3)).toEqual({ pages: 1, identities: [] });
  });
});

describe('sightings', () => {
  test('are those asked for that are there, with what tells articles apart', () => {
    const library = openLibrary();
    const feed = addFeed(library, 'a');
    const id = save(library, feed, article('x', { publishedAt: 5 }));
    save(library, feed, article('y'));
    expect(library.articles.sightings(feed, ['guid:x', 'guid:none'])).toEqual([
      {
        ...{ id, identity: 'guid:x', url: 'https://example.org/x' },
        ...{ title: 'Title of x', publishedAt: 5 },
        ...{ excerpt: 'Text of x.', wordCount: 3 },
      },
    ]);
  });

  test('of the newest are of one feed, newest first, and so many at most', () => {
    const library = openLibrary();
    const [feed, other] = [addFeed(library, 'a'), addFeed(library, 'b')];
    for (const number of [3, 1, 2]) {
      save(library, feed, article(String(number), { publishedAt: number }));
    }
    save(library, other, article('9', { publishedAt: 9 }));
    const newest = library.articles.newestSightings(feed, 2);
    expect(newest.map(({ identity }) => identity)).toEqual(['guid:3', 'guid:2']);
  });
});

describe('a renamed article', () => {
  test('is known by its new identity, with its marks', () => {
    const library = openLibrary();
    const feed = addFeed(library, 'a');
    const id = save(library, feed, article('x'));
    library.states.setRead([id], true, 1);
    library.articles.rename(feed, [{ id, identity: 'guid:new' }]);
    expect([...knownOf(library, feed).keys()]).toEqual(['guid:new']);
    const again = library.articles.save(feed, [article('x', { identity: 'guid:new' })], 2);
    expect(again).toEqual([{ id, outcome: 'updated' }]);
    expect(library.articles.find(id)?.isRead).toBe(true);
  });

  test('keeps its identity when the new one belongs to another article', () => {
    const library = openLibrary();
    const feed = addFeed(library, 'a');
    const id = save(library, feed, article('x'));
    save(library, feed, article('y'));
    library.articles.rename(feed, [{ id, identity: 'guid:y' }]);
    expect([...knownOf(library, feed).keys()].sort()).toEqual(['guid:x', 'guid:y']);
  });

  test('keeps its identity when it has gone to another feed meanwhile', () => {
    const library = openLibrary();
    const [feed, other] = [addFeed(library, 'a'), addFeed(library, 'b')];
    const id: ArticleId = save(library, other, article('x'));
    library.articles.rename(feed, [{ id, identity: 'guid:new' }]);
    expect([...knownOf(library, other).keys()]).toEqual(['guid:x']);
    library.articles.rename(other, [{ id, identity: 'guid:new' }]);
    expect([...knownOf(library, other).keys()]).toEqual(['guid:new']);
  });
});
