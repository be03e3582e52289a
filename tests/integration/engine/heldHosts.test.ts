import { describe, expect, test } from 'vitest';
import { items, rss } from '../../support/builders';
import type { FeedServer } from '../../support/feedServer';
import { engine, feedServer } from '../../support/forOneTest';
import { SQUARE_PNG } from '../../support/pictures';
import { discover, FEED, link, PAGE, page, paths, subscribeTo } from './discovering';
import { failureOf } from './failureOf';
import { asked, IMAGE, look, refreshAll, sitePage, SPACING_MS, timedEngine } from './iconSeeking';
import { subscribe } from './reading';

const MINUTE_MS = 60_000;

/** Answers 429 without a word about when to come back. */
function refuses(server: FeedServer, path: string): void {
  server.on(path, (_request, response) => response.writeHead(429).end());
}

describe('a server that said 429, and not for how long, is left alone for ten minutes', () => {
  test('by whoever subscribes or looks for feeds', async () => {
    const server = await feedServer();
    refuses(server, '/x');
    const reader = engine();
    for (let time = 0; time < 3; time += 1) {
      const failures = [
        await failureOf(subscribeTo(reader.api, server.url('/x'))),
        await failureOf(discover(reader.api, server.url('/x'))),
      ];
      expect(failures.map(({ details }) => details?.status)).toEqual([429, 429]);
    }
    expect(paths(server)).toEqual(['/x']);
    server.serve('/x', rss(items(1)), FEED);
    reader.letTimePass(9 * MINUTE_MS);
    await failureOf(discover(reader.api, server.url('/x')));
    expect(paths(server)).toEqual(['/x']);
    reader.letTimePass(MINUTE_MS + 1000);
    await discover(reader.api, server.url('/x'));
    expect(paths(server)).toEqual(['/x', '/x']);
  });

  test('by the search for icons, and after it by everything', async () => {
    const server = await feedServer();
    server.serve('/feed', rss(items(1)), FEED).serve('/favicon.ico', SQUARE_PNG, IMAGE);
    refuses(server, '/');
    const reader = timedEngine();
    await subscribe(reader, server.url('/feed'));
    await look(reader);
    expect(asked(server)).toEqual(['/']);
    await failureOf(discover(reader.api, server.url('/other')));
    expect(asked(server)).toEqual(['/']);
  });
});

describe('a redirect to a server that wants to be left alone is not followed', () => {
  async function heldServer(api: Parameters<typeof discover>[0]): Promise<FeedServer> {
    const held = await feedServer();
    refuses(held, '/x');
    await failureOf(discover(api, held.url('/x')));
    held.requests.length = 0;
    held.serve('/feed', rss(items(1)), FEED).serve('/icon.png', SQUARE_PNG, IMAGE);
    return held;
  }

  const redirects = (from: FeedServer, path: string, to: string): unknown =>
    from.on(path, (_request, response) => response.writeHead(302, { location: to }).end());

  test('by whoever subscribes or looks for feeds', async () => {
    const { api } = engine();
    const held = await heldServer(api);
    const home = await feedServer();
    redirects(home, '/a', held.url('/feed'));
    redirects(home, '/b', held.url('/feed'));
    for (const call of [discover(api, home.url('/a')), subscribeTo(api, home.url('/b'))]) {
      const { host } = new URL(held.url('/'));
      expect(await failureOf(call)).toMatchObject({
        code: 'http-status',
        details: { status: 429, host },
      });
    }
    expect(paths(home)).toEqual(['/a', '/b']);
    expect(paths(held)).toEqual([]);
  });

  test('by the search for icons', async () => {
    const reader = timedEngine();
    const held = await heldServer(reader.api);
    const home = await feedServer();
    home.serve('/feed', rss(items(1)), FEED).serve('/', sitePage('/icon.png'), PAGE);
    redirects(home, '/icon.png', held.url('/icon.png'));
    await subscribe(reader, home.url('/feed'));
    await look(reader);
    expect(asked(home)).toEqual(['/', '/icon.png', '/favicon.ico']);
    expect(paths(held)).toEqual([]);
  });
});

test('a search for icons gives a server a rest between two requests', async () => {
  const server = await feedServer();
  server.serve('/feed', rss(items(1)), FEED).serve('/', sitePage('/a', '/b'), PAGE);
  const reader = timedEngine({ hostSpacingMs: 1000 });
  await subscribe(reader, server.url('/feed'));
  reader.time.pass(SPACING_MS);
  for (let requests = 1; requests < 4; requests += 1) {
    await expect.poll(() => reader.time.untilNext()).toBe(1000);
    expect(asked(server)).toHaveLength(requests);
    reader.time.pass(1000);
  }
  await expect.poll(() => reader.time.untilNext()).toBe(SPACING_MS);
  expect(asked(server)).toEqual(['/', '/a', '/b', '/favicon.ico']);
  expect(reader.problems).toEqual([]);
});

test('a search for icons that rests ends with the engine', async () => {
  const server = await feedServer();
  server.serve('/feed', rss(items(1)), FEED);
  const reader = timedEngine({ hostSpacingMs: 1000 });
  await subscribe(reader, server.url('/feed'));
  reader.time.pass(SPACING_MS);
  await expect.poll(() => reader.time.untilNext()).toBe(1000);
  await reader.close();
  expect(reader.time.untilNext()).toBeNull();
  expect(asked(server)).toEqual(['/']);
  expect(reader.problems).toEqual([]);
});

test('a feed that was fetched while somebody looked is forgotten after five minutes, by itself', async () => {
  const server = await feedServer();
  server.serve('/feed', rss(items(1)), FEED);
  server.serve('/', page(link('/feed', 'News')), PAGE);
  const reader = timedEngine();
  await discover(reader.api, server.url('/feed'));
  expect(reader.time.untilNext()).toBe(5 * MINUTE_MS);
  reader.time.pass(5 * MINUTE_MS);
  expect(reader.time.untilNext()).toBeNull();
  // By the clock it would still be fresh, were it there.
  reader.time.set(-5 * MINUTE_MS);
  await subscribe(reader, server.url('/feed'));
  expect(server.countOf('/feed')).toBe(2);
  await refreshAll(reader);
});
