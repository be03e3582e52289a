import { describe, expect, test } from 'vitest';
import type { ArticleId, Cursor } from '../../../src/shared/model';
import { items, rss } from '../../support/builders';
import { engine, feedServer } from '../../support/forOneTest';
import type { RunningEngine } from '../../support/startEngine';
import { failureOf } from './failureOf';
import { list, subscribe } from './reading';

/** An engine with one feed of so many articles. */
async function shelf(count: number, body = rss(items(count))): Promise<RunningEngine> {
  const server = await feedServer();
  server.serve('/feed', body);
  const reader = engine();
  await subscribe(reader, server.url('/feed'));
  return reader;
}

async function ids(reader: RunningEngine): Promise<ArticleId[]> {
  return (await list(reader)).map(({ id }) => id);
}

describe('the list', () => {
  test('comes page by page, newest first, each article once', async () => {
    const { api } = await shelf(70);
    const seen: string[] = [];
    const sizes: number[] = [];
    let before: Cursor | null = null;
    do {
      const page: Awaited<ReturnType<(typeof api)['articles.list']>> = await api['articles.list']({
        scope: { kind: 'all' },
        show: 'all',
        before,
        limit: 25,
      });
      seen.push(...page.rows.map(({ title }) => title));
      sizes.push(page.rows.length);
      before = page.next;
    } while (before !== null);
    expect(sizes).toEqual([25, 25, 20]);
    expect(seen).toEqual(Array.from({ length: 70 }, (_, index) => `Item ${String(index)}`));
  });

  test('shows a row without its text', async () => {
    const [row] = await list(await shelf(1));
    expect(row).toMatchObject({
      title: 'Item 0',
      excerpt: 'Text of item 0.',
      wordCount: 4,
      publishedAt: Date.UTC(2026, 10, 20),
      isRead: false,
      isBookmarked: false,
    });
    expect(row).not.toHaveProperty('html');
  });

  test.each([0, 201, -1, 1.5])('refuses a page of %d', async (limit) => {
    const query = { scope: { kind: 'all' }, show: 'all', before: null, limit } as const;
    const call = engine().api['articles.list'](query);
    expect((await failureOf(call)).code).toBe('invalid-input');
  });
});

describe('an article', () => {
  test('opens with its text, its address and the name of its feed', async () => {
    const reader = await shelf(1, rss(items(1), 'The Daily'));
    const [id] = await ids(reader);
    expect(await reader.api['articles.get']({ id: id! })).toMatchObject({
      title: 'Item 0',
      url: 'https://example.org/0',
      html: '<p>Text of item 0.</p>',
      feedTitle: 'The Daily',
      images: [],
    });
  });

  test('is cleaned before it is shown', async () => {
    const hostile =
      '&lt;p onclick="x()"&gt;Safe&lt;script&gt;alert(1)&lt;/script&gt;&lt;a href="javascript:x"&gt;link&lt;/a&gt;&lt;/p&gt;';
    const reader = await shelf(1, rss([{ guid: '1', title: 'T', description: hostile }]));
    const { html } = await reader.api['articles.get']({ id: (await ids(reader))[0]! });
    expect(html).toBe('<p>Safe<a>link</a></p>');
  });

  test('comes with what else its publisher says of it', async () => {
    const said = [
      '<guid>1</guid><title>T</title><description>Text.</description>',
      '<pubDate>Mon, 01 Jan 2024 00:00:00 GMT</pubDate>',
      '<atom:updated>2024-02-01T00:00:00Z</atom:updated>',
      '<comments>https://example.org/1/comments</comments>',
      '<category>News</category><category>Sea &amp;amp; sky</category><category>News</category>',
      '<enclosure url="https://example.org/1.mp3" type="audio/mpeg" length="77"/>',
    ].join('');
    const reader = await shelf(
      1,
      `<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel><title>F</title><item>${said}</item></channel></rss>`,
    );
    const [id] = await ids(reader);
    expect(await reader.api['articles.get']({ id: id! })).toMatchObject({
      publishedAt: Date.UTC(2024, 0, 1),
      updatedAt: Date.UTC(2024, 1, 1),
      commentsUrl: 'https://example.org/1/comments',
      categories: ['News', 'Sea & sky'],
      enclosures: [{ url: 'https://example.org/1.mp3', type: 'audio/mpeg', length: 77 }],
      isTextOnly: false,
    });
  });

  test('that is not there is refused', async () => {
    expect((await failureOf(engine().api['articles.get']({ id: 7 }))).code).toBe('not-found');
  });
});

