import { describe, expect, test } from 'vitest';
import { rss, type RssItem } from '../../support/builders';
import { publisher, reprinted } from './publisher';

const date = (index: number): string => new Date(Date.UTC(2024, 0, 20 - index)).toUTCString();

/** Three articles whose guids are made from their names, with titles and links that stay. */
const feed = (guidOf: (name: string) => string, change: (name: string) => RssItem = () => ({})): string =>
  rss(
    ['a', 'b', 'c'].map((name, index) => ({
      guid: guidOf(name),
      link: `https://example.org/${name}`,
      title: `Title ${name}`,
      pubDate: date(index),
      ...change(name),
    })),
  ); // prettier-ignore

const changes: [id: string, what: string, before: (name: string) => string, after: (name: string) => string][] = [
  ['I3.01', 'turns from http to https', (name) => `http://example.org/${name}`, (name) => `https://example.org/${name}`],
  ['I3.02', 'gains www.', (name) => `https://example.org/${name}`, (name) => `https://www.example.org/${name}`],
  ['I3.03', 'gains tracking parameters', (name) => `https://example.org/${name}`, (name) => `https://example.org/${name}?utm_source=feed&amp;utm_medium=rss`],
  ['I3.04', 'gains a slash at its end', (name) => `https://example.org/${name}`, (name) => `https://example.org/${name}/`],
  ['I3.05', 'is made anew', (name) => `post-${name}`, (name) => `urn:uuid:0000-${name}`],
]; // prettier-ignore

describe('when every guid', () => {
  test.each(changes)('[%s] %s, read marks stay', async (_id, _what, before, after) => {
    const { reader, ids, publish, unread } = await publisher(feed(before));
    const known = await ids();
    const [first, second] = known;
    await reader.api['articles.setRead']({ ids: [first!, second!], read: true });
    await reader.api['articles.setBookmarked']({ id: second!, bookmarked: true });
    expect(await publish(feed(after))).toBe(0);
    expect(await ids()).toEqual(known);
    expect(await unread()).toEqual(['Title c']);
    // The rows are renamed: from now on the feed is known as it is, also with other titles.
    const edited = feed(after, (name) => ({ title: `Edited ${name}`, link: `https://a/${name}` }));
    expect(await publish(edited)).toBe(0);
    expect(await ids()).toEqual(known);
    expect(await unread()).toEqual(['Edited c']);
  });

  test.each(changes)('[control for %s] %s, and title and link too, all are new', async (...given) => {
    const [, , before, after] = given;
    const { publish, markAllRead, unread } = await publisher(feed(before));
    await markAllRead();
    const other = feed(after, (name) => ({
      title: `Other ${name}`,
      link: `https://other.example/${name}`,
      pubDate: date(-5),
    }));
    expect(await publish(other)).toBe(3);
    expect((await unread()).toSorted()).toEqual(['Other a', 'Other b', 'Other c']);
  }); // prettier-ignore
});

describe('a guid like another', () => {
  const item = (guid: string, change: RssItem = {}): RssItem => ({
    guid,
    link: 'https://example.org/1',
    title: 'One',
    ...change,
  });

  test('in one document with it is another article', async () => {
    const http = item('http://example.org/1');
    const { ids, publish, markAllRead, unread } = await publisher(rss([http]));
    await markAllRead();
    const body = rss([item('https://example.org/1'), http]);
    expect(await publish(body)).toBe(1);
    expect(await unread()).toEqual(['One']);
    expect(await publish(reprinted(body, 1))).toBe(0);
    expect(await ids()).toHaveLength(2);
  });

  test('changes for one article while the others stay', async () => {
    const others = [item('2', { title: 'Two' }), item('3', { title: 'Three' })];
    const { ids, publish, markAllRead, unread } = await publisher(
      rss([item('http://example.org/1'), ...others]),
    );
    const before = await ids();
    await markAllRead();
    expect(await publish(rss([item('https://example.org/1'), ...others]))).toBe(0);
    expect(await ids()).toEqual(before);
    expect(await unread()).toEqual([]);
  });

  test('is not taken for one that only a title joins, in a feed that goes on', async () => {
    const weekly = (number: number): RssItem =>
      item(`week-${String(number)}`, { link: `https://example.org/${String(number)}` });
    const { publish, markAllRead, unread } = await publisher(rss([weekly(2), weekly(1)]));
    await markAllRead();
    expect(await publish(rss([weekly(3), weekly(2)]))).toBe(1);
    expect(await unread()).toEqual(['One']);
  });
});

test('a feed that begins to give guids keeps its read marks', async () => {
  const plain = ['a', 'b'].map((name) => ({ link: `https://example.org/${name}`, title: name }));
  const { ids, publish, markAllRead, unread } = await publisher(rss(plain));
  const before = await ids();
  await markAllRead();
  expect(await publish(rss(plain.map((item) => ({ ...item, guid: `new-${item.title}` }))))).toBe(0);
  expect(await ids()).toEqual(before);
  expect(await unread()).toEqual([]);
});

test('an undated word of the day, with one title and one address for ever, is new each day', async () => {
  const word = (day: number): string =>
    rss([
      {
        guid: `word-${String(day)}`,
        link: 'https://example.org/word',
        title: 'Word of the day',
        description: `The word is ${'very '.repeat(day)}long.`,
      },
    ]);
  const { ids, publish, markAllRead, unread } = await publisher(word(1));
  for (const day of [2, 3, 4]) {
    await markAllRead();
    expect(await publish(word(day))).toBe(1);
    expect(await unread()).toEqual(['Word of the day']);
    expect(await ids()).toHaveLength(day);
  }
});
