import { describe, expect, test } from 'vitest';
import type { Article } from '../../../src/shared/model';
import { rss, type RssItem } from '../../support/builders';
import { openLibrary } from '../../support/library';
import { publisher, type Publisher } from './publisher';

const day = 86_400_000;
const first: RssItem = {
  guid: 'a',
  link: 'https://example.org/a',
  title: 'Before',
  description: '&lt;p&gt;Old words.&lt;/p&gt;',
  pubDate: new Date(Date.UTC(2024, 0, 2)).toUTCString(),
};
const other: RssItem = {
  guid: 'b',
  title: 'Other',
  pubDate: new Date(Date.UTC(2024, 0, 3)).toUTCString(),
};
const withEnclosure = `<rss version="2.0"><channel><title>Test feed</title><item><guid>b</guid><title>Other</title><pubDate>${other.pubDate ?? ''}</pubDate></item><item><guid>a</guid><link>https://example.org/a</link><title>Before</title><description>&lt;p&gt;Old words.&lt;/p&gt;</description><pubDate>${first.pubDate ?? ''}</pubDate><enclosure url="https://example.org/a.mp3" type="audio/mpeg" length="1234"/></item></channel></rss>`; // prettier-ignore

/** A publisher whose article is read and bookmarked already. */
async function kept(): Promise<Publisher & { article: () => Promise<Article> }> {
  const made = await publisher(rss([other, first]));
  const id = (await made.ids())[1]!;
  await made.reader.api['articles.setRead']({ ids: [id], read: true });
  await made.reader.api['articles.setBookmarked']({ id, bookmarked: true });
  return { ...made, article: () => made.reader.api['articles.get']({ id }) };
}

const edits: [id: string, what: string, body: string, change: Partial<Article>][] = [
  ['I5.01', 'title', rss([other, { ...first, title: 'After' }]), { title: 'After' }],
  [
    'I5.02',
    'text',
    rss([other, { ...first, description: '&lt;p&gt;New words.&lt;/p&gt;' }]),
    { html: '<p>New words.</p>', excerpt: 'New words.' },
  ],
  [
    'I5.03',
    'date',
    rss([other, { ...first, pubDate: new Date(Date.UTC(2024, 0, 2) + 5 * day).toUTCString() }]),
    { publishedAt: Date.UTC(2024, 0, 7) },
  ],
  [
    'I5.04',
    'enclosures',
    withEnclosure,
    { enclosures: [{ url: 'https://example.org/a.mp3', type: 'audio/mpeg', length: 1234 }] },
  ],
];

describe('an article whose publisher changes its', () => {
  test.each(edits)('[%s] %s is the same row, read and bookmarked as before', async (...given) => {
    const [, , body, change] = given;
    const { publish, rows, ids, article } = await kept();
    const before = await article();
    const order = await ids();
    expect(before).not.toMatchObject(change);
    expect(await publish(body)).toBe(0);
    expect(await article()).toEqual({ ...before, ...change });
    expect(await rows()).toHaveLength(2);
    // Its place in lists is that of its first sighting, also when its date was bumped.
    expect(await ids()).toEqual(order);
  });
});

test('[I5.05] ten edits are one row that says what the last one said', async () => {
  const { publish, ids, article } = await kept();
  const before = await article();
  const order = await ids();
  for (let number = 1; number <= 10; number += 1) {
    const title = `Edit ${String(number)}`;
    const description = `Words of edit ${String(number)}.`;
    const pubDate = new Date(Date.UTC(2024, 0, 2 + number)).toUTCString();
    expect(await publish(rss([other, { ...first, title, description, pubDate }]))).toBe(0);
  }
  expect(await ids()).toEqual(order);
  const { id, sortAt } = before;
  expect(await article()).toMatchObject({
    ...{ id, sortAt, title: 'Edit 10', excerpt: 'Words of edit 10.' },
    ...{ isRead: true, isBookmarked: true, publishedAt: Date.UTC(2024, 0, 12) },
  });
});

test('[I5.06] what a bookmarked article said before can still be reached', async () => {
  const { reader, publish, article } = await kept();
  const { id } = await article();
  const otherId = (await article()).id + 1;
  const edit = (title: string, description: string): string =>
    rss([
      { ...other, title },
      { ...first, title, description },
    ]);
  await publish(edit('Second', 'Second words.'));
  await publish(edit('Third', 'Third words.'));
  expect((await article()).html).toContain('Third words.');
  await reader.close();
  const { articles } = openLibrary(reader.directory);
  expect(articles.versionsOf(id).map(({ title, source }) => [title, source.trim()])).toEqual([
    ['Before', '<p>Old words.</p>'],
    ['Second', 'Second words.'],
  ]);
  // The one that nobody bookmarked leaves nothing behind.
  expect(articles.versionsOf(otherId as never)).toEqual([]);
});

test('an edit that touches neither title nor text of a bookmarked article keeps no version', async () => {
  const { reader, publish, article } = await kept();
  const { id } = await article();
  await publish(rss([other, { ...first, author: 'Ada' }]));
  expect((await article()).author).toBe('Ada');
  await reader.close();
  expect(openLibrary(reader.directory).articles.versionsOf(id)).toEqual([]);
});

test('a search finds the words that an edit brought, and not those that it took away', async () => {
  const { reader, publish, article } = await kept();
  const found = async (text: string): Promise<number[]> => {
    const waiting = async (): Promise<number> => (await reader.api['search.status']({})).waiting;
    await expect.poll(waiting).toBe(0);
    const { rows } = await reader.api['search.articles']({
      ...{ text, scope: { kind: 'all' }, before: null, limit: 10 },
    });
    return rows.map((row) => row.id);
  };
  const { id } = await article();
  expect(await found('"old words"')).toEqual([id]);
  expect(await found('title:before ')).toEqual([id]);
  const description = '&lt;p&gt;New sentences.&lt;/p&gt;';
  await publish(rss([other, { ...first, title: 'After', description }]));
  expect(await found('"old words"')).toEqual([]);
  expect(await found('title:before ')).toEqual([]);
  expect(await found('"new sentences"')).toEqual([id]);
  expect(await found('title:after ')).toEqual([id]);
});
