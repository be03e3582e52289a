import { describe, expect, test } from 'vitest';
import { addFeed, article, openLibrary, save } from '../../support/library';

const now = Date.UTC(2026, 10, 24, 12);
const later = now + 86_400_000;

describe('saving an article', () => {
  test('adds it, and does nothing the second time', () => {
    const { articles, database, ...library } = openLibrary();
    const feed = addFeed({ ...library, articles, database }, 'a');
    const first = articles.save(feed, [article('x')], now);
    expect(first.map(({ outcome }) => outcome)).toEqual(['added']);
    const changes = (): unknown => database.prepare('SELECT total_changes()').pluck().get();
    const before = changes();
    expect(articles.save(feed, [article('x')], later)).toEqual([
      { id: first[0]?.id, outcome: 'unchanged' },
    ]);
    expect(changes()).toBe(before);
  });

  test('renews what changed, and keeps the marks and the place in lists', () => {
    const library = openLibrary();
    const feed = addFeed(library, 'a');
    const id = save(library, feed, article('x', { publishedAt: now - 1000 }), now);
    library.states.setRead([id], true, now);
    library.states.setBookmarked(id, true, now);
    const change = { title: 'New', source: '<p>New</p>', publishedAt: now + 1000, author: 'Ada' };
    const again = library.articles.save(feed, [article('x', change)], later);
    expect(again).toEqual([{ id, outcome: 'updated' }]);
    expect(library.articles.find(id)).toMatchObject({
      title: 'New',
      source: '<p>New</p>',
      author: 'Ada',
      publishedAt: now + 1000,
      sortAt: now - 1000,
      isRead: true,
      isBookmarked: true,
    });
  });

  test('gives one without a date the time it was first seen, once and for all', () => {
    const library = openLibrary();
    const feed = addFeed(library, 'a');
    const id = save(library, feed, article('x'), now);
    save(library, feed, article('x', { title: 'New' }), later);
    save(library, feed, article('x', { title: 'Newer' }), later + 1000);
    expect(library.articles.find(id)).toMatchObject({ sortAt: now, publishedAt: null });
  });

  test('never sorts one later than it was first seen', () => {
    const library = openLibrary();
    const id = save(library, addFeed(library, 'a'), article('x', { publishedAt: later }), now);
    expect(library.articles.find(id)).toMatchObject({ sortAt: now, publishedAt: later });
  });

  test('tells articles of the same name in two feeds apart', () => {
    const library = openLibrary();
    const [a, b] = [addFeed(library, 'a'), addFeed(library, 'b')];
    const ids = [save(library, a, article('x')), save(library, b, article('x'))];
    expect(ids[0]).not.toBe(ids[1]);
    library.states.setRead([ids[0]!], true, now);
    expect(library.articles.find(ids[1]!)?.isRead).toBe(false);
  });

  test('keeps every character that people write', () => {
    const library = openLibrary();
    const title = '新聞 📰 مرحبا é̂ \u202egpj.exe \'"; DROP TABLE feeds; --';
    const id = save(
      library,
      addFeed(library, 'a'),
      article('x', { title, source: `<p>${title}</p>` }),
    );
    expect(library.articles.find(id)).toMatchObject({ title, source: `<p>${title}</p>` });
  });

  test('finds nothing under an id that is not there', () => {
    expect(openLibrary().articles.find(1 as never)).toBeNull();
  });
});

describe('marks', () => {
  test('answer with what really changed, and with nothing the second time', () => {
    const library = openLibrary();
    const feed = addFeed(library, 'a');
    const ids = ['x', 'y'].map((name) => save(library, feed, article(name)));
    expect(library.states.setRead(ids, true, now).map(({ id, isRead }) => [id, isRead])).toEqual(
      ids.map((id) => [id, true]),
    );
    expect(library.states.setRead(ids, true, now)).toEqual([]);
    expect(library.states.setRead([ids[0]!, 999 as never], false, now)).toHaveLength(1);
    expect(library.states.setBookmarked(ids[0]!, true, now)).toHaveLength(1);
    expect(library.states.setBookmarked(ids[0]!, true, later)).toEqual([]);
    expect(library.states.setBookmarked(ids[0]!, false, later)).toHaveLength(1);
  });

  test('are counted: unread by feed and in all, and bookmarks', () => {
    const library = openLibrary();
    const [a, b, empty] = ['a', 'b', 'c'].map((name) => addFeed(library, name));
    const ids = ['x', 'y', 'z'].map((name) => save(library, a!, article(name)));
    save(library, b!, article('x'));
    library.states.setRead([ids[0]!], true, now);
    library.states.setBookmarked(ids[1]!, true, now);
    expect(library.states.counts()).toEqual({
      unreadByFeed: [
        { feedId: a, unread: 2 },
        { feedId: b, unread: 1 },
      ],
      unread: 3,
      bookmarked: 1,
    });
    expect(empty).toBeDefined();
  });

  test('and articles are there again after the library was closed', () => {
    const first = openLibrary();
    const id = save(first, addFeed(first, 'a'), article('x'));
    first.states.setRead([id], true, now);
    first.states.setBookmarked(id, true, now);
    const before = first.articles.find(id);
    first.database.close();
    const directory = first.path.replace(/\/[^/]*$/, '');
    expect(openLibrary(directory).articles.find(id)).toEqual(before);
  });
});

describe('pictures', () => {
  const picture = (
    name: string,
  ): { id: never } & Record<'width' | 'height' | 'byteLength', number> & {
      contentType: string;
    } => ({
    id: name.repeat(64) as never,
    contentType: 'image/png',
    width: 5,
    height: 3,
    byteLength: 78,
  });

  test('of an article come in the order of its text; the first one is its thumbnail', () => {
    const library = openLibrary();
    const id = save(library, addFeed(library, 'a'), article('x'));
    for (const name of ['b', 'a']) library.media.link(id, `https://x/${name}`, picture(name), now);
    library.media.link(id, 'https://x/b', picture('b'), now);
    expect(library.media.imagesOf(id).map(({ source }) => source)).toEqual([
      'https://x/b',
      'https://x/a',
    ]);
    expect(library.articles.find(id)).toMatchObject({ thumbnail: 'b'.repeat(64) });
  });

  test('that the article shows no longer are forgotten, and the next one is its thumbnail', () => {
    const library = openLibrary();
    const id = save(library, addFeed(library, 'a'), article('x'));
    for (const name of ['a', 'b']) library.media.link(id, `https://x/${name}`, picture(name), now);
    library.media.keepOnly(id, ['https://x/b', 'https://x/c']);
    expect(library.media.imagesOf(id).map(({ source }) => source)).toEqual(['https://x/b']);
    expect(library.articles.find(id)).toMatchObject({ thumbnail: 'b'.repeat(64) });
  });

  test('are shown while a feed that is there, or a bookmark, shows them', () => {
    const library = openLibrary();
    const feed = addFeed(library, 'a');
    const id = save(library, feed, article('x'));
    library.media.link(id, 'https://x/a', picture('a'), now);
    expect(library.media.contentTypeOf('a'.repeat(64) as never)).toBe('image/png');
    expect(library.media.contentTypeOf('b'.repeat(64) as never)).toBeNull();
    library.feeds.markRemoved(feed, now);
    expect(library.media.contentTypeOf('a'.repeat(64) as never)).toBeNull();
    library.states.setBookmarked(id, true, now);
    expect(library.media.contentTypeOf('a'.repeat(64) as never)).toBe('image/png');
  });
});
