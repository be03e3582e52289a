/** A feed's address changes only when it has really moved (protocol F9, H33). */
import { describe, expect, onTestFinished, test } from 'vitest';
import { HttpClient } from '../../../src/main/fetch/httpClient';
import { anyAddress } from '../../support/addressPolicies';
import { items, rss } from '../../support/builders';
import { engine, feedServer } from '../../support/forOneTest';
import { SecureServer } from '../../support/secureServer';
import { TestTime } from '../../support/testTime';
import { DAY_MS, MINUTE_MS, refreshAll, Subscribed } from './subscribed';

const DAY_MINUTES = 24 * 60;
const etag = '"e"';

/** A feed at `/feed` from which these redirects lead on, in order, the last of them to `/new`. */
async function redirected(...statuses: readonly number[]): Promise<Subscribed> {
  const publisher = await Subscribed.to({ headers: { etag } });
  publisher.answers({ headers: { etag: '"new"' }, body: rss(items(2)) }, '/new');
  const steps = ['/feed', ...statuses.slice(1).map((_, index) => `/step-${String(index + 1)}`)];
  for (const [index, status] of statuses.entries()) {
    const location = publisher.server.url(steps[index + 1] ?? '/new');
    publisher.answers({ status, headers: { location } }, steps[index]);
  }
  return publisher;
}

/** What the feed's address is after a refresh, and after another one a day later. */
async function addresses(publisher: Subscribed): Promise<string[]> {
  const seen: string[] = [];
  for (const minutes of [20, DAY_MINUTES]) {
    expect(await publisher.refreshAfter(minutes)).toMatchObject({ failed: 0, held: 0 });
    seen.push(new URL((await publisher.feed()).url).pathname);
  }
  return seen;
}

describe('a feed that is redirected', () => {
  test.each([
    ['[F9.01] for ever by 301 has the new address, once that is proven', 301, '/new'],
    ['[F9.02] for ever by 308 has the new address, once that is proven', 308, '/new'],
    ['[F9.03] for now by 302 keeps its address', 302, '/feed'],
    ['[F9.04] for now by 303 keeps its address', 303, '/feed'],
    ['[F9.05] for now by 307 keeps its address', 307, '/feed'],
  ])('%s', async (_name, status, path) => {
    const publisher = await redirected(status);
    expect(await addresses(publisher)).toEqual(['/feed', path]);
    expect(await publisher.titles()).toHaveLength(2);
    await publisher.refreshAfter(20);
    expect(publisher.server.requests.at(-1)?.path).toBe('/new');
    // What is known of the version came from the new address, and goes there.
    expect(publisher.sent('if-none-match', '/new').at(-1)).toBe('"new"');
  });

  test('[F9.06] for ever and then for now has the address that the first part led to, if any', async () => {
    expect(await addresses(await redirected(301, 302))).toEqual(['/feed', '/step-1']);
    expect(await addresses(await redirected(302, 301))).toEqual(['/feed', '/feed']);
    expect(await addresses(await redirected(301, 308, 307))).toEqual(['/feed', '/step-2']);
  });

  test('[F9.07] in a circle fails, and keeps address and articles', async () => {
    const publisher = await Subscribed.to({ headers: { etag } });
    const to = (path: string): { location: string } => ({ location: publisher.server.url(path) });
    publisher.answers({ status: 301, headers: to('/other') });
    publisher.answers({ status: 301, headers: to('/feed') }, '/other');
    await expectsNothingToChange(publisher);
  });

  test('[F9.08] twenty-one times fails, and keeps address and articles', async () => {
    const publisher = await redirected(...Array.from({ length: 21 }, () => 301));
    await expectsNothingToChange(publisher);
    expect(publisher.server.countOf('/new')).toBe(0);
  });

  test('[F9.09] for ever to a page fails, and keeps address and articles', async () => {
    const publisher = await redirected(301);
    publisher.answers({ body: '<html><title>A page</title><p>No feed.</p></html>' }, '/new');
    await expectsNothingToChange(publisher);
  });

  test('[F9.11] for ever to another subscribed feed stays itself, and says so', async () => {
    const publisher = await redirected(301);
    const { reader, server } = publisher;
    const typed = { url: server.url('/new'), allowPrivate: false, signIn: null };
    const { feedId: into } = await reader.api['feeds.subscribe'](typed);
    expect(await addresses(publisher)).toEqual(['/feed', '/feed']);
    expect(await publisher.feed()).toMatchObject({ duplicateOf: into, failure: null });
    expect(await publisher.titles()).toHaveLength(4);
    const { feeds } = await reader.api['feeds.list']({});
    expect(feeds.find(({ id }) => id === into)?.duplicateOf).toBeNull();
  });

  test('[F9.12] from https to http is refused, and keeps address and articles', async () => {
    const plain = await feedServer();
    plain.serve('/feed', rss(items(3)));
    let isMoved = false;
    const secure = await SecureServer.start((_request, response) => {
      if (isMoved) response.writeHead(301, { location: plain.url('/feed') }).end();
      else response.writeHead(200).end(rss(items(2)));
    });
    onTestFinished(() => secure.kill());
    const client = { userAgent: 'Test', policy: anyAddress, authorities: [secure.certificate] };
    const web = new HttpClient(client);
    onTestFinished(() => web.close());
    const time = new TestTime();
    const reader = engine({ web, clock: time });
    const url = secure.url('/feed');
    await reader.api['feeds.subscribe']({ url, allowPrivate: false, signIn: null });
    isMoved = true;
    for (const minutes of [20, 2 * DAY_MINUTES]) {
      time.pass(minutes * MINUTE_MS);
      expect(await refreshAll(reader)).toMatchObject({ failed: 1, added: 0 });
    }
    const { feeds } = await reader.api['feeds.list']({});
    expect(feeds).toMatchObject([{ url, failure: { code: 'unsafe-redirect', count: 2 } }]);
    expect(plain.requests).toEqual([]);
  });

  test('[F9.13] is not believed before its target was read twice, a day apart', async () => {
    const publisher = await redirected(301);
    await publisher.refreshAfter(20);
    const path = async (): Promise<string> => new URL((await publisher.feed()).url).pathname;
    for (let visit = 0; visit < 5; visit += 1) {
      await publisher.refreshAfter(4 * 60);
      expect(await path()).toBe('/feed');
    }
    // A day has passed, but what is there now is no feed.
    publisher.answers({ body: 'Under construction' }, '/new');
    await publisher.refreshAfter(6 * 60);
    expect(await path()).toBe('/feed');
    publisher.answers({ headers: { etag: '"newer"' }, body: rss(items(4)) }, '/new');
    await publisher.refreshAfter(60);
    expect(await path()).toBe('/new');
    expect(await publisher.titles()).toHaveLength(4);
  });

  test('begins anew when it is redirected elsewhere, or not at all, in between', async () => {
    const publisher = await redirected(301);
    const path = async (): Promise<string> => new URL((await publisher.feed()).url).pathname;
    await publisher.refreshAfter(20);
    publisher.answers({ headers: { etag }, body: rss(items(3)) });
    await publisher.refreshAfter(12 * 60);
    const location = publisher.server.url('/new');
    publisher.answers({ status: 301, headers: { location } });
    await publisher.refreshAfter(13 * 60);
    expect(await path()).toBe('/feed');
    await publisher.refreshAfter(DAY_MINUTES);
    expect(await path()).toBe('/new');
  });
});

