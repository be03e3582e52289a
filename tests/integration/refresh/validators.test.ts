/** A publisher's own words for a version come back to it byte for byte (protocol F1 to F3). */
import { describe, expect, test } from 'vitest';
import { items, rss } from '../../support/builders';
import { DAY_MS, MINUTE_MS, refreshAll, Subscribed } from './subscribed';

const modified = 'Tue, 24 Nov 2026 07:00:00 GMT';

describe('an ETag', () => {
  test.each([
    ['[F1.01] a strong one', '"33a64df551425fcc55e4d42a148795d9f25f89d4"'],
    ['[F1.02] a weak one', 'W/"a"'],
    ['[F1.03] one without quotes', 'abc123'],
    ['[F1.04] one with spaces', '"a b  c"'],
    ['[F1.05] an empty one', '""'],
    ['[F1.06] one of latin-1 bytes', '"\u00e9\u00ff\u00a7"'],
    ['[F1.07] one of two kilobytes', `"${'0123456789abcdef'.repeat(128)}"`],
  ])('%s comes back as it is, also after a restart', async (_name, etag) => {
    const publisher = await Subscribed.to({ headers: { etag } });
    await publisher.refreshAfter(20);
    await publisher.restart();
    await publisher.refreshAfter(20);
    expect(publisher.sent('if-none-match')).toEqual([null, etag, etag]);
    expect(publisher.sent('if-modified-since')).toEqual([null, null, null]);
  });

  test('[F1.08] that is another with each answer is the one of the last', async () => {
    const publisher = await Subscribed.to({ headers: { etag: '"0"' } });
    for (const number of [1, 2, 3]) {
      publisher.answers({ headers: { etag: `"${String(number)}"` }, body: rss(items(2 + number)) });
      await publisher.refreshAfter(20);
    }
    expect(publisher.sent('if-none-match')).toEqual([null, '"0"', '"1"', '"2"']);
  });
});

describe('a Last-Modified', () => {
  test.each([
    ['[F2.01] as RFC 1123 has it', 'Tue, 24 Nov 2026 07:00:00 GMT'],
    ['[F2.02] as RFC 850 has it', 'Tuesday, 24-Nov-26 07:00:00 GMT'],
    ['[F2.03] as asctime has it', 'Tue Nov 24 07:00:00 2026'],
    ['[F2.04] that is no date at all', 'yesterday, I think'],
    ['[F2.05] of the year 2038', 'Tue, 19 Jan 2038 03:14:08 GMT'],
  ])('%s comes back as it is, never as a time of ours', async (_name, lastModified) => {
    const publisher = await Subscribed.to({ headers: { 'last-modified': lastModified } });
    await publisher.refreshAfter(20);
    await publisher.restart();
    await publisher.refreshAfter(20);
    expect(publisher.sent('if-modified-since')).toEqual([null, lastModified, lastModified]);
    expect(publisher.sent('if-none-match')).toEqual([null, null, null]);
  });
});

describe('what is known of a version', () => {
  test('[F3.01] stays when "not modified" says nothing of it', async () => {
    const headers = { etag: '"one"', 'last-modified': modified };
    const publisher = await Subscribed.to({ headers });
    publisher.answers({ status: 304 });
    await publisher.refreshAfter(20);
    await publisher.refreshAfter(20);
    expect(publisher.sent('if-none-match')).toEqual([null, '"one"', '"one"']);
    expect(publisher.sent('if-modified-since')).toEqual([null, modified, modified]);
  });

  test('[F3.02] is replaced when "not modified" names another', async () => {
    const publisher = await Subscribed.to({ headers: { etag: '"one"' } });
    publisher.answers({ status: 304, headers: { etag: '"two"', 'last-modified': modified } });
    await publisher.refreshAfter(20);
    await publisher.refreshAfter(20);
    expect(publisher.sent('if-none-match')).toEqual([null, '"one"', '"two"']);
    expect(publisher.sent('if-modified-since')).toEqual([null, null, modified]);
  });

  test('[F3.03] is forgotten when a whole answer names none', async () => {
    const publisher = await Subscribed.to({
      headers: { etag: '"one"', 'last-modified': modified },
    });
    publisher.answers({ body: rss(items(3)) });
    await publisher.refreshAfter(20);
    await publisher.refreshAfter(20);
    expect(publisher.sent('if-none-match')).toEqual([null, '"one"', null]);
    expect(publisher.sent('if-modified-since')).toEqual([null, modified, null]);
  });

  test('[F3.04] is not learnt from a body that is no feed, or is cut', async () => {
    const publisher = await Subscribed.to({ headers: { etag: '"one"' } });
    const bodies = ['<html><title>Maintenance</title></html>', rss(items(9)).slice(0, 900), ''];
    for (const [number, body] of bodies.entries()) {
      publisher.answers({ headers: { etag: `"bad-${String(number)}"` }, body });
      await publisher.refreshAfter(20);
    }
    publisher.answers({ headers: { etag: '"good"' }, body: rss(items(4)) });
    expect(await publisher.refreshAfter(20)).toMatchObject({ failed: 0 });
    await publisher.refreshAfter(20);
    const one = '"one"';
    expect(publisher.sent('if-none-match')).toEqual([null, one, one, one, one, '"good"']);
  });

  test('[F3.05] is forgotten when the address is corrected', async () => {
    const publisher = await Subscribed.to({ headers: { etag: '"one"' } });
    publisher.answers({ headers: { etag: '"other"' } }, '/other');
    const { reader, feedId, server } = publisher;
    await reader.api['feeds.configure']({ feedId, change: { url: server.url('/other') } });
    await reader.waitFor('refresh.progress', ({ state }) => state === 'finished');
    expect(publisher.sent('if-none-match', '/other')).toEqual([null]);
    await publisher.refreshAfter(20);
    expect(publisher.sent('if-none-match', '/other')).toEqual([null, '"other"']);
  });

  test('[F3.06] is left out once in eight days, except where that is not welcome', async () => {
    const publisher = await Subscribed.to({ headers: { etag: '"one"' } });
    let isAnnoyed = false;
    publisher.answers(({ headers }) => {
      if (headers['if-none-match'] === '"one"') return { status: 304 };
      return isAnnoyed ? { status: 429 } : { headers: { etag: '"one"' } };
    });
    publisher.reader.engine.startBackgroundWork();
    const whole = (): number =>
      publisher.sent('if-none-match').filter((tag) => tag === null).length;
    await publisher.live(7.9 * 24 * 60);
    expect(whole()).toBe(1);
    await publisher.live(0.7 * 24 * 60);
    expect(whole()).toBe(2);
    isAnnoyed = true;
    await publisher.live(8 * 24 * 60);
    expect(whole()).toBe(3);
    await publisher.live(2 * 24 * 60);
    expect(whole()).toBe(3);
    expect(publisher.sent('if-none-match').at(-1)).toBe('"one"');
  }, 60_000);

  test('[F3.07] is sent whenever a person asks, also after more than eight days', async () => {
    const publisher = await Subscribed.to({ headers: { etag: '"one"' } });
    publisher.time.pass(30 * DAY_MS);
    await refreshAll(publisher.reader);
    publisher.time.pass(16 * MINUTE_MS);
    await refreshAll(publisher.reader);
    expect(publisher.sent('if-none-match')).toEqual([null, '"one"', '"one"']);
  });
});
