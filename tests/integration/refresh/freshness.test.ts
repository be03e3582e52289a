/** What a server and a feed say about how long to wait (protocol F4 and F5). */
import { describe, expect, test } from 'vitest';
import { items, rss } from '../../support/builders';
import { HOUR_MS, MINUTE_MS, Subscribed } from './subscribed';

const DAY_MINUTES = 24 * 60;
const etag = '"e"';

/** A feed with words of its own in its channel. */
const withWords = (words: string): string => rss(items(1)).replace('<item>', `${words}<item>`);

/** It has one article, too few to tell a rhythm. */
const body = withWords('');

describe('a server that says how long its answer stays fresh', () => {
  test('[F4.01] is not asked before max-age is over, not even by a person', async () => {
    const publisher = await Subscribed.to({
      headers: { etag, 'cache-control': 'max-age=10800' },
      body,
    });
    expect(await publisher.waits()).toEqual({ due: 180, allowed: 180 });
    expect(await publisher.refreshAfter(179)).toMatchObject({ done: 1, held: 1, failed: 0 });
    expect(publisher.server.countOf('/feed')).toBe(1);
    expect(await publisher.refreshAfter(1)).toMatchObject({ done: 1, held: 0, failed: 0 });
    expect(publisher.server.countOf('/feed')).toBe(2);
  });

  test('[F4.02] has the time that its answer lay in caches taken off', async () => {
    const headers = { etag, 'cache-control': 'max-age=10800', age: '3600' };
    expect(await (await Subscribed.to({ headers, body })).waits()).toEqual({
      due: 120,
      allowed: 120,
    });
  });

  test('[F4.03] says so with "not modified" as well, which begins the time anew', async () => {
    const publisher = await Subscribed.to({ headers: { etag }, body });
    publisher.answers({ status: 304, headers: { 'cache-control': 'max-age=14400' } });
    await publisher.refreshAfter(20);
    expect(await publisher.waits()).toEqual({ due: 240, allowed: 240 });
    publisher.answers({ status: 304, headers: { 'cache-control': 'max-age=7200' } });
    await publisher.refreshAfter(240);
    expect(await publisher.waits()).toEqual({ due: 120, allowed: 120 });
  });

  test('[F4.04] and forbids to store it, says nothing about when to ask', async () => {
    const headers = { etag, 'cache-control': 'no-store, max-age=10800' };
    expect((await (await Subscribed.to({ headers, body })).waits()).allowed).toBe(15);
  });

  test('[F4.05] by Expires is heard like one that says max-age', async () => {
    const date = new Date(Date.UTC(2026, 10, 24, 8)).toUTCString();
    const expires = new Date(Date.UTC(2026, 10, 24, 10, 30)).toUTCString();
    const publisher = await Subscribed.to({ headers: { etag, date, expires }, body });
    expect(await publisher.waits()).toEqual({ due: 150, allowed: 150 });
  });

  test('[F4.06] by "Expires: 0" may be asked after the usual time', async () => {
    const publisher = await Subscribed.to({ headers: { etag, expires: '0' }, body });
    expect(await publisher.waits()).toEqual({ due: 60, allowed: 15 });
  });

  test('[F4.07] for sixteen years is asked after a day', async () => {
    const headers = { etag, 'cache-control': 'max-age=504576000' };
    const publisher = await Subscribed.to({ headers, body });
    expect(await publisher.waits()).toEqual({ due: DAY_MINUTES, allowed: DAY_MINUTES });
  });

  test('[F4.08] to shared caches does not speak to a reader', async () => {
    const headers = { etag, 'cache-control': 's-maxage=10800' };
    const publisher = await Subscribed.to({ headers, body });
    expect(await publisher.waits()).toEqual({ due: 60, allowed: 15 });
  });
});

describe('a feed that says how often it wants to be read', () => {
  const dueOf = async (words: string, headers = {}): Promise<number | null> => {
    const answered = { headers: { etag, ...headers }, body: withWords(words) };
    return (await (await Subscribed.to(answered)).waits()).due;
  };

  test('[F5.01] by ttl is asked no sooner', async () => {
    expect(await dueOf('<ttl>300</ttl>')).toBe(300);
    expect(await dueOf('')).toBe(60);
  });

  test('[F5.02] by a ttl of two thousand years is asked after a day', async () => {
    expect(await dueOf('<ttl>1000000000</ttl>')).toBe(DAY_MINUTES);
  });

  test('[F5.03] and names hours to skip, in GMT, is asked after them', async () => {
    // Subscribed at eight, so it would be due at nine.
    const hours = [9, 10, 11].map((hour) => `<hour>${String(hour)}</hour>`).join('');
    expect(await dueOf(`<skipHours>${hours}</skipHours>`)).toBe(4 * 60);
    expect(await dueOf('<skipHours><hour>8</hour></skipHours>')).toBe(60);
  });

  test('[F5.04] and names days to skip, in GMT, is asked after them, a day later at most', async () => {
    // The 24th of November 2026 is a Tuesday.
    expect(await dueOf('<skipDays><day>Tuesday</day></skipDays>')).toBe(16 * 60);
    expect(await dueOf('<skipDays><day>Monday</day></skipDays>')).toBe(60);
    const days = ['Tuesday', 'Wednesday', 'Thursday'].map((day) => `<day>${day}</day>`).join('');
    expect(await dueOf(`<skipDays>${days}</skipDays>`)).toBe(DAY_MINUTES);
  });

  test('[F5.05] by the syndication module is asked no sooner', async () => {
    const syndicated = (words: string): string =>
      rss(items(1))
        .replace('<rss ', '<rss xmlns:sy="http://purl.org/rss/1.0/modules/syndication/" ')
        .replace('<item>', `${words}<item>`);
    const words =
      '<sy:updatePeriod>daily</sy:updatePeriod><sy:updateFrequency>4</sy:updateFrequency>';
    const publisher = await Subscribed.to({ headers: { etag }, body: syndicated(words) });
    expect((await publisher.waits()).due).toBe(6 * 60);
  });

  test('[F5.06] and whose server says something else is asked after the longest, within a day', async () => {
    const hour = (hours: number): string => `max-age=${String((hours * HOUR_MS) / 1000)}`;
    expect(await dueOf('<ttl>120</ttl>', { 'cache-control': hour(5) })).toBe(300);
    expect(await dueOf('<ttl>420</ttl>', { 'cache-control': hour(5) })).toBe(420);
    expect(await dueOf('<ttl>5000</ttl>', { 'cache-control': hour(50) })).toBe(DAY_MINUTES);
    const hours = [9, 10].map((number) => `<hour>${String(number)}</hour>`).join('');
    const both = `<ttl>90</ttl><skipHours>${hours}</skipHours>`;
    expect(await dueOf(both, { 'cache-control': hour(1) })).toBe(180);
  });
});

test('a feed’s first articles tell how often it changes, and so how often it is asked', async () => {
  const daily = Array.from({ length: 8 }, (_, index) => ({
    guid: `day-${String(index)}`,
    title: `Day ${String(index)}`,
    pubDate: new Date(Date.UTC(2026, 10, 24, 7) - index * 24 * HOUR_MS).toUTCString(),
  }));
  const publisher = await Subscribed.to({ headers: { etag }, body: rss(daily) });
  expect((await publisher.waits()).due).toBe(6 * 60);
  expect((await publisher.ledger()).rhythmMinutes).toBe((24 * HOUR_MS) / MINUTE_MS);
});
