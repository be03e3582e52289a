import { describe, expect, test } from 'vitest';
import { rss, type RssItem } from '../../support/builders';
import { publisher, reprinted } from './publisher';

/** An item with the guid of all others and a link of its own. */
const linked = (number: number): RssItem => ({
  guid: 'dup',
  link: `https://example.org/${String(number)}`,
  title: `Item ${String(number)}`,
});
const several = (from: number, to: number): RssItem[] =>
  Array.from({ length: from - to + 1 }, (_, index) => linked(from - index));

describe('a publisher who gives all items one guid', () => {
  test('[I2.01] has as many articles as links', async () => {
    const { rows, publish } = await publisher(rss(several(5, 1)));
    expect((await rows()).map(({ title }) => title)).toEqual(
      [5, 4, 3, 2, 1].map((number) => `Item ${String(number)}`),
    );
    expect(await publish(reprinted(rss(several(5, 1)), 1))).toBe(0);
  });

  test('[I2.02] and one link has as many articles as titles', async () => {
    const titled = (title: string): RssItem => ({ guid: 'dup', link: 'https://example.org/', title });
    const { rows, publish, markAllRead, unread } = await publisher(rss(['Two', 'One'].map(titled)));
    expect(await rows()).toHaveLength(2);
    await markAllRead();
    expect(await publish(rss(['Three', 'Two', 'One'].map(titled)))).toBe(1);
    expect(await unread()).toEqual(['Three']);
  }); // prettier-ignore

  test.each([
    ['I2.03', 'one item', 6],
    ['I2.04', 'two items', 7],
  ])('[%s] puts %s on top: that is new, and nothing else', async (_id, _name, newest) => {
    const { ids, publish, markAllRead, unread } = await publisher(rss(several(5, 1)));
    const before = await ids();
    await markAllRead();
    expect(await publish(rss(several(newest, 1)))).toBe(newest - 5);
    expect(await unread()).toEqual(several(newest, 6).map(({ title }) => title));
    expect((await ids()).slice(newest - 5)).toEqual(before);
  });

  test('[I2.05] and comes back to one item for each guid: nothing is new', async () => {
    const plain = { guid: 'own', title: 'An item with a guid of its own' };
    const { rows, ids, publish, markAllRead, unread } = await publisher(
      rss([...several(3, 1), plain]),
    );
    const before = await ids();
    await markAllRead();
    expect(await publish(rss([linked(2), plain]))).toBe(0);
    expect(await publish(rss([{ ...linked(2), title: 'Item 2, edited' }, plain]))).toBe(0);
    expect(await ids()).toEqual(before);
    expect((await rows())[1]).toMatchObject({ id: before[1], title: 'Item 2, edited' });
    expect(await publish(rss([...several(4, 1), plain]))).toBe(1);
    expect(await unread()).toEqual(['Item 4']);
  });

  test('after a first item alone: the item keeps its read mark, the new ones are new', async () => {
    const { ids, publish, markAllRead, unread } = await publisher(rss([linked(1)]));
    const [first] = await ids();
    await markAllRead();
    expect(await publish(rss(several(3, 1)))).toBe(2);
    expect(await unread()).toEqual(['Item 3', 'Item 2']);
    expect((await ids())[2]).toBe(first);
  });

  test('without any links: titles tell the articles apart', async () => {
    const titled = (title: string): RssItem => ({ guid: 'dup', title });
    const { publish, markAllRead, unread } = await publisher(rss([titled('One')]));
    await markAllRead();
    expect(await publish(rss(['Two', 'One'].map(titled)))).toBe(1);
    expect(await unread()).toEqual(['Two']);
  });
});

describe('a publisher who gives several items what should be of one', () => {
  const dated = (day: number, change: RssItem = {}): RssItem => ({
    title: 'Alert',
    link: 'https://example.org/status',
    description: `What happened on day ${String(day)}.`,
    pubDate: new Date(Date.UTC(2026, 9, day)).toUTCString(),
    ...change,
  });

  test('and then one item at a time never has one article take the place of another', async () => {
    const { ids, rows, publish, markAllRead, unread } = await publisher(rss(several(2, 1)));
    for (const number of [3, 4, 5]) {
      await markAllRead();
      expect(await publish(rss([linked(number)]))).toBe(1);
      expect(await unread()).toEqual([`Item ${String(number)}`]);
    }
    expect((await rows()).map(({ title }) => title).toSorted()).toEqual(
      [1, 2, 3, 4, 5].map((number) => `Item ${String(number)}`),
    );
    const before = await ids();
    expect(await publish(rss(several(5, 1)))).toBe(0);
    expect(await ids()).toEqual(before);
  });

  test.each([
    ['no guids, one link and one title', {}],
    ['one guid, one link and one title', { guid: 'dup' }],
  ])('%s, has as many articles as dates', async (_name, given) => {
    const days = (...numbers: number[]): string => rss(numbers.map((day) => dated(day, given)));
    const { ids, rows, publish, markAllRead, unread } = await publisher(days(3, 2, 1));
    const before = await ids();
    expect(before).toHaveLength(3);
    await markAllRead();
    expect(await publish(days(4, 3, 2))).toBe(1);
    expect((await ids()).slice(1)).toEqual(before);
    expect(await unread()).toEqual(['Alert']);
    expect(await publish(days(5))).toBe(1);
    expect(await rows()).toHaveLength(5);
  });

  test('and at first only one of them: the article keeps its read mark, the next is new', async () => {
    const { ids, publish, markAllRead } = await publisher(rss([dated(1)]));
    const [first] = await ids();
    await markAllRead();
    expect(await publish(rss([dated(2), dated(1)]))).toBe(1);
    expect((await ids())[1]).toBe(first);
  });
});

test('[H27] n items of one guid are n articles, and with two new ones on top n + 2', async () => {
  const { ids, publish, markAllRead, unread } = await publisher(rss(several(30, 1)));
  const before = await ids();
  expect(before).toHaveLength(30);
  await markAllRead();
  await publish(rss(several(32, 1)));
  const after = await ids();
  expect(after).toHaveLength(32);
  expect(after.slice(2)).toEqual(before);
  expect(await unread()).toEqual(['Item 32', 'Item 31']);
});

test.each(['__proto__', 'constructor', 'prototype', 'hasOwnProperty', 'toString'])(
  '[H25] the guid %s is a guid like any other, and pollutes nothing',
  async (guid) => {
    const body = rss([{ guid, title: 'A' }, { guid: 'other', title: 'B' }]); // prettier-ignore
    const { rows, publish, markAllRead, unread } = await publisher(body);
    expect(await rows()).toHaveLength(2);
    await markAllRead();
    expect(await publish(reprinted(body, 1))).toBe(0);
    expect(await unread()).toEqual([]);
    expect('polluted' in {}).toBe(false);
  },
);
