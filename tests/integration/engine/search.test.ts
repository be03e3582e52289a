import { expect, test } from 'vitest';
import { items, rss } from '../../support/builders';
import { engine, feedServer } from '../../support/forOneTest';
import type { RunningEngine } from '../../support/startEngine';
import { PATIENCE_MS, refresh, subscribe } from './reading';

/** Lets the refresh under way end, and what it brought be indexed. */
async function indexed({ api, waitFor }: RunningEngine): Promise<void> {
  const isRunning = (await api['refresh.status']({}))?.state === 'running';
  if (isRunning) await waitFor('refresh.progress', ({ state }) => state !== 'running');
  const waiting = async (): Promise<number> => (await api['search.status']({})).waiting;
  await expect.poll(waiting, { timeout: PATIENCE_MS }).toBe(0);
}

async function found({ api }: RunningEngine, text: string): Promise<string[]> {
  const scope = { kind: 'all' } as const;
  const { rows } = await api['search.articles']({ text, scope, before: null, limit: 50 });
  return rows.map(({ title }) => title);
}

test('what a refresh brought is found without anybody asking for it', async () => {
  const server = await feedServer();
  server.serve('/feed', rss(items(120)));
  const reader = engine();
  await subscribe(reader, server.url('/feed'));
  await indexed(reader);
  expect(await found(reader, 'text ')).toHaveLength(50);
  expect(await found(reader, '"item 119"')).toEqual(['Item 119']);
  server.serve('/feed', rss([{ guid: 'new', title: 'Something unheard' }, ...items(120)]));
  await refresh(reader);
  await indexed(reader);
  expect(await found(reader, 'unheard ')).toEqual(['Something unheard']);
  expect(reader.problems).toEqual([]);
});

test('a removed feed is not found, and is again once it is back', async () => {
  const server = await feedServer();
  server.serve('/feed', rss(items(3)));
  const reader = engine();
  const feedId = await subscribe(reader, server.url('/feed'));
  await indexed(reader);
  await reader.api['feeds.unsubscribe']({ feedId });
  expect(await found(reader, 'item ')).toEqual([]);
  await reader.api['feeds.restore']({ feedId });
  expect(await found(reader, 'item ')).toHaveLength(3);
});

test('the sample is found, and what it says of the search is what the contract says', async () => {
  const reader = engine();
  await reader.api['sample.add']({});
  await indexed(reader);
  expect((await found(reader, 'the ')).length).toBeGreaterThan(0);
  const scope = { kind: 'all' } as const;
  const empty = await reader.api['search.articles']({
    text: ' !!! ',
    scope,
    before: null,
    limit: 5,
  });
  expect(empty).toEqual({ rows: [], next: null, explanation: null });
});
