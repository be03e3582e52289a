import { describe, expect, test } from 'vitest';
import type { ArticleRow, FeedId } from '../../../src/shared/model';
import { items, rss } from '../../support/builders';
import { engine, feedServer } from '../../support/forOneTest';
import type { RunningEngine } from '../../support/startEngine';
import { list, refresh, subscribe } from '../engine/reading';

interface Shelf {
  readonly reader: RunningEngine;
  readonly feeds: FeedId[];
  rows(feed: number): Promise<ArticleRow[]>;
  publish(feed: number, body: string): Promise<number>;
}

/** One engine with so many feeds that all publish the very same articles. */
async function shelf(count: number, body: string): Promise<Shelf> {
  const server = await feedServer();
  const reader = engine();
  const feeds: FeedId[] = [];
  for (let number = 0; number < count; number += 1) {
    server.serve(`/${String(number)}`, body);
    feeds.push(await subscribe(reader, server.url(`/${String(number)}`)));
  }
  return {
    reader,
    feeds,
    rows: (feed) => list(reader, { kind: 'feed', feedId: feeds[feed]! }),
    async publish(feed, next) {
      server.serve(`/${String(feed)}`, next);
      return (await refresh(reader, { kind: 'feed', feedId: feeds[feed]! })).added;
    },
  };
}

describe('two feeds with equal guids', () => {
  test('[I4.01] have an article each', async () => {
    const { reader, rows } = await shelf(2, rss(items(3)));
    expect(await list(reader)).toHaveLength(6);
    expect(await rows(0)).toHaveLength(3);
    expect(await rows(1)).toHaveLength(3);
  });

  test('[I4.02] have a state each', async () => {
    const { reader, rows } = await shelf(2, rss(items(2)));
    const [mine, other] = [await rows(0), await rows(1)];
    await reader.api['articles.setRead']({ ids: [mine[0]!.id], read: true });
    await reader.api['articles.setBookmarked']({ id: mine[1]!.id, bookmarked: true });
    expect(await rows(1)).toEqual(other);
    expect((await rows(0)).map(({ isRead, isBookmarked }) => [isRead, isBookmarked])).toEqual([
      [true, false],
      [false, true],
    ]);
  });

  test('[I4.03] lose nothing when the other one is removed', async () => {
    const { reader, feeds, rows } = await shelf(2, rss(items(2)));
    const kept = await rows(1);
    await reader.api['articles.setRead']({ ids: [kept[0]!.id], read: true });
    const before = await rows(1);
    await reader.api['feeds.unsubscribe']({ feedId: feeds[0]! });
    expect(await rows(1)).toEqual(before);
    expect(await list(reader)).toEqual(before);
    expect((await reader.api['articles.counts']({})).unread).toBe(1);
  });
});

describe('the same article in three feeds', () => {
  const article = { guid: 'https://example.org/1', link: 'https://example.org/1', title: 'One' };

  test('[I11.01] is three rows, each of its feed', async () => {
    const { reader, feeds } = await shelf(3, rss([article]));
    const rows = await list(reader);
    expect(rows.map(({ feedId }) => feedId).sort()).toEqual([...feeds].sort());
    expect(new Set(rows.map(({ id }) => id)).size).toBe(3);
  });

  test('[I11.02] and reading it in one leaves it unread in the others', async () => {
    const { reader, feeds, rows } = await shelf(3, rss([article]));
    const [row] = await rows(1);
    const { changed } = await reader.api['articles.setRead']({ ids: [row!.id], read: true });
    expect(changed.map(({ id }) => id)).toEqual([row!.id]);
    const { unreadByFeed } = await reader.api['articles.counts']({});
    expect(unreadByFeed).toEqual([
      { feedId: feeds[0], unread: 1 },
      { feedId: feeds[2], unread: 1 },
    ]);
  });

  test('[I11.03] and bookmarking it in one bookmarks no other', async () => {
    const { reader, rows } = await shelf(3, rss([article]));
    const [row] = await rows(2);
    await reader.api['articles.setBookmarked']({ id: row!.id, bookmarked: true });
    const bookmarks = await list(reader, { kind: 'bookmarks' });
    expect(bookmarks.map(({ id }) => id)).toEqual([row!.id]);
  });

  test('[I11.04] and editing it in one changes no other, in text or in marks', async () => {
    const { reader, rows, publish } = await shelf(3, rss([article]));
    const [other] = await rows(0);
    await reader.api['articles.setRead']({ ids: [other!.id], read: true });
    const before = [await rows(0), await rows(2)];
    expect(await publish(1, rss([{ ...article, title: 'One, edited' }]))).toBe(0);
    expect(await rows(1)).toMatchObject([{ title: 'One, edited', isRead: false }]);
    expect([await rows(0), await rows(2)]).toEqual(before);
  });
});
