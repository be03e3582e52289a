/** A server that asks to be left alone is (protocol F6, H35). */
import { describe, expect, test } from 'vitest';
import { feedServer } from '../../support/forOneTest';
import { items, rss } from '../../support/builders';
import { refreshAll, Subscribed, type Headers } from './subscribed';

const DAY_MINUTES = 24 * 60;
const etag = '"e"';

/** A feed whose server refused its second request. */
async function refused(status: number, headers: Headers = {}): Promise<Subscribed> {
  const publisher = await Subscribed.to({ headers: { etag } });
  publisher.answers({ status, headers });
  expect(await publisher.refreshAfter(20)).toMatchObject({ failed: 1 });
  return publisher;
}

const allowedIn = async (publisher: Subscribed): Promise<number | null> =>
  (await publisher.waits()).allowed;

describe('Retry-After', () => {
  test('[F6.01] in seconds is kept to', async () => {
    const publisher = await refused(429, { 'retry-after': '7200' });
    expect(await publisher.waits()).toEqual({ due: 120, allowed: 120 });
  });

  test('[F6.02] as a date is kept to, by the server’s own clock', async () => {
    const until = 'Wed, 25 Nov 2026 07:28:00 GMT';
    const date = 'Tue, 24 Nov 2026 08:20:00 GMT';
    const publisher = await refused(429, { 'retry-after': until, date });
    expect(await allowedIn(publisher)).toBe(23 * 60 + 8);
    const ahead = await refused(429, {
      'retry-after': until,
      date: 'Wed, 25 Nov 2026 06:28:00 GMT',
    });
    expect(await allowedIn(ahead)).toBe(60);
  });

  test('[F6.03] counts for 503 as well', async () => {
    const publisher = await refused(503, { 'retry-after': '3600' });
    expect(await publisher.waits()).toEqual({ due: 60, allowed: 60 });
  });

  test('[F6.04] that is negative counts as none', async () => {
    expect(await allowedIn(await refused(429, { 'retry-after': '-3600' }))).toBe(15);
    expect(await allowedIn(await refused(503, { 'retry-after': '-1' }))).toBe(15);
  });

  test('[F6.05] of ten years is kept to for a week', async () => {
    const publisher = await refused(429, { 'retry-after': '99999999999' });
    expect(await allowedIn(publisher)).toBe(7 * DAY_MINUTES);
    publisher.reader.engine.startBackgroundWork();
    await publisher.live(7 * DAY_MINUTES - 1);
    expect(publisher.server.countOf('/feed')).toBe(2);
    await publisher.live(2);
    expect(publisher.server.countOf('/feed')).toBe(3);
  }, 60_000);

  test('[F6.06] that is absent leaves the host alone for ten minutes at least', async () => {
    const publisher = await Subscribed.to({ headers: { etag } });
    publisher.answers({ headers: { etag: '"other"' } }, '/other');
    publisher.answers({ status: 429 });
    await publisher.refreshAfter(20);
    const typed = { url: publisher.server.url('/other'), allowPrivate: false, signIn: null };
    const subscribing = (): Promise<unknown> => publisher.reader.api['feeds.subscribe'](typed);
    publisher.time.pass(9.9 * 60_000);
    await expect(subscribing()).rejects.toMatchObject({ details: { status: 429 } });
    expect(publisher.server.countOf('/other')).toBe(0);
    publisher.time.pass(0.1 * 60_000);
    await subscribing();
    expect(publisher.server.countOf('/other')).toBe(1);
  });

  test('[F6.07] holds every feed of the host, and no other', async () => {
    const publisher = await Subscribed.to({ headers: { etag } });
    const { reader, server, time } = publisher;
    const elsewhere = await feedServer();
    elsewhere.serve('/feed', rss(items(1)), { etag });
    server.serve('/second', rss(items(1)), { etag });
    for (const url of [server.url('/second'), elsewhere.url('/feed')]) {
      await reader.api['feeds.subscribe']({ url, allowPrivate: false, signIn: null });
    }
    publisher.answers({ status: 429, headers: { 'retry-after': '7200' } });
    // The refused feed comes first, and the second one learns of it before its turn.
    time.pass(20 * 60_000);
    const first = await reader.api['refresh.start']({
      scope: { kind: 'feed', feedId: publisher.feedId },
    });
    await reader.waitFor(
      'refresh.progress',
      ({ runId, state }) => runId === first.runId && state === 'finished',
    );
    const run = await refreshAll(reader);
    expect(run).toMatchObject({ total: 3, done: 3, held: 2, failed: 0 });
    expect(run.heldUntil).toBe(time.now() + 7_200_000);
    expect([server.countOf('/second'), elsewhere.countOf('/feed')]).toEqual([1, 2]);
    expect(await publisher.refreshAfter(119)).toMatchObject({ held: 2 });
    publisher.answers({ status: 304 });
    expect(await publisher.refreshAfter(1)).toMatchObject({ held: 1, failed: 0 });
    expect(server.countOf('/second')).toBe(2);
  });

  test('[F6.08] outlives a restart', async () => {
    const publisher = await refused(429, { 'retry-after': '7200' });
    await publisher.restart();
    publisher.reader.engine.startBackgroundWork();
    await publisher.live(119);
    expect(publisher.server.countOf('/feed')).toBe(2);
    expect(await publisher.refreshAfter(0)).toMatchObject({ held: 1 });
    await publisher.live(2);
    expect(publisher.server.countOf('/feed')).toBe(3);
  });

  test('[F6.09] is kept to by a person’s own refresh, of all and of the one feed', async () => {
    const publisher = await refused(429, { 'retry-after': '7200' });
    const { reader, feedId, server, time } = publisher;
    expect(await publisher.refreshAfter(119)).toMatchObject({ done: 1, held: 1, failed: 0 });
    const alone = await reader.api['refresh.start']({ scope: { kind: 'feed', feedId } });
    const over = await reader.waitFor(
      'refresh.progress',
      ({ runId, state }) => runId === alone.runId && state === 'finished',
    );
    expect(over).toMatchObject({ total: 1, held: 1, heldUntil: time.now() + 60_000 });
    expect(server.countOf('/feed')).toBe(2);
    expect(await publisher.refreshAfter(1)).toMatchObject({ held: 0, failed: 1 });
    expect(server.countOf('/feed')).toBe(3);
  });
});
