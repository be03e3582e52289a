import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { items, rss } from '../../support/builders';
import { engine, feedServer } from '../../support/forOneTest';
import { LIBRARY_FILE } from '../../support/library';
import type { RunningEngine } from '../../support/startEngine';
import { failureOf } from './failureOf';
import { list, PATIENCE_MS, refresh, subscribe, titles } from './reading';

async function withTwoFeeds() {
  const server = await feedServer();
  server.serve('/gone', rss(items(3), 'Gone')).serve('/kept', rss([{ guid: 'k', title: 'Kept' }]));
  const reader = engine();
  const feedId = await subscribe(reader, server.url('/gone'));
  await subscribe(reader, server.url('/kept'));
  return { ...reader, server, feedId };
}

/** How many rows a table has on disk, removed feeds included. */
function countOf({ directory }: RunningEngine, table: string): number {
  const looking = new Database(join(directory, LIBRARY_FILE), { readonly: true });
  try {
    return looking.prepare<[], number>(`SELECT count(*) FROM ${table}`).pluck().get() ?? 0;
  } finally {
    looking.close();
  }
}

describe('a feed that is removed', () => {
  test('is gone with its articles, and is not asked any more', async () => {
    const { server, feedId, ...reader } = await withTwoFeeds();
    expect(await reader.api['feeds.unsubscribe']({ feedId })).toEqual({ title: 'Gone' });
    expect((await reader.api['feeds.list']({})).feeds).toHaveLength(1);
    expect(await titles(reader)).toEqual(['Kept']);
    expect((await reader.api['articles.counts']({})).unread).toBe(1);
    await refresh(reader);
    expect(server.countOf('/gone')).toBe(1);
    const told = await reader.waitFor('articles.changed', ({ changes }) =>
      changes.some(({ removed }) => removed),
    );
    expect(told.changes).toContainEqual({ feedId, added: expect.any(Number) as number, removed: true });
  }); // prettier-ignore

  test('comes back as it was by undo', async () => {
    const { feedId, ...reader } = await withTwoFeeds();
    const [first, second] = await list(reader);
    await reader.api['articles.setRead']({ ids: [first!.id], read: true });
    await reader.api['articles.setBookmarked']({ id: second!.id, bookmarked: true });
    const before = await list(reader);
    await reader.api['feeds.unsubscribe']({ feedId });
    await reader.api['feeds.restore']({ feedId });
    expect(await list(reader)).toEqual(before);
    expect((await reader.api['feeds.list']({})).feeds).toHaveLength(2);
  });

  test('comes back as it was by subscribing again, without a request', async () => {
    const { server, feedId, ...reader } = await withTwoFeeds();
    const [first] = await list(reader);
    await reader.api['articles.setRead']({ ids: [first!.id], read: true });
    const before = await list(reader);
    await reader.api['feeds.unsubscribe']({ feedId });
    const address = server.url('/gone');
    const typed = { allowPrivate: false, signIn: null };
    expect((await reader.api['feeds.discover']({ address, ...typed })).candidates).toEqual([
      { url: address, title: 'Gone' },
    ]);
    expect(await reader.api['feeds.subscribe']({ url: address, ...typed })).toEqual({
      feedId,
      title: 'Gone',
    });
    expect(await list(reader)).toEqual(before);
    expect(server.countOf('/gone')).toBe(1);
  }); // prettier-ignore

  test('leaves its bookmarks, which still open', async () => {
    const { feedId, ...reader } = await withTwoFeeds();
    const [row] = await list(reader, { kind: 'feed', feedId });
    await reader.api['articles.setBookmarked']({ id: row!.id, bookmarked: true });
    await reader.api['feeds.unsubscribe']({ feedId });
    expect((await list(reader, { kind: 'bookmarks' })).map(({ id }) => id)).toEqual([row!.id]);
    expect((await reader.api['articles.get']({ id: row!.id })).feedTitle).toBe('Gone');
  });

  test('while its server answers stays removed', async () => {
    const { server, feedId, ...reader } = await withTwoFeeds();
    let answer = (): void => undefined;
    const reached = new Promise<void>((resolve) => {
      server.on('/gone', (_request, response) => {
        answer = () => response.writeHead(200).end(rss(items(9)));
        resolve();
      });
    });
    reader.letTimePass(3_600_000);
    await reader.api['refresh.start']({ scope: { kind: 'feed', feedId } });
    await reached;
    await reader.api['feeds.unsubscribe']({ feedId });
    answer();
    await reader.waitFor('refresh.progress', ({ state }) => state === 'finished');
    expect((await reader.api['feeds.list']({})).feeds).toHaveLength(1);
    expect(await titles(reader)).toEqual(['Kept']);
    await reader.api['feeds.restore']({ feedId });
    expect(await list(reader, { kind: 'feed', feedId })).toHaveLength(3);
  });

  test('is deleted after a week, when the engine starts', async () => {
    let now = Date.UTC(2026, 10, 24);
    const clock = { now: () => now };
    const server = await feedServer();
    server.serve('/feed', rss(items(60)));
    const first = engine({ clock });
    const feedId = await subscribe(first, server.url('/feed'));
    await first.api['feeds.unsubscribe']({ feedId });
    await first.close();
    now += 8 * 86_400_000;
    const second = engine({ clock, directory: first.directory });
    second.engine.startBackgroundWork();
    const left = (): number => countOf(second, 'feeds') + countOf(second, 'articles');
    await expect.poll(left, { timeout: PATIENCE_MS }).toBe(0);
    expect((await failureOf(second.api['feeds.restore']({ feedId }))).code).toBe('not-found');
  });

  test('and was deleted but for a bookmark brings its articles again', async () => {
    let now = Date.UTC(2026, 10, 24);
    const clock = { now: () => now };
    const server = await feedServer();
    server.serve('/feed', rss(items(3)), { etag: '"same"' });
    const first = engine({ clock });
    const feedId = await subscribe(first, server.url('/feed'));
    const [row] = await list(first);
    await first.api['articles.setBookmarked']({ id: row!.id, bookmarked: true });
    await first.api['feeds.unsubscribe']({ feedId });
    await first.close();
    now += 8 * 86_400_000;
    const second = engine({ clock, directory: first.directory });
    second.engine.startBackgroundWork();
    await expect.poll(() => countOf(second, 'articles'), { timeout: PATIENCE_MS }).toBe(1);
    await subscribe(second, server.url('/feed'));
    expect(await list(second)).toHaveLength(1);
    await refresh(second);
    expect(await list(second)).toHaveLength(3);
  });

  test('that was never there cannot be removed or brought back', async () => {
    const { api } = engine();
    for (const call of [api['feeds.unsubscribe']({ feedId: 9 }), api['feeds.restore']({ feedId: 9 })]) {
      expect((await failureOf(call)).code).toBe('not-found');
    }
  }); // prettier-ignore

  test('twice is refused the second time', async () => {
    const { feedId, api } = await withTwoFeeds();
    await api['feeds.unsubscribe']({ feedId });
    expect((await failureOf(api['feeds.unsubscribe']({ feedId }))).code).toBe('not-found');
  });
});