test('[F9.10] a captive portal that redirects every feed for ever changes no address', async () => {
  const portal = await feedServer();
  portal.on('/login', (_request, response) => {
    response.writeHead(200, { 'content-type': 'text/html' }).end('<html>Sign in, please</html>');
  });
  const server = await feedServer();
  const time = new TestTime();
  const reader = engine({ clock: time });
  const paths = Array.from({ length: 12 }, (_, index) => `/${String(index)}`);
  for (const path of paths) {
    server.serve(path, rss(items(2), path), { etag });
    await reader.api['feeds.subscribe']({
      url: server.url(path),
      allowPrivate: false,
      signIn: null,
    });
    server.on(path, (_request, response) => {
      response.writeHead(301, { location: portal.url('/login') }).end();
    });
  }
  const before = (await reader.api['feeds.list']({})).feeds.map(({ id, url }) => ({ id, url }));
  for (const wait of [20 * MINUTE_MS, DAY_MS, DAY_MS]) {
    time.pass(wait);
    expect(await refreshAll(reader)).toMatchObject({ failed: 12, added: 0 });
  }
  for (const path of paths) server.serve(path, rss(items(3), path), { etag: '"later"' });
  time.pass(DAY_MS);
  expect(await refreshAll(reader)).toMatchObject({ failed: 0, added: 12 });
  const after = (await reader.api['feeds.list']({})).feeds;
  expect(after.map(({ id, url }) => ({ id, url }))).toEqual(before);
  expect(portal.countOf('/login')).toBeGreaterThan(0);
});

async function expectsNothingToChange(publisher: Subscribed): Promise<void> {
  const before = await publisher.titles();
  const { url } = await publisher.feed();
  for (const minutes of [20, DAY_MINUTES, DAY_MINUTES]) {
    expect(await publisher.refreshAfter(minutes)).toMatchObject({ failed: 1, added: 0 });
  }
  expect(await publisher.feed()).toMatchObject({ url, failure: { count: 3 } });
  expect(await publisher.titles()).toEqual(before);
}
