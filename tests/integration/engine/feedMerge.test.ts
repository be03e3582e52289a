import { expect, test } from 'vitest';
import { items, rss } from '../../support/builders';
import { engine, feedServer } from '../../support/forOneTest';
import { failureOf } from './failureOf';
import { list, PATIENCE_MS, refresh, subscribe } from './reading';

/** Enough that taking them in is under way for a while. */
const MANY = 2000;

test('a feed can be joined while a refresh of it is under way', { timeout: 60_000 }, async () => {
  const server = await feedServer();
  server.serve('/old', rss(items(3))).serve('/new', rss(items(4), 'New'));
  const reader = engine();
  const feedId = await subscribe(reader, server.url('/old'));
  const into = await subscribe(reader, server.url('/new'));
  const [newest] = await list(reader, { kind: 'feed', feedId });
  await reader.api['articles.setRead']({ ids: [newest!.id], read: true });
  for (const path of ['/old', '/new']) server.serve(path, rss(items(MANY), 'New'));
  reader.letTimePass(3_600_000);
  await reader.api['refresh.start']({ scope: { kind: 'feed', feedId } });
  const isTakenIn = async () => (await list(reader, { kind: 'feed', feedId })).length > 3;
  await expect.poll(isTakenIn, { timeout: PATIENCE_MS, interval: 1 }).toBe(true);
  expect((await reader.api['refresh.status']({}))?.state).toBe('running');
  expect(await reader.api['feeds.merge']({ feedId, into })).toEqual({ title: 'New' });
  const state = async () => (await reader.api['refresh.status']({}))?.state;
  await expect.poll(state, { timeout: PATIENCE_MS }).toBe('finished');
  expect((await reader.api['feeds.list']({})).feeds.map(({ id }) => id)).toEqual([into]);

  await refresh(reader);
  // Each once, and the one that was read in the old feed is read.
  expect((await reader.api['articles.counts']({})).unread).toBe(MANY - 1);
  const rows = await list(reader);
  expect(rows.find(({ title }) => title === newest!.title)?.isRead).toBe(true);
  expect(reader.problems).toEqual([]);
});

test('an article that was open opens still after its feed was joined', async () => {
  const server = await feedServer();
  server.serve('/old', rss(items(3))).serve('/new', rss(items(1), 'New'));
  const reader = engine();
  const feedId = await subscribe(reader, server.url('/old'));
  const into = await subscribe(reader, server.url('/new'));
  const rows = await list(reader, { kind: 'feed', feedId });
  await reader.api['feeds.merge']({ feedId, into });
  // Only the twin of what the other feed had is not there under its own name any more.
  const [twin, ...moved] = rows;
  for (const { id } of moved) {
    expect(await reader.api['articles.get']({ id })).toMatchObject({ feedId: into, feedTitle: 'New' });
  }
  expect((await failureOf(reader.api['articles.get']({ id: twin!.id }))).code).toBe('not-found');
  expect(await list(reader)).toHaveLength(3);
}); // prettier-ignore
