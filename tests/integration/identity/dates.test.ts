import { describe, expect, test } from 'vitest';
import type { ArticleRow } from '../../../src/shared/model';
import { rss, type RssItem } from '../../support/builders';
import { publisher } from './publisher';

const hour = 3_600_000;
const day = 24 * hour;
const year = 365 * day;
// The parser thread judges dates by the real clock, so the engine's begins there too.
const start = Math.floor(Date.now() / 1000) * 1000;
const yesterday = new Date(start - day);
const evening = new Date(Date.UTC(yesterday.getUTCFullYear(), yesterday.getUTCMonth(), yesterday.getUTCDate(), 9, 30)); // prettier-ignore

/** "Tue, 24 Nov 2026 09:30:00" of a moment, in whatever zone it is put there. */
const written = (time: number): string => new Date(time).toUTCString().replace(' GMT', '');

/** The day by its ISO week (ISO 8601), as "2026-W48-2". */
function isoWeek(date: Date): string {
  const weekday = date.getUTCDay() || 7;
  const thursday = new Date(date.getTime() + (4 - weekday) * day);
  const firstDay = Date.UTC(thursday.getUTCFullYear(), 0, 1);
  const week = Math.floor((thursday.getTime() - firstDay) / (7 * day)) + 1;
  return `${String(thursday.getUTCFullYear())}-W${String(week).padStart(2, '0')}-${String(weekday)}`;
}

const at = evening.getTime();
const midnight = at - (at % day);
const cases: [id: string, what: string, text: string | undefined, publishedAt: number | null][] = [
  ['I7.01', 'no date at all', undefined, null],
  ['I7.02', 'a date an hour ahead', new Date(start + hour).toUTCString(), start + hour],
  ['I7.03', 'a date ten years ahead', new Date(start + 10 * year).toUTCString(), null],
  ['I7.04', 'the beginning of 1970', 'Thu, 01 Jan 1970 00:00:00 GMT', null],
  ['I7.05', 'the year 0', '0000-01-01T00:00:00Z', null],
  ['I7.06', 'a day that no month has', 'Mon, 32 Foo', null],
  ['I7.07', 'no time zone', written(at), at],
  ['I7.08', 'the name of a time zone', `${written(at)} EST`, at + 5 * hour],
  ['I7.09', 'the week of the year', isoWeek(evening), midnight],
  ['I7.10', 'milliseconds', new Date(at + 123).toISOString(), at + 123],
];

describe('an article with', () => {
  test.each(cases)('[%s] %s has its place in lists once and for all', async (...given) => {
    const [, , pubDate, publishedAt] = given;
    let now = start;
    const clock = { now: () => now };
    const odd = (name: string, title = name): RssItem => ({
      ...{ guid: name, link: `https://example.org/${name}`, title },
      ...(pubDate === undefined ? {} : { pubDate }),
    });
    const dated = (ago: number): RssItem => ({
      guid: String(ago),
      title: String(ago),
      pubDate: new Date(start - ago * day).toUTCString(),
    });
    const { publish, rows } = await publisher(rss([dated(2), odd('a'), dated(40)]), { clock });
    const seen = (found: ArticleRow[]): [string, number][] =>
      found.map(({ title, sortAt }): [string, number] => [title.slice(0, 1), sortAt]);
    const before = await rows();
    const row = before.find(({ title }) => title === 'a');
    expect(row?.publishedAt).toBe(publishedAt);
    expect(row?.sortAt).toBe(Math.min(publishedAt ?? start, start));
    // The same article, edited at each visit: it never becomes "now" again.
    for (const visit of [1, 2, 3]) {
      now += 2 * hour;
      const edited = odd('a', `a, edited ${String(visit)}`);
      expect(await publish(rss([dated(2), edited, dated(40)]))).toBe(0);
      expect(seen(await rows())).toEqual(seen(before));
    }
    // Another one of the same kind, seen later, gets its own first sighting and not the other's.
    now += 2 * hour;
    expect(await publish(rss([odd('b'), dated(2), odd('a'), dated(40)]))).toBe(1);
    const later = (await rows()).find(({ title }) => title === 'b');
    expect(later?.sortAt).toBe(Math.min(publishedAt ?? now, now));
    expect((await rows()).filter(({ title }) => title !== 'b').map(({ sortAt }) => sortAt)).toEqual(
      before.map(({ sortAt }) => sortAt),
    );
  });
});

test('undated articles stand in the order of their document, newer visits first', async () => {
  const undated = (from: number, to: number): RssItem[] =>
    Array.from({ length: from - to + 1 }, (_, index) => ({
      guid: String(from - index),
      title: `Item ${String(from - index)}`,
    }));
  const { publish, rows } = await publisher(rss(undated(60, 1)));
  const order = async (): Promise<string[]> => (await rows()).map(({ title }) => title);
  expect(await order()).toEqual(undated(60, 1).map(({ title }) => title));
  await publish(rss(undated(63, 4)));
  expect(await order()).toEqual(undated(63, 1).map(({ title }) => title));
});

test('a date that a publisher takes away again is still the date of the article', async () => {
  const item: RssItem = { guid: 'a', title: 'A', pubDate: new Date(at).toUTCString() };
  const { publish, rows } = await publisher(rss([item]));
  await publish(rss([{ guid: 'a', title: 'A, edited' }]));
  expect(await rows()).toMatchObject([{ title: 'A, edited', publishedAt: at, sortAt: at }]);
});
