import { describe, expect, test } from 'vitest';
import { addFeed, article, openLibrary, save } from '../../support/library';

describe('what is known of a feed', () => {
  test('is the fingerprint of each of its articles, and of no other feed’s', () => {
    const library = openLibrary();
    const [feed, other] = [addFeed(library, 'a'), addFeed(library, 'b')];
    const [x, y] = [article('x'), article('y')];
    for (const one of [x, y]) save(library, feed, one);
    save(library, other, article('z'));
    expect(library.articles.knownOf(feed)).toEqual(
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
    expect(library.articles.knownOf(feed)).toEqual(new Map([['guid:x', '']]));
    expect(library.articles.sightings(feed, ['guid:x'])).toEqual([]);
    expect(library.articles.find(id)).toBeNull();
    expect(library.articles.save(feed, [article('x')], 2)).toEqual([{ id, outcome: 'updated' }]);
    expect(library.articles.find(id)?.isRead).toBe(true);
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
    library.articles.rename([{ id, identity: 'guid:new' }]);
    expect([...library.articles.knownOf(feed).keys()]).toEqual(['guid:new']);
    const again = library.articles.save(feed, [article('x', { identity: 'guid:new' })], 2);
    expect(again).toEqual([{ id, outcome: 'updated' }]);
    expect(library.articles.find(id)?.isRead).toBe(true);
  });

  test('keeps its identity when the new one belongs to another article', () => {
    const library = openLibrary();
    const feed = addFeed(library, 'a');
    const id = save(library, feed, article('x'));
    save(library, feed, article('y'));
    library.articles.rename([{ id, identity: 'guid:y' }]);
    expect([...library.articles.knownOf(feed).keys()].sort()).toEqual(['guid:x', 'guid:y']);
  });
});
