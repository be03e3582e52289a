/** A feed whose server fails, or says no (protocol F7 and F10). */
import type { ServerResponse } from 'node:http';
import { describe, expect, test } from 'vitest';
import { afterRefusal } from '../../../src/main/core/refreshPolicy';
import { items, rss } from '../../support/builders';
import { engine, feedServer } from '../../support/forOneTest';
import { TestTime } from '../../support/testTime';
import { refresh } from '../engine/reading';
import { HOUR_MS, MINUTE_MS, Subscribed } from './subscribed';

const DAY_MINUTES = 24 * 60;
const etag = '"e"';

/** Pulls the plug, once what was written is on its way. */
const cut = (response: ServerResponse) => (): void => void response.destroy();

describe('a feed that fails again and again', () => {
  test('[F7.01] waits twice as long each time, whether its server errs or hangs up', async () => {
    for (const fail of ['error', 'cut'] as const) {
      const publisher = await Subscribed.to({ headers: { etag } });
      publisher.server.on('/feed', (_request, response) => {
        if (fail === 'error') response.writeHead(500).end();
        else response.writeHead(200, { 'content-length': '9999' }).write('<rss>', cut(response));
      });
      const waits: (number | null)[] = [];
      let wait = 20;
      for (let failure = 0; failure < 5; failure += 1) {
        await publisher.refreshAfter(wait);
        const { due } = await publisher.waits();
        waits.push(due);
        wait = due ?? 0;
      }
      expect(waits).toEqual([20, 40, 80, 160, 320]);
    }
  });

  test('[F7.02] never comes back in the same second as others that failed with it', async () => {
    const server = await feedServer();
    const time = new TestTime();
    let draw = 0;
    const random = (): number => (draw++ % 20) / 20;
    const reader = engine({ clock: time, random });
    const paths = Array.from({ length: 20 }, (_, index) => `/${String(index)}`);
    for (const path of paths) {
      server.serve(path, rss(items(1), path), { etag });
      const url = server.url(path);
      await reader.api['feeds.subscribe']({ url, allowPrivate: false, signIn: null });
      server.on(path, (_request, response) => response.writeHead(500).end());
    }
    time.pass(HOUR_MS);
    expect(await refresh(reader)).toMatchObject({ failed: 20 });
    const { feeds } = await reader.api['feeds.list']({});
    const details = await Promise.all(
      feeds.map(({ id }) => reader.api['feeds.details']({ feedId: id })),
    );
    const due = details.map(({ ledger }) => (ledger.nextDueAt ?? 0) - time.now());
    expect(new Set(due.map((wait) => Math.floor(wait / 1000))).size).toBe(20);
    expect(Math.min(...due)).toBeGreaterThanOrEqual(0.8 * 20 * MINUTE_MS);
    expect(Math.max(...due)).toBeLessThanOrEqual(1.2 * 20 * MINUTE_MS);
  });

  test('[F7.03] waits a day at most, spread or not', async () => {
    const publisher = await Subscribed.to({ headers: { etag } }, { random: () => 1 - 1e-9 });
    publisher.answers({ status: 500 });
    for (let failure = 0; failure < 9; failure += 1) await publisher.refreshAfter(DAY_MINUTES);
    expect((await publisher.waits()).due).toBeCloseTo(DAY_MINUTES, 3);
    const terms = { now: 0, status: 500, retryAfterMs: null, random: 0.5 };
    for (const failureCount of [20, 1000, Number.MAX_SAFE_INTEGER]) {
      const { nextDueAt } = afterRefusal({ ...terms, failureCount });
      expect(nextDueAt).toBeLessThanOrEqual(DAY_MINUTES * MINUTE_MS);
    }
  });

  test('[F7.04] is well again with its first answer', async () => {
    const publisher = await Subscribed.to({ headers: { etag }, body: rss(items(1)) });
    publisher.answers({ status: 500 });
    for (const minutes of [20, 30, 60]) await publisher.refreshAfter(minutes);
    expect((await publisher.feed()).failure?.count).toBe(3);
    publisher.answers({ status: 304 });
    await publisher.refreshAfter(90);
    expect((await publisher.feed()).failure).toBeNull();
    expect((await publisher.waits()).due).toBe(60);
    publisher.answers({ status: 500 });
    await publisher.refreshAfter(20);
    expect((await publisher.waits()).due).toBe(20);
  });
});

