import { describe, expect, test } from 'vitest';
import { items, rss } from '../../support/builders';
import type { FeedServer } from '../../support/feedServer';
import { engine, feedServer } from '../../support/forOneTest';
import { SelfSignedServer } from '../../support/selfSignedServer';
import { httpClient } from '../http/fetchFeed';
import { secureServer } from '../http/servers';
import { discover, FEED, link, PAGE, page, paths, subscribeTo } from './discovering';
import { failureOf } from './failureOf';
import { refresh, subscribe } from './reading';

describe('a feed behind a name and a password', () => {
  const ada = { username: 'ada', password: 'pass:wörd' };
  const isAda = (header: string | undefined): boolean =>
    header === `Basic ${Buffer.from('ada:pass:wörd').toString('base64')}`;

  async function guardedServer(): Promise<FeedServer> {
    const server = await feedServer();
    const guard = (path: string, body: string, contentType: string): unknown =>
      server.on(path, ({ headers }, response) => {
        if (isAda(headers.authorization)) {
          response.writeHead(200, { 'content-type': contentType }).end(body);
        } else {
          response.writeHead(401, { 'www-authenticate': 'Basic realm="Club"' }).end();
        }
      });
    guard('/feed', rss(items(2), 'Club news'), 'application/rss+xml');
    guard('/', page(link('/feed', 'Club news')), 'text/html');
    return server;
  }

  test('asks for them, naming its host, and takes them', async () => {
    const server = await guardedServer();
    const reader = engine();
    const url = server.url('/feed');
    const { host } = new URL(url);
    expect(await failureOf(discover(reader.api, url))).toMatchObject({
      code: 'sign-in',
      details: { host },
    });
    await discover(reader.api, url, { signIn: ada });
    const { feedId } = await subscribeTo(reader.api, url, { signIn: ada });
    expect(server.requests).toHaveLength(2);
    const details = await reader.api['feeds.details']({ feedId });
    expect(details.hasCredentials).toBe(true);
    expect(await refresh(reader)).toMatchObject({ failed: 0 });
    expect(isAda(server.requests.at(-1)?.headers.authorization)).toBe(true);
  });

  test('refuses wrong ones as it refuses none', async () => {
    const server = await guardedServer();
    const { api } = engine();
    const wrong = { username: 'ada', password: 'guess' };
    const call = subscribeTo(api, server.url('/feed'), { signIn: wrong });
    expect((await failureOf(call)).code).toBe('sign-in');
    expect((await api['feeds.list']({})).feeds).toEqual([]);
  });

  test('takes them out of the address, where nobody sees them any more', async () => {
    const server = await guardedServer();
    const reader = engine();
    const url = server.url('/feed');
    const typed = url.replace('://', '://ada:pass%3Aw%C3%B6rd@');
    const [candidate] = await discover(reader.api, typed);
    expect(candidate).toEqual({ url, title: 'Club news' });
    // Subscribed to without a word: what the address held is meant.
    const feedId = await subscribe(reader, candidate!.url);
    expect(server.requests).toHaveLength(1);
    expect((await reader.api['feeds.list']({})).feeds[0]?.url).toBe(url);
    expect((await reader.api['feeds.details']({ feedId })).hasCredentials).toBe(true);
    expect(await refresh(reader)).toMatchObject({ failed: 0 });
    expect(JSON.stringify([reader.events, reader.problems])).not.toMatch(/w.{0,6}rd@|pass:w/);
  });

  test('also behind a page of the same server', async () => {
    const server = await guardedServer();
    const reader = engine();
    const [candidate] = await discover(reader.api, server.url('/').replace('://', '://ada:pass%3Aw%C3%B6rd@')); // prettier-ignore
    await subscribe(reader, candidate!.url);
    expect(await refresh(reader)).toMatchObject({ failed: 0 });
    expect(server.requests.every(({ headers }) => isAda(headers.authorization))).toBe(true);
  });

  test('and no other server is told them, whatever a page or a redirect says', async () => {
    const server = await guardedServer();
    const stranger = await feedServer();
    stranger.serve('/feed', rss(items(1)), FEED).serve('/moved', rss(items(1)), FEED);
    server.serve('/', page(link('/away', 'Elsewhere')), PAGE);
    server.on('/away', (_request, response) => {
      response.writeHead(302, { location: stranger.url('/feed') }).end();
    });
    server.on('/old', (_request, response) => {
      response.writeHead(301, { location: stranger.url('/moved') }).end();
    });
    const reader = engine();
    const [candidate] = await discover(reader.api, server.url('/'), { signIn: ada });
    expect(candidate).toEqual({ url: server.url('/away'), title: 'Elsewhere' });
    await subscribe(reader, candidate!.url);
    const moved = await subscribeTo(reader.api, server.url('/old'), { signIn: ada });
    expect((await reader.api['feeds.details']({ feedId: moved.feedId })).hasCredentials).toBe(false);
    await refresh(reader);
    expect(stranger.requests.length).toBeGreaterThanOrEqual(4);
    for (const { headers } of stranger.requests) expect(headers.authorization).toBeUndefined();
  }); // prettier-ignore
});

