/** What many feeds do to one host, one host to many feeds, and many large documents to the memory. */
import { describe, expect, test } from 'vitest';
import { items, rss } from '../../support/builders';
import type { FeedServer } from '../../support/feedServer';
import { engine, feedServer } from '../../support/forOneTest';
import type { RunningEngine } from '../../support/startEngine';
import { TestTime } from '../../support/testTime';
import { PATIENCE_MS, refresh, subscribe } from '../engine/reading';
import { HOUR_MS, MINUTE_MS, refreshAll } from './subscribed';

const etag = '"e"';
const DAY_SECONDS = 86_400;

async function subscribeAll(reader: RunningEngine, urls: readonly string[]): Promise<void> {
  for (const url of urls) await subscribe(reader, url);
}

/** A server with so many feeds. */
async function home(count: number): Promise<{ server: FeedServer; paths: string[] }> {
  const server = await feedServer();
  const paths = Array.from({ length: count }, (_, index) => `/${String(index)}`);
  for (const path of paths) server.serve(path, rss(items(1), path), { etag });
  return { server, paths };
}

function servers(count: number): Promise<FeedServer[]> {
  return Promise.all(Array.from({ length: count }, () => feedServer()));
}

describe('a host that wants to be left alone', () => {
  test('is, also by feeds that are redirected to it', async () => {
    const { server, paths } = await home(5);
    const target = await feedServer();
    const time = new TestTime();
    const reader = engine({ clock: time, later: time.later, random: () => 0.5 });
    await subscribeAll(
      reader,
      paths.map((path) => server.url(path)),
    );
    for (const path of paths) {
      server.on(path, (_request, response) =>
        response.writeHead(302, { location: target.url(path) }).end(),
      );
      target.on(path, (_request, response) =>
        response.writeHead(429, { 'retry-after': String(DAY_SECONDS) }).end(),
      );
    }
    time.pass(2 * HOUR_MS);
    const status = await refreshAll(reader);
    expect(status).toMatchObject({ total: 5, done: 5, failed: 1, held: 4 });
    expect(status.heldUntil).toBe(time.now() + DAY_SECONDS * 1000);
    expect(target.requests).toHaveLength(1);
    const before = server.requests.length;
    time.pass(HOUR_MS);
    expect(await refreshAll(reader)).toMatchObject({ done: 5, held: 5 });
    expect([server.requests.length, target.requests.length]).toEqual([before, 1]);
    const { feeds } = await reader.api['feeds.list']({});
    expect(feeds.filter(({ failure }) => failure !== null)).toHaveLength(1);
  });

  test('is not asked for its next feed before that is known', async () => {
    const { server, paths } = await home(4);
    const other = await feedServer();
    other.serve('/slow', rss(items(1), 'slow'), { etag });
    const reader = engine();
    await subscribeAll(reader, [...paths.map((path) => server.url(path)), other.url('/slow')]);
    server.requests.length = 0;
    for (const path of paths) {
      server.on(path, (_request, response) =>
        response.writeHead(429, { 'retry-after': String(DAY_SECONDS) }).end(),
      );
    }
    // While this one is under way, notes wait to be written together with its own.
    other.on('/slow', (_request, response) => {
      setTimeout(() => response.writeHead(304).end(), 200);
    });
    expect(await refresh(reader)).toMatchObject({ done: 5, failed: 1, held: 3 });
    expect(server.requests).toHaveLength(1);
  });
});

test('a slow host that others redirect to holds up nobody else', async () => {
  const sources = await servers(20);
  const slow = await feedServer();
  const healthy = await feedServer();
  const reader = engine();
  for (const [index, source] of sources.entries()) {
    source.serve('/feed', rss(items(1), String(index)), { etag });
    await subscribe(reader, source.url('/feed'));
  }
  healthy.serve('/feed', rss(items(1), 'healthy'), { etag });
  await subscribe(reader, healthy.url('/feed'));
  healthy.requests.length = 0;
  const answers: (() => void)[] = [];
  for (const [index, source] of sources.entries()) {
    const path = `/${String(index)}`;
    source.on('/feed', (_request, response) => {
      response.writeHead(302, { location: slow.url(path) }).end();
    });
    slow.on(path, (_request, response) => {
      answers.push(() => response.writeHead(304).end());
    });
  }
  reader.letTimePass(HOUR_MS);
  const { runId } = await reader.api['refresh.start']({ scope: { kind: 'all' } });
  await expect.poll(() => healthy.countOf('/feed'), { timeout: PATIENCE_MS }).toBe(1);
  expect(slow.requests).toHaveLength(1);
  // Whoever waits for the host stops when the run does.
  await reader.api['refresh.cancel']({ runId });
  for (const answer of answers) answer();
  expect(await refresh(reader, { kind: 'feed', feedId: await lastFeed(reader) })).toMatchObject({
    done: 1,
  });
  expect(slow.requests).toHaveLength(1);
});

async function lastFeed({ api }: RunningEngine): Promise<number> {
  const { feeds } = await api['feeds.list']({});
  return Math.max(...feeds.map(({ id }) => id));
}

test('no more large documents are in memory at once than it takes', async () => {
  const megabytes = 10;
  const all = await servers(14);
  const reader = engine();
  for (const [index, server] of all.entries()) {
    server.serve('/feed', rss(items(1), String(index)));
    await subscribe(reader, server.url('/feed'));
  }
  let sent = 0;
  let most = 0;
  const stored = (): number =>
    reader.events.reduce(
      (done, { name, payload }) => (name === 'refresh.progress' ? payload.done : done),
      0,
    );
  for (const [index, server] of all.entries()) {
    const description = 'x'.repeat(megabytes * 1024 * 1024);
    const body = rss([{ guid: `large-${String(index)}`, title: 'Large', description }]);
    server.on('/feed', (_request, response) => {
      sent += 1;
      most = Math.max(most, sent - stored());
      response.writeHead(200, { 'content-type': 'application/rss+xml' }).end(body);
    });
  }
  reader.letTimePass(25 * 60 * MINUTE_MS);
  const { runId } = await reader.api['refresh.start']({ scope: { kind: 'all' } });
  const isOver = ({ runId: id, state }: { runId: number; state: string }): boolean =>
    id === runId && state !== 'running';
  expect(await reader.waitFor('refresh.progress', isOver)).toMatchObject({ added: 14, failed: 0 });
  // Six are asked before the first shows how large they are.
  expect(most).toBeGreaterThan(1);
  expect(most).toBeLessThanOrEqual(8);
}, 60_000);