describe('a server that says no', () => {
  /** A feed that was refused once, with its two articles. */
  async function refused(status: number): Promise<Subscribed> {
    const publisher = await Subscribed.to({ headers: { etag } });
    publisher.answers({ status });
    expect(await publisher.refreshAfter(20)).toMatchObject({ failed: 1 });
    expect(await publisher.titles()).toHaveLength(2);
    expect((await publisher.feed()).failure).toMatchObject({ details: { status }, count: 1 });
    return publisher;
  }

  /** How often it is asked by itself within so many minutes. */
  async function asked(publisher: Subscribed, minutes: number): Promise<number> {
    const before = publisher.server.countOf('/feed');
    publisher.reader.engine.startBackgroundWork();
    await publisher.live(minutes);
    return publisher.server.countOf('/feed') - before;
  }

  test('[F10.01] for good (410) is not asked any more, unless a person asks it once more', async () => {
    const publisher = await refused(410);
    expect(await publisher.feed()).toMatchObject({ isGone: true });
    expect(await publisher.waits()).toMatchObject({ due: null });
    expect(await asked(publisher, 3 * DAY_MINUTES)).toBe(0);
    expect(await publisher.refreshAfter(1)).toMatchObject({ total: 0, state: 'finished' });
    expect(publisher.server.countOf('/feed')).toBe(2);
    publisher.answers({ headers: { etag: '"back"' } });
    const { reader, feedId } = publisher;
    await reader.api['refresh.start']({ scope: { kind: 'feed', feedId } });
    await reader.waitFor('refresh.progress', ({ done }) => done === 1);
    await expect.poll(async () => (await publisher.feed()).isGone).toBe(false);
  }, 60_000);

  test('[F10.02] that it knows no such feed (404) is asked less and less often, and never given up', async () => {
    const publisher = await refused(404);
    expect(await publisher.feed()).toMatchObject({ isGone: false });
    expect(await asked(publisher, 60 * 24)).toBeLessThanOrEqual(7);
    const before = publisher.server.countOf('/feed');
    await publisher.live(3 * DAY_MINUTES);
    expect(publisher.server.countOf('/feed') - before).toBeGreaterThanOrEqual(3);
  }, 60_000);

  test('[F10.03] to strangers (401) waits four hours, but tries a new password at once', async () => {
    const publisher = await refused(401);
    expect(await publisher.waits()).toEqual({ due: 240, allowed: 15 });
    expect(await publisher.refreshAfter(1)).toMatchObject({ held: 1 });
    const { reader, feedId, server } = publisher;
    publisher.answers(({ headers }) =>
      headers.authorization === undefined ? { status: 401 } : { headers: { etag } },
    );
    const signIn = { username: 'me', password: 'secret' };
    await reader.api['feeds.signIn']({ feedId, signIn });
    await expect.poll(async () => (await publisher.feed()).failure).toBeNull();
    expect(server.countOf('/feed')).toBe(3);
  });

  test.each([
    ['[F10.04] to this reader (403) waits four hours', 403, 240],
    ['[F10.05] by law (451) waits longer each time', 451, 20],
    ['[F10.06] because it failed itself (500) waits longer each time', 500, 20],
  ])('%s', async (_name, status, minutes) => {
    const publisher = await refused(status);
    expect(await publisher.waits()).toEqual({ due: minutes, allowed: 15 });
    expect(await publisher.refreshAfter(14)).toMatchObject({ held: 1 });
    expect(await publisher.refreshAfter(1)).toMatchObject({ held: 0, failed: 1 });
    const isLonger = status !== 403;
    expect((await publisher.waits()).due).toBe(isLonger ? 2 * minutes : minutes);
  });
});
