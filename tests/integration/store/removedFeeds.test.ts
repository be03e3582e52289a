import { describe, expect, test } from 'vitest';
import { PIECE_SIZE } from '../../../src/main/core/batch';
import { purgeRemovedFeeds } from '../../../src/main/services/removedFeedPurge';
import { fetchState } from '../../support/fetchState';
import { addFeed, article, openLibrary, save, type Library } from '../../support/library';

const day = 86_400_000;
const now = Date.UTC(2026, 10, 24);

const listed = (library: Library): string[] =>
  library.articles
    .list({ scope: { kind: 'all' }, show: 'all', before: null, limit: 200 })
    .rows.map(({ title }) => title);

async function purge(library: Library, at: number): Promise<void> {
  await purgeRemovedFeeds({
    ...library,
    transaction: (work) => library.database.transaction(work).immediate(),
    clock: { now: () => at },
    pause: () => Promise.resolve(),
    closing: new AbortController().signal,
  });
}

describe('a removed feed', () => {
  test('is hidden with its articles, and counts for nothing', () => {
    const library = openLibrary();
    const [gone, kept] = [addFeed(library, 'gone'), addFeed(library, 'kept')];
    save(library, gone, article('of gone'));
    save(library, kept, article('of kept'));
    library.feeds.markRemoved(gone, now);
    expect(library.feeds.list().feeds.map(({ id }) => id)).toEqual([kept]);
    expect(library.feeds.find(gone)).toBeNull();
    expect(library.feeds.idsIn({ kind: 'all' })).toEqual([kept]);
    expect(library.feeds.idsIn({ kind: 'feed', feedId: gone })).toEqual([]);
    expect(library.fetchStates.dueIds(now)).toEqual([kept]);
    expect(listed(library)).toEqual(['Title of of kept']);
    expect(library.states.counts().unread).toBe(1);
  });

  test('comes back as it was', () => {
    const library = openLibrary();
    const feed = addFeed(library, 'a');
    const [read, unread] = ['x', 'y'].map((name) => save(library, feed, article(name)));
    library.states.setRead([read!], true, now);
    const before = listed(library);
    library.feeds.markRemoved(feed, now);
    expect(library.feeds.findByUrl('https://a.example/feed')).toEqual({
      id: feed,
      title: 'a',
      isRemoved: true,
    });
    library.feeds.restore(feed);
    expect(listed(library)).toEqual(before);
    expect(library.articles.find(read!)?.isRead).toBe(true);
    expect(library.articles.find(unread!)?.isRead).toBe(false);
  });

  test('leaves its bookmarks in the list of bookmarks', () => {
    const library = openLibrary();
    const feed = addFeed(library, 'a');
    const id = save(library, feed, article('x'));
    library.states.setBookmarked(id, true, now);
    library.feeds.markRemoved(feed, now);
    const bookmarks = {
      scope: { kind: 'bookmarks' },
      show: 'all',
      before: null,
      limit: 9,
    } as const;
    expect(library.articles.list(bookmarks).rows.map((row) => row.id)).toEqual([id]);
    expect(library.articles.find(id)?.feedTitle).toBe('a');
    expect(library.states.counts()).toMatchObject({ unread: 0, bookmarked: 1 });
  });
});

describe('a week after its removal', () => {
  test('a feed is deleted with everything in it', async () => {
    const library = openLibrary();
    const feed = addFeed(library, 'a');
    const count = 2 * PIECE_SIZE;
    for (let number = 0; number < count; number += 1) save(library, feed, article(String(number)));
    library.feeds.markRemoved(feed, now);
    await purge(library, now + 7 * day);
    expect(library.feeds.findByUrl('https://a.example/feed')).not.toBeNull();
    await purge(library, now + 7 * day + 1);
    expect(library.feeds.findByUrl('https://a.example/feed')).toBeNull();
    for (const table of ['feeds', 'fetch_states', 'article_states', 'articles', 'bodies']) {
      expect(library.database.prepare(`SELECT count(*) FROM ${table}`).pluck().get()).toBe(0);
    }
  });

  test('its bookmarks stay for ever, and the feed’s name with them', async () => {
    const library = openLibrary();
    const feed = addFeed(library, 'a');
    const ids = Array.from({ length: 30 }, (_, number) =>
      save(library, feed, article(String(number))),
    );
    const version = { validators: { etag: '"e"', lastModified: 'l' }, bodyHash: 'h' };
    library.fetchStates.write(feed, fetchState({ ...version, nextDueAt: now + 999 * day }));
    library.states.setBookmarked(ids[7]!, true, now);
    library.feeds.markRemoved(feed, now);
    await purge(library, now + 365 * day);
    expect(library.articles.find(ids[7]!)).toMatchObject({ isBookmarked: true, feedTitle: 'a' });
    expect(library.articles.find(ids[8]!)).toBeNull();
    // Else "not modified" would keep the deleted ones away after the feed came back.
    expect(library.fetchStates.read(feed)).toMatchObject({
      validators: { etag: null, lastModified: null },
      bodyHash: null,
    });
    library.feeds.restore(feed);
    expect(library.fetchStates.dueIds(now + 365 * day)).toEqual([feed]);
    library.feeds.markRemoved(feed, now);
    library.states.setBookmarked(ids[7]!, false, now);
    await purge(library, now + 366 * day);
    expect(library.feeds.findByUrl('https://a.example/feed')).toBeNull();
  });

  test('a feed that came back in time is not touched', async () => {
    const library = openLibrary();
    const feed = addFeed(library, 'a');
    const id = save(library, feed, article('x'));
    library.feeds.markRemoved(feed, now);
    library.feeds.restore(feed);
    await purge(library, now + 365 * day);
    expect(library.articles.find(id)).not.toBeNull();
  });

  test('a feed that comes back while it is deleted keeps what is left of it', async () => {
    const library = openLibrary();
    const feed = addFeed(library, 'a');
    const count = 2 * PIECE_SIZE;
    for (let number = 0; number < count; number += 1) save(library, feed, article(String(number)));
    library.feeds.markRemoved(feed, now);
    let pauses = 0;
    await purgeRemovedFeeds({
      ...library,
      transaction: (work) => library.database.transaction(work).immediate(),
      clock: { now: () => now + 8 * day },
      pause: () => {
        pauses += 1;
        if (pauses === 2) library.feeds.restore(feed);
        return Promise.resolve();
      },
      closing: new AbortController().signal,
    });
    expect(listed(library)).toHaveLength(count - PIECE_SIZE);
    expect(library.feeds.find(feed)).not.toBeNull();
  });

  test('takes along the icon of its site, unless another feed shows it', async () => {
    const library = openLibrary();
    const [gone, other, kept] = ['a', 'b', 'c'].map((name) => addFeed(library, name));
    const icon = { mediaId: null, url: null, checkedAt: now, nextDueAt: now + 7 * day };
    const validators = { etag: null, lastModified: null };
    for (const [feed, host] of [
      [gone!, 'own.example'],
      [other!, 'shared.example'],
      [kept!, 'shared.example'],
    ] as const) {
      library.icons.save({ ...icon, host, validators }, null);
      library.icons.assign(feed, host);
      if (feed !== kept) library.feeds.markRemoved(feed, now);
    }
    await purge(library, now + 6 * day);
    expect(library.icons.find('own.example')).not.toBeNull();
    await purge(library, now + 8 * day);
    expect(library.icons.find('own.example')).toBeNull();
    expect(library.icons.find('shared.example')).not.toBeNull();
  });
});
