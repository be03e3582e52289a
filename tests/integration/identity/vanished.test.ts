import { describe, expect, test } from 'vitest';
import { items, rss } from '../../support/builders';
import { subscribe } from '../engine/reading';
import { besideEngine } from './besideEngine';
import { publisher } from './publisher';

const day = 86_400_000;

describe('an article that vanishes from its feed and comes back', () => {
  test('[I8.01] a day later is there all the time, and not unread again', async () => {
    const { reader, ids, publish, markAllRead, unread } = await publisher(rss(items(5)));
    const before = await ids();
    await markAllRead();
    expect(await publish(rss(items(5).slice(2)))).toBe(0);
    expect(await ids()).toEqual(before);
    reader.letTimePass(day);
    expect(await publish(rss(items(5)))).toBe(0);
    expect(await ids()).toEqual(before);
    expect(await unread()).toEqual([]);
  });

  test('[I8.02] after its content was cleaned away has its content back, and is not unread', async () => {
    const { reader, ids, publish, markAllRead, unread } = await publisher(rss(items(5)));
    const before = await ids();
    await markAllRead();
    await publish(rss(items(5).slice(2)));
    const pruned = before.slice(0, 2);
    // What a clean-up does: the state stays, the content goes.
    const library = besideEngine(reader.directory);
    library.pragma('foreign_keys = ON');
    library.exec(`DELETE FROM articles WHERE id IN (${pruned.join()})`);
    expect(await ids()).toEqual(before.slice(2));
    expect(await publish(rss(items(5)))).toBe(0);
    expect(await ids()).toEqual(before);
    expect(await unread()).toEqual([]);
    const article = await reader.api['articles.get']({ id: pruned[0]! });
    expect(article.html).toBe('<p>Text of item 0.</p>');
  });

  test('[I8.03] after the reader deleted it with its feed is not unread in the feed’s next life', async () => {
    const { reader, server, feedId, ids, publish, markAllRead, unread } = await publisher(
      rss(items(5)),
    );
    const before = await ids();
    await markAllRead();
    await reader.api['feeds.unsubscribe']({ feedId });
    server.serve('/feed', rss(items(6).slice(3)));
    expect(await subscribe(reader, server.url('/feed'))).toBe(feedId);
    expect(await publish(rss(items(6)))).toBeLessThanOrEqual(1);
    expect((await ids()).slice(0, 5)).toEqual(before);
    expect(await unread()).toEqual(['Item 5']);
  });

  test('[I8.04] with forty others as the feed shrinks from 50 to 10 and grows again', async () => {
    const { ids, publish, markAllRead, unread } = await publisher(rss(items(50)));
    const before = await ids();
    await markAllRead();
    expect(await publish(rss(items(50).slice(0, 10)))).toBe(0);
    expect(await ids()).toEqual(before);
    expect(await publish(rss(items(50)))).toBe(0);
    expect(await ids()).toEqual(before);
    expect(await unread()).toEqual([]);
  });
});

test('control: an article that was never there is unread', async () => {
  const { publish, markAllRead, unread } = await publisher(rss(items(5)));
  await markAllRead();
  expect(await publish(rss(items(6)))).toBe(1);
  expect(await unread()).toEqual(['Item 5']);
});
