/** However many feeds, each server sees one request at a time and seldom (protocol F18). */
import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import type { WebAnswer, WebRequest, WebSource } from '../../../src/main/core/ports';
import { HttpClient } from '../../../src/main/fetch/httpClient';
import { anyAddress } from '../../support/addressPolicies';
import { items, rss } from '../../support/builders';
import { FeedServer } from '../../support/feedServer';
import { engine, feedServer } from '../../support/forOneTest';
import type { RunningEngine } from '../../support/startEngine';
import { TestTime } from '../../support/testTime';
import { quiet } from './subscribed';

const SECOND_MS = 1000;

interface Asked {
  readonly host: string;
  /** By the test's clock. */
  readonly at: number;
}

/** The real client, and a look at the feeds that go through it. */
class WatchedWeb implements WebSource {
  readonly asked: Asked[] = [];
  readonly #busy = new Map<string, number>();
  readonly #client = new HttpClient({ userAgent: 'Test', policy: anyAddress });
  most = 0;
  mostOfOneHost = 0;

  constructor(private readonly time: TestTime) {
    onTestFinished(() => this.#client.close());
  }

  get underWay(): number {
    return [...this.#busy.values()].reduce((sum, count) => sum + count, 0);
  }

  async get(request: WebRequest): Promise<WebAnswer> {
    // Icons are looked for when all feeds are done.
    if (request.purpose !== 'feed') return this.#client.get(request);
    const { host } = new URL(request.url);
    this.asked.push({ host, at: this.time.now() });
    this.#busy.set(host, (this.#busy.get(host) ?? 0) + 1);
    this.most = Math.max(this.most, this.underWay);
    this.mostOfOneHost = Math.max(this.mostOfOneHost, this.#busy.get(host) ?? 0);
    try {
      return await this.#client.get(request);
    } finally {
      this.#busy.set(host, (this.#busy.get(host) ?? 1) - 1);
    }
  }
}

/** Imports feeds, which also asks them; on loopback they must be allowed first. */
async function importFeeds({ api }: RunningEngine, urls: readonly string[]): Promise<number> {
  const outlines = urls.map((url) => `<outline xmlUrl="${url}"/>`).join('');
  const text = `<opml version="2.0"><body>${outlines}</body></opml>`;
  const { privateFeeds } = await api['opml.import']({ text });
  await api['feeds.allowPrivate']({ feedIds: privateFeeds });
  return privateFeeds.length;
}

/** Lets time pass, a tenth of a second at a time, and only while no answer is on its way. */
async function liveUntil(
  time: TestTime,
  isIdle: () => boolean,
  isOver: () => boolean,
): Promise<void> {
  while (!isOver()) {
    if (isIdle()) time.pass(SECOND_MS / 10);
    await nextTurn();
  }
}

const isFinished = (reader: RunningEngine, total: number): boolean =>
  reader.events.some(
    ({ name, payload }) =>
      name === 'refresh.progress' && payload.state === 'finished' && payload.total === total,
  );

/** The shortest time between two of these, in milliseconds. */
function shortestGap(times: readonly number[]): number {
  const sorted = [...times].sort((one, other) => one - other);
  return Math.min(...sorted.slice(1).map((at, index) => at - (sorted[index] ?? 0)));
}

test('[F18.01] fifty feeds of one host are asked one at a time, a second apart', async () => {
  const server = await feedServer();
  const urls = Array.from({ length: 50 }, (_, index) => server.url(`/${String(index)}`));
  for (const url of urls) server.serve(new URL(url).pathname, rss(items(1), url));
  const time = new TestTime();
  const web = new WatchedWeb(time);
  const reader = engine({ web, clock: time, later: time.later, hostSpacingMs: SECOND_MS });
  expect(await importFeeds(reader, urls)).toBe(50);
  await liveUntil(
    time,
    () => web.underWay === 0,
    () => isFinished(reader, 50),
  );
  expect(web.asked).toHaveLength(50);
  expect(web.mostOfOneHost).toBe(1);
  expect(shortestGap(web.asked.map(({ at }) => at))).toBeGreaterThanOrEqual(SECOND_MS);
}, 60_000);

test('[F18.02] two hundred hosts are asked six at a time', async () => {
  const servers = await Promise.all(Array.from({ length: 200 }, () => feedServer()));
  let busy = 0;
  let most = 0;
  for (const server of servers) {
    server.on('/feed', (_request, response) => {
      busy += 1;
      most = Math.max(most, busy);
      setImmediate(() => {
        busy -= 1;
        response.end(rss(items(1), String(server.port)));
      });
    });
  }
  const web = new WatchedWeb(new TestTime());
  const reader = engine({ web });
  const urls = servers.map((server) => server.url('/feed'));
  expect(await importFeeds(reader, urls)).toBe(200);
  await quiet(reader);
  expect(web.asked).toHaveLength(200);
  expect(web.most).toBe(6);
  expect(most).toBeGreaterThan(1);
  expect(most).toBeLessThanOrEqual(6);
}, 60_000);

test('[F18.03] a refresh that is asked for five times is one round', async () => {
  const server = await feedServer();
  const paths = ['/a', '/b', '/c', '/d'];
  for (const path of paths) server.serve(path, rss(items(1), path));
  const time = new TestTime();
  const reader = engine({ clock: time });
  await importFeeds(
    reader,
    paths.map((path) => server.url(path)),
  );
  await quiet(reader);
  time.pass(3_600_000);
  const runs = await Promise.all(
    Array.from({ length: 5 }, () => reader.api['refresh.start']({ scope: { kind: 'all' } })),
  );
  expect(new Set(runs.map(({ runId }) => runId)).size).toBe(1);
  await quiet(reader);
  expect(await reader.api['refresh.status']({})).toMatchObject({ total: 4, done: 4, held: 0 });
  expect(paths.map((path) => server.countOf(path))).toEqual([2, 2, 2, 2]);
});

test('[F18.04] a host that many others redirect to counts as the one it is', async () => {
  const target = await FeedServer.start();
  onTestFinished(() => target.kill());
  const time = new TestTime();
  const reached: number[] = [];
  let busy = 0;
  let most = 0;
  const sources = await Promise.all(Array.from({ length: 12 }, () => feedServer()));
  for (const [index, source] of sources.entries()) {
    const path = `/${String(index)}`;
    source.on('/feed', (_request, response) => {
      response.writeHead(302, { location: target.url(path) }).end();
    });
    target.on(path, (_request, response) => {
      reached.push(time.now());
      busy += 1;
      most = Math.max(most, busy);
      setImmediate(() => {
        busy -= 1;
        response.end(rss(items(1), path));
      });
    });
  }
  const reader = engine({ clock: time, later: time.later, hostSpacingMs: SECOND_MS });
  await importFeeds(
    reader,
    sources.map((source) => source.url('/feed')),
  );
  await liveUntil(
    time,
    () => busy === 0,
    () => isFinished(reader, 12),
  );
  expect(await reader.api['refresh.status']({})).toMatchObject({ done: 12, failed: 0 });
  expect(reached).toHaveLength(12);
  expect(most).toBe(1);
  expect(shortestGap(reached)).toBeGreaterThanOrEqual(SECOND_MS);
}, 60_000);