describe('a mark', () => {
  test('is answered with what changed, told to everybody, and undone by its opposite', async () => {
    const reader = await shelf(5);
    const all = await ids(reader);
    const some = all.slice(0, 3);
    const before = await list(reader);
    const { changed } = await reader.api['articles.setRead']({ ids: some, read: true });
    expect(changed.map(({ id, isRead }) => [id, isRead])).toEqual(some.map((id) => [id, true]));
    const told = await reader.waitFor('articles.stateChanged');
    expect(told.states).toEqual(changed);
    await reader.waitFor('counts.changed', ({ unread }) => unread === 2);
    expect((await reader.api['articles.counts']({})).unread).toBe(2);
    await reader.api['articles.setRead']({ ids: changed.map(({ id }) => id), read: false });
    expect(await list(reader)).toEqual(before);
    await reader.waitFor('counts.changed', ({ unread }) => unread === 5);
  });

  test('says the wanted state: the same again changes nothing and tells nobody', async () => {
    const reader = await shelf(2);
    const [id] = await ids(reader);
    const mark = { ids: [id!], read: true };
    await reader.api['articles.setRead'](mark);
    await reader.waitFor('articles.stateChanged');
    const told = reader.events.length;
    expect(await reader.api['articles.setRead'](mark)).toEqual({ changed: [] });
    await reader.api['articles.setBookmarked']({ id: id!, bookmarked: true });
    await reader.waitFor('counts.changed', ({ bookmarked }) => bookmarked === 1);
    const since = reader.events.slice(told).filter(({ name }) => name === 'articles.stateChanged');
    expect(since).toHaveLength(1);
  });

  test('undo of "all read" leaves alone what was read before', async () => {
    const reader = await shelf(4);
    const all = await ids(reader);
    await reader.api['articles.setRead']({ ids: [all[1]!], read: true });
    const { changed } = await reader.api['articles.setRead']({ ids: all, read: true });
    expect(changed).toHaveLength(3);
    await reader.api['articles.setRead']({ ids: changed.map(({ id }) => id), read: false });
    expect((await list(reader)).map(({ isRead }) => isRead)).toEqual([false, true, false, false]);
  });

  test('as a bookmark is kept with its article, and counted', async () => {
    const reader = await shelf(3);
    const all = await ids(reader);
    await reader.api['articles.setBookmarked']({ id: all[2]!, bookmarked: true });
    expect((await list(reader, { kind: 'bookmarks' })).map(({ id }) => id)).toEqual([all[2]]);
    expect((await reader.api['articles.counts']({})).bookmarked).toBe(1);
    await reader.api['articles.setBookmarked']({ id: all[2]!, bookmarked: false });
    expect(await list(reader, { kind: 'bookmarks' })).toEqual([]);
  });

  test('for five hundred at once is taken, for one more is not', async () => {
    const reader = await shelf(1);
    const [id] = await ids(reader);
    const many = Array.from({ length: 500 }, (_, index) => id! + index);
    expect((await reader.api['articles.setRead']({ ids: many, read: true })).changed).toHaveLength(
      1,
    );
    const more = reader.api['articles.setRead']({ ids: [...many, 9999], read: true });
    expect((await failureOf(more)).code).toBe('invalid-input');
  });

  test('is there when the engine is started again', async () => {
    const reader = await shelf(3);
    const all = await ids(reader);
    await reader.api['articles.setRead']({ ids: [all[0]!], read: true });
    await reader.api['articles.setBookmarked']({ id: all[1]!, bookmarked: true });
    const before = await list(reader);
    await reader.close();
    expect(await list(engine({ directory: reader.directory }))).toEqual(before);
  });
});