describe('an address on this machine or a private network', () => {
  test('is asked after one question, and from then on', async () => {
    const server = await feedServer();
    server.serve('/', page(link('/feed', 'Home')), PAGE).serve('/feed', rss(items(1)), FEED);
    const reader = engine({ isStrict: true });
    for (const call of [discover(reader.api, server.url('/')), subscribeTo(reader.api, server.url('/feed'))]) {
      expect(await failureOf(call)).toMatchObject({
        code: 'private-address',
        details: { host: new URL(server.url('/')).host },
      });
    }
    expect(server.requests).toEqual([]);
    const allowed = { allowPrivate: true };
    const [candidate] = await discover(reader.api, server.url('/'), allowed);
    const { feedId } = await subscribeTo(reader.api, candidate!.url, allowed);
    expect(await refresh(reader)).toMatchObject({ failed: 0, held: 0 });
    expect(paths(server)).toEqual(['/', '/feed', '/feed']);
    // Removed and back, it is still the one that was allowed.
    await reader.api['feeds.unsubscribe']({ feedId });
    await subscribeTo(reader.api, candidate!.url);
    expect(await refresh(reader)).toMatchObject({ failed: 0 });
  }); // prettier-ignore

  test('is not offered by the page of another one', async () => {
    const home = await feedServer();
    const other = await feedServer();
    home.serve('/', page(link(other.url('/feed'), 'Router') + link('/feed', 'Home')), PAGE);
    other.serve('/feed', rss(items(1)), FEED);
    const { api } = engine({ isStrict: true });
    const found = await discover(api, home.url('/'), { allowPrivate: true });
    expect(found).toEqual([{ url: home.url('/feed'), title: 'Home' }]);
    expect(other.requests).toEqual([]);
  });

  test('is not reached through a redirect from another one', async () => {
    const home = await feedServer();
    const other = await feedServer();
    home.on('/feed', (_request, response) => {
      response.writeHead(301, { location: other.url('/feed') }).end();
    });
    other.serve('/feed', rss(items(1)), FEED);
    const { api } = engine({ isStrict: true });
    const call = subscribeTo(api, home.url('/feed'), { allowPrivate: true });
    expect(await failureOf(call)).toMatchObject({
      code: 'private-address',
      details: { host: new URL(other.url('/')).host },
    });
    expect(other.requests).toEqual([]);
  });

  test('that comes back from the removed ones may be allowed then', async () => {
    const server = await feedServer();
    server.serve('/feed', rss(items(1)), FEED);
    const lenient = engine();
    const feedId = await subscribe(lenient, server.url('/feed'));
    await lenient.api['feeds.unsubscribe']({ feedId });
    await lenient.close();
    const strict = engine({ isStrict: true, directory: lenient.directory });
    await subscribeTo(strict.api, server.url('/feed'), { allowPrivate: true });
    expect(await refresh(strict)).toMatchObject({ failed: 0 });
  });
});

describe('an address that was typed without http or https', () => {
  // Spelled as a number, so that it is not known for this machine before it is asked.
  const bare = (url: string): string => url.replace('http://127.0.0.1', '2130706433');

  test('is asked without encryption where there is none, and says so', async () => {
    const server = await feedServer();
    server.serve('/feed', rss(items(1), 'Old news'), FEED);
    const reader = engine();
    const [candidate] = await discover(reader.api, bare(server.url('/feed')));
    expect(candidate).toEqual({ url: server.url('/feed'), title: 'Old news' });
    await subscribe(reader, candidate!.url);
    expect(server.requests).toHaveLength(1);
    expect((await failureOf(discover(reader.api, bare(server.url('/feed'))))).code).toBe('duplicate-feed');
  }); // prettier-ignore

  test('never because of its certificate', async () => {
    const secure = await SelfSignedServer.start(rss(items(1)));
    const { api } = engine();
    const address = secure.url('/feed').replace('https://127.0.0.1', '2130706433');
    const failure = await failureOf(discover(api, address)).finally(() => secure.kill());
    expect(failure.code).toBe('certificate');
  });

  test('never with a password', async () => {
    const server = await feedServer();
    server.serve('/feed', rss(items(1)), FEED);
    const { api } = engine();
    const signIn = { username: 'ada', password: 'secret' };
    const call = discover(api, bare(server.url('/feed')), { signIn });
    expect((await failureOf(call)).code).toBe('network');
    expect(server.requests).toEqual([]);
  });

  test('never after a server answered over https, with whatever', async () => {
    const secure = await secureServer((_request, response) => {
      response.writeHead(302, { location: '/feed' }).end();
    });
    const { api } = engine({ web: httpClient({ authorities: [secure.certificate] }) });
    const address = bare(secure.url('/feed').replace('https:', 'http:'));
    const failure = await failureOf(discover(api, address));
    expect(failure).toMatchObject({ code: 'network', details: { reach: 'answered' } });
    expect(secure.requests.map(({ path }) => path)).toEqual(['/feed']);
    expect(secure.connections).toBe(1);
  });

  test('never when https was typed', async () => {
    const server = await feedServer();
    const { api } = engine();
    const call = discover(api, server.url('/feed').replace('http:', 'https:'));
    expect((await failureOf(call)).code).toBe('network');
    expect(server.requests).toEqual([]);
  });
});
