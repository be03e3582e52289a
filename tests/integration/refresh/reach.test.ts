import type { ServerResponse } from 'node:http';
import { describe, expect, test } from 'vitest';
import { HOUR_MS, refreshAll, Subscribed } from './subscribed';

const KNOWN = { headers: { etag: '"e"' } };
const redirects =
  (location: string) =>
  (response: ServerResponse): void => {
    response.writeHead(302, { location }).end();
  };

describe('a server that was asked is not asked again at once, however useless its answer', () => {
  test.each<[what: string, answer: (response: ServerResponse) => void, checked: boolean]>([
    ['a redirect in a circle', redirects('/feed'), true],
    ['a redirect to a private address', redirects('http://192.168.0.1/'), true],
    ['a redirect to nowhere', (response) => response.writeHead(302).end(), true],
    ['an unknown coding', (response) => response.writeHead(200, { 'content-encoding': 'aes' }).end('x'), true],
    ['none at all, and the connection closed', (response) => response.destroy(), false],
  ])('%s', async (_what, answer, isChecked) => {
    const known = await Subscribed.to(KNOWN);
    const { checkedAt } = await known.feed();
    known.server.requests.length = 0;
    known.server.on('/feed', (_request, response) => {
      answer(response);
    });
    known.time.pass(2 * HOUR_MS);
    for (let press = 0; press < 5; press += 1) await refreshAll(known.reader);
    expect(known.server.countOf('/feed')).toBe(1);
    const feed = await known.feed();
    expect(feed.failure?.count).toBe(1);
    expect(feed.checkedAt).toBe(isChecked ? known.time.now() : checkedAt);
    expect(await known.waits()).toEqual({ due: 20, allowed: 15 });
    // Nor does the network come back to help.
    known.reader.engine.startBackgroundWork();
    await known.live(5);
    known.reader.engine.notice('online');
    await known.live(5);
    expect(known.server.countOf('/feed')).toBe(1);
  }); // prettier-ignore

  test('after many failures it waits for longer than an hour, as any other that answers', async () => {
    const known = await Subscribed.to(KNOWN);
    known.server.on('/feed', (_request, response) => {
      redirects('/feed')(response);
    });
    for (let day = 0; day < 8; day += 1) await known.refreshAfter(26 * 60);
    expect((await known.waits()).due).toBeGreaterThan(12 * 60);
  });
});

test('control: a server that was not reached may be tried at once', async () => {
  const known = await Subscribed.to(KNOWN);
  await known.server.kill();
  known.time.pass(2 * HOUR_MS);
  for (let press = 1; press <= 3; press += 1) {
    await refreshAll(known.reader);
    expect((await known.feed()).failure?.count).toBe(press);
  }
  expect((await known.waits()).allowed).toBeNull();
});
