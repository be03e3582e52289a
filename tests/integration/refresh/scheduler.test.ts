import { describe, expect, test } from 'vitest';
import { items, rss } from '../../support/builders';
import { engine, feedServer } from '../../support/forOneTest';
import { letTimePass } from '../../support/letTimePass';
import { TestTime } from '../../support/testTime';
import { DAY_MS, HOUR_MS, MINUTE_MS, quiet, refreshAll, Subscribed } from './subscribed';

const etag = '"e"';
const one = rss(items(1));

async function reading(options: object = {}): Promise<Subscribed> {
  const publisher = await Subscribed.to({ headers: { etag }, body: one }, options);
  publisher.answers({ status: 304 });
  publisher.reader.engine.startBackgroundWork();
  return publisher;
}

const asked = ({ server }: Subscribed): number => server.countOf('/feed');

describe('feeds are asked by themselves', () => {
  test('when their time has come, and not before', async () => {
    const publisher = await reading();
    await publisher.live(59);
    expect(asked(publisher)).toBe(1);
    await publisher.live(2);
    expect(asked(publisher)).toBe(2);
  });

  test('never while the network is known to be out, and soon after it is back', async () => {
    const publisher = await reading();
    publisher.reader.engine.notice('offline');
    await publisher.live(5 * 60);
    expect(asked(publisher)).toBe(1);
    publisher.reader.engine.notice('online');
    await quiet(publisher.reader);
    expect(asked(publisher)).toBe(2);
  });

  test('at once when the machine wakes, if they are due', async () => {
    const publisher = await reading();
    publisher.time.set(8 * HOUR_MS);
    publisher.reader.engine.notice('woke');
    await quiet(publisher.reader);
    expect(asked(publisher)).toBe(2);
    publisher.reader.engine.notice('woke');
    await quiet(publisher.reader);
    expect(asked(publisher)).toBe(2);
  });

  test('as often as the reader says', async () => {
    const publisher = await reading();
    const { reader, feedId } = publisher;
    await reader.api['feeds.configure']({ feedId, change: { intervalMinutes: 15 } });
    await publisher.live(46);
    expect(asked(publisher)).toBe(4);
    await reader.api['feeds.configure']({ feedId, change: { isPaused: true } });
    await publisher.live(24 * 60);
    expect(asked(publisher)).toBe(4);
    expect(await refreshAll(publisher.reader)).toMatchObject({ total: 0, state: 'finished' });
    expect(asked(publisher)).toBe(4);
  });
});

describe('a feed that was out of reach', () => {
  test('may be asked again at once, and is when the network comes back', async () => {
    const publisher = await reading();
    const { port } = publisher.server;
    await publisher.server.kill();
    expect(await publisher.refreshAfter(20)).toMatchObject({ failed: 1 });
    expect(await publisher.refreshAfter(0)).toMatchObject({ failed: 1, held: 0 });
    expect((await publisher.waits()).due).toBe(40);
    const back = await feedServer(port);
    back.on('/feed', (_request, response) => response.writeHead(304).end());
    publisher.reader.engine.notice('online');
    await quiet(publisher.reader);
    expect((await publisher.feed()).failure).toBeNull();
  });
});

describe('many feeds that are due at once', () => {
  test('are asked thirty a minute, though the system reports again and again', async () => {
    const server = await feedServer();
    const time = new TestTime();
    const reader = engine({ clock: time, later: time.later });
    const paths = Array.from({ length: 70 }, (_, index) => `/${String(index)}`);
    for (const path of paths) {
      server.serve(path, rss(items(1), path), { etag });
      const typed = { url: server.url(path), allowPrivate: false, signIn: null };
      await reader.api['feeds.subscribe'](typed);
    }
    time.pass(DAY_MS);
    reader.engine.startBackgroundWork();
    for (const notice of ['woke', 'offline', 'online', 'woke'] as const) {
      reader.engine.notice(notice);
      await quiet(reader);
    }
    const feeds = (): string[] =>
      server.requests.map(({ path }) => path).filter((path) => paths.includes(path));
    expect(feeds()).toHaveLength(100);
    time.pass(MINUTE_MS);
    await quiet(reader);
    expect(feeds()).toHaveLength(130);
    time.pass(MINUTE_MS);
    await quiet(reader);
    expect(feeds()).toHaveLength(140);
    expect(new Set(feeds().slice(70)).size).toBe(70);
  });
});

describe('a clock', () => {
  test('that is set ahead by a year and back asks nothing anew', async () => {
    const publisher = await reading();
    await publisher.live(5);
    publisher.time.set(365 * DAY_MS);
    await publisher.live(30);
    publisher.time.set(-365 * DAY_MS);
    await publisher.live(20);
    expect(asked(publisher)).toBe(1);
    await publisher.live(10);
    expect(asked(publisher)).toBe(2);
  });

  test('that was wrong while the app was closed puts nothing off for longer than a day', async () => {
    const publisher = await reading();
    publisher.time.set(365 * DAY_MS);
    await publisher.refreshAfter(0);
    publisher.time.set(-365 * DAY_MS);
    await publisher.restart();
    publisher.reader.engine.startBackgroundWork();
    await publisher.live(61);
    expect(asked(publisher)).toBe(3);
  });
});

test('time can be let pass in the library itself, for apps whose clock no test can move', async () => {
  const publisher = await Subscribed.to({ headers: { etag } });
  publisher.answers({ status: 429, headers: { 'retry-after': '7200' } });
  await publisher.refreshAfter(20);
  expect(await publisher.refreshAfter(0)).toMatchObject({ held: 1 });
  letTimePass(publisher.reader.directory, 119);
  expect(await publisher.refreshAfter(0)).toMatchObject({ held: 1 });
  letTimePass(publisher.reader.directory, 1);
  expect(await publisher.refreshAfter(0)).toMatchObject({ held: 0, failed: 1 });
});
