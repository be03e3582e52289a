import { describe, expect, test } from 'vitest';
import type { FeedId } from '../../../src/shared/model';
import { items, rss } from '../../support/builders';
import { cipherSafe } from '../../support/cipherSafe';
import type { Answer, FeedServer } from '../../support/feedServer';
import { engine, feedServer } from '../../support/forOneTest';
import type { RunningEngine } from '../../support/startEngine';
import { failureOf } from './failureOf';
import { list, PATIENCE_MS, refresh, subscribe } from './reading';

const minute = 60_000;
const hour = 60 * minute;
const ann = { username: 'ann', password: 'pass: wörd' };
const basic = `Basic ${Buffer.from('ann:pass: wörd', 'utf8').toString('base64')}`;

interface Subscribed extends RunningEngine {
  readonly server: FeedServer;
  readonly feedId: FeedId;
}

/** A feed at `/feed` that was fetched a moment ago. */
async function subscribed(options: Parameters<typeof engine>[0] = {}): Promise<Subscribed> {
  const server = await feedServer();
  server.serve('/feed', rss(items(3)), { etag: '"1"' });
  const reader = engine({ safe: cipherSafe(), ...options });
  return { ...reader, server, feedId: await subscribe(reader, server.url('/feed')) };
}

/** Resolves once a path was asked so many times. */
function asked(server: FeedServer, path: string, times: number): Promise<void> {
  return expect.poll(() => server.countOf(path), { timeout: PATIENCE_MS }).toBe(times);
}

/** Resolves when nothing is under way. */
async function atRest({ api }: RunningEngine): Promise<void> {
  const state = async (): Promise<string | undefined> => (await api['refresh.status']({}))?.state;
  await expect.poll(state, { timeout: PATIENCE_MS }).not.toBe('running');
}

const lastHeaders = (server: FeedServer) => server.requests.at(-1)?.headers;

/** Lets in whoever says the right name and password. */
function locked(body: string): Answer {
  return ({ headers }, response) => {
    if (headers.authorization === basic) response.writeHead(200).end(body);
    else response.writeHead(401, { 'www-authenticate': 'Basic realm="News"' }).end();
  };
}

describe('the details of a feed', () => {
  test('say how it is set and what fetching it has cost', async () => {
    const { api, feedId, server } = await subscribed();
    const details = await api['feeds.details']({ feedId });
    expect(details).toMatchObject({
      feed: { id: feedId, url: server.url('/feed'), isPaused: false, failure: null },
      settings: {
        isPaused: false,
        intervalMinutes: null,
        userAgent: null,
        header: null,
        allowsPrivate: false,
      },
      hasCredentials: false,
      credentialsAreTemporary: false,
    });
    const { ledger } = details;
    expect(ledger).toMatchObject({ requests: 1, notModified: 0, lastStatus: 200 });
    expect(ledger.bytes).toBe(Buffer.byteLength(rss(items(3))));
    expect(ledger.nextDueAt).toBeGreaterThan(ledger.lastAnswerAt!);
    expect(ledger.nextAllowedAt).toBe(ledger.lastAnswerAt! + 15 * minute);
  });

  test('go on counting', async () => {
    const { feedId, ...reader } = await subscribed();
    await refresh(reader);
    const { ledger } = await reader.api['feeds.details']({ feedId });
    expect(ledger).toMatchObject({ requests: 2, notModified: 1, lastStatus: 304 });
  });

  test('are those of a feed that is there', async () => {
    const { api, feedId } = await subscribed();
    await api['feeds.unsubscribe']({ feedId });
    for (const id of [feedId, 99 as FeedId]) {
      const calls = [
        api['feeds.details']({ feedId: id }),
        api['feeds.configure']({ feedId: id, change: { isPaused: true } }),
        api['feeds.signIn']({ feedId: id, signIn: ann }),
        api['feeds.allowPrivate']({ feedIds: [id] }),
        api['feeds.merge']({ feedId: id, into: feedId }),
      ];
      for (const call of calls) expect((await failureOf(call)).code).toBe('not-found');
    }
  });
});

describe('a paused feed', () => {
  test('is not asked, until it goes on: then at once', async () => {
    const { feedId, server, ...reader } = await subscribed();
    const paused = await reader.api['feeds.configure']({ feedId, change: { isPaused: true } });
    expect(paused).toMatchObject({ feed: { isPaused: true }, ledger: { nextDueAt: null } });
    await refresh(reader);
    expect(server.countOf('/feed')).toBe(1);
    const details = await reader.api['feeds.configure']({ feedId, change: { isPaused: false } });
    expect(details.feed.isPaused).toBe(false);
    await asked(server, '/feed', 2);
  });

  test('that goes on a moment later is left alone as long as any other', async () => {
    const { feedId, server, ...reader } = await subscribed();
    await reader.api['feeds.configure']({ feedId, change: { isPaused: true } });
    await reader.api['feeds.configure']({ feedId, change: { isPaused: false } });
    await atRest(reader);
    expect(server.countOf('/feed')).toBe(1);
  });

  test('is not asked because of other settings either', async () => {
    const { feedId, server, ...reader } = await subscribed();
    await reader.api['feeds.configure']({ feedId, change: { isPaused: true } });
    await reader.api['feeds.configure']({ feedId, change: { userAgent: 'Own/1' } });
    await reader.api['feeds.signIn']({ feedId, signIn: ann });
    await reader.api['feeds.allowPrivate']({ feedIds: [feedId] });
    await atRest(reader);
    expect(server.countOf('/feed')).toBe(1);
  });
});

describe('an interval of one’s own', () => {
  test('decides when the feed is asked next, and asks nothing by itself', async () => {
    const { feedId, server, api } = await subscribed();
    const { ledger } = await api['feeds.details']({ feedId });
    const own = await api['feeds.configure']({ feedId, change: { intervalMinutes: 90 } });
    expect(own.settings.intervalMinutes).toBe(90);
    expect(own.ledger.nextDueAt).toBe(ledger.lastAnswerAt! + 90 * minute);
    const back = await api['feeds.configure']({ feedId, change: { intervalMinutes: null } });
    expect(back.settings.intervalMinutes).toBeNull();
    expect(back.ledger.nextDueAt).not.toBe(own.ledger.nextDueAt);
    expect(server.countOf('/feed')).toBe(1);
  });
});

describe('what is sent along', () => {
  test('another user agent and a header reach the server at once, and stay', async () => {
    const { feedId, server, ...reader } = await subscribed();
    const header = { name: 'X-Token', value: 'abc' };
    const change = { userAgent: 'Own/1', header };
    const details = await reader.api['feeds.configure']({ feedId, change });
    expect(details.settings).toMatchObject(change);
    await asked(server, '/feed', 2);
    await atRest(reader);
    await refresh(reader);
    for (const { headers } of server.requests.slice(1)) {
      expect(headers).toMatchObject({ 'user-agent': 'Own/1', 'x-token': 'abc' });
    }
    await reader.api['feeds.configure']({ feedId, change: { userAgent: null, header: null } });
    await asked(server, '/feed', 4);
    expect(lastHeaders(server)?.['x-token']).toBeUndefined();
    expect(lastHeaders(server)?.['user-agent']).toMatch(/^Broadsheet\//);
  });

  test('what is set as it was asks nobody', async () => {
    const { feedId, server, ...reader } = await subscribed();
    const change = { userAgent: null, header: null, isPaused: false, allowsPrivate: false };
    await reader.api['feeds.configure']({ feedId, change });
    await reader.api['feeds.configure']({ feedId, change: {} });
    await reader.api['feeds.configure']({ feedId, change: { url: server.url('/feed#part') } });
    await atRest(reader);
    expect(server.countOf('/feed')).toBe(1);
  });

  test('a server that asked to be left alone is, whatever is changed', async () => {
    const { feedId, server, ...reader } = await subscribed();
    server.on('/feed', (_request, response) => {
      response.writeHead(503, { 'retry-after': '7200' }).end();
    });
    await refresh(reader);
    const count = server.countOf('/feed');
    await reader.api['feeds.configure']({ feedId, change: { userAgent: 'Own/1' } });
    await reader.api['feeds.signIn']({ feedId, signIn: ann });
    await reader.api['feeds.configure']({ feedId, change: { url: server.url('/other') } });
    await atRest(reader);
    expect(server.requests).toHaveLength(count);
    reader.letTimePass(2 * hour);
    await refresh(reader);
    expect(server.countOf('/other')).toBe(1);
  });
});

describe('a name and password', () => {
  test('open what was locked, and are forgotten when the reader says so', async () => {
    const { feedId, server, ...reader } = await subscribed();
    server.on('/feed', locked(rss(items(5))));
    await refresh(reader);
    const failed = await reader.api['feeds.details']({ feedId });
    expect(failed.feed.failure).toMatchObject({ code: 'sign-in' });
    const details = await reader.api['feeds.signIn']({ feedId, signIn: ann });
    expect(details).toMatchObject({ hasCredentials: true, credentialsAreTemporary: false });
    await expect.poll(() => list(reader), { timeout: PATIENCE_MS }).toHaveLength(5);
    await atRest(reader);
    expect((await reader.api['feeds.details']({ feedId })).feed.failure).toBeNull();
    const out = await reader.api['feeds.signIn']({ feedId, signIn: null });
    expect(out.hasCredentials).toBe(false);
    await asked(server, '/feed', 4);
    expect(lastHeaders(server)?.authorization).toBeUndefined();
  });

  test('are kept until the app closes where the system has no safe', async () => {
    const { feedId, server, ...reader } = await subscribed({
      safe: { seal: () => Promise.resolve(null), open: () => Promise.resolve(null) },
    });
    server.on('/feed', locked(rss(items(5))));
    const details = await reader.api['feeds.signIn']({ feedId, signIn: ann });
    expect(details).toMatchObject({ hasCredentials: true, credentialsAreTemporary: true });
    await expect.poll(() => list(reader), { timeout: PATIENCE_MS }).toHaveLength(5);
    await reader.close();
    const again = engine({ directory: reader.directory });
    expect(await again.api['feeds.details']({ feedId })).toMatchObject({
      hasCredentials: false,
      credentialsAreTemporary: false,
    });
  });

  test('survive a restart in the safe', async () => {
    const safe = cipherSafe();
    const { feedId, server, ...reader } = await subscribed({ safe });
    await reader.api['feeds.signIn']({ feedId, signIn: ann });
    await atRest(reader);
    await reader.close();
    server.on('/feed', locked(rss(items(5))));
    const again = engine({ directory: reader.directory, safe });
    await refresh(again);
    expect(await list(again)).toHaveLength(5);
  });

  test('written into an address are taken out of it', async () => {
    const { feedId, server, ...reader } = await subscribed();
    server.on('/other', locked(rss(items(5))));
    const url = server.url('/other').replace('//', '//ann:pass%3A%20w%C3%B6rd@');
    const details = await reader.api['feeds.configure']({ feedId, change: { url } });
    expect(details).toMatchObject({ feed: { url: server.url('/other') }, hasCredentials: true });
    await expect.poll(() => list(reader), { timeout: PATIENCE_MS }).toHaveLength(5);
  });

  test('do not follow a feed to another server', async () => {
    const { feedId, server, ...reader } = await subscribed();
    const other = await feedServer();
    other.on('/feed', locked(rss(items(5))));
    await reader.api['feeds.signIn']({ feedId, signIn: ann });
    await asked(server, '/feed', 2);
    await atRest(reader);
    const change = { url: other.url('/feed') };
    const details = await reader.api['feeds.configure']({ feedId, change });
    expect(details.hasCredentials).toBe(false);
    await asked(other, '/feed', 1);
    expect(lastHeaders(other)?.authorization).toBeUndefined();
    expect(lastHeaders(server)?.authorization).toBe(basic);
  });
});

describe('a private address', () => {
  test('is asked once it is allowed, and not any more when that is taken back', async () => {
    const server = await feedServer();
    server.serve('/feed', rss(items(3)));
    const reader = engine({ isStrict: true, safe: cipherSafe() });
    const text = `<opml version="2.0"><body><outline text="Home" xmlUrl="${server.url('/feed')}"/></body></opml>`;
    const { privateFeeds } = await reader.api['opml.import']({ text });
    const feedId = privateFeeds[0]!;
    await refresh(reader);
    expect(server.requests).toHaveLength(0);
    const refused = await reader.api['feeds.details']({ feedId });
    expect(refused.feed.failure).toMatchObject({ code: 'private-address' });
    await reader.api['feeds.allowPrivate']({ feedIds: [feedId] });
    await expect.poll(() => list(reader), { timeout: PATIENCE_MS }).toHaveLength(3);
    await atRest(reader);
    const change = { allowsPrivate: false };
    const details = await reader.api['feeds.configure']({ feedId, change });
    expect(details.settings.allowsPrivate).toBe(false);
    await refresh(reader);
    expect(server.requests).toHaveLength(1);
  });

  test('allowed for one server is not allowed for the next', async () => {
    const [server, other] = [await feedServer(), await feedServer()];
    for (const each of [server, other]) each.serve('/feed', rss(items(3)));
    const reader = engine({ isStrict: true, safe: cipherSafe() });
    const { feedId } = await reader.api['feeds.subscribe']({
      url: server.url('/feed'),
      allowPrivate: true,
      signIn: null,
    });
    const change = { url: other.url('/feed') };
    const moved = await reader.api['feeds.configure']({ feedId, change });
    expect(moved.settings.allowsPrivate).toBe(false);
    await atRest(reader);
    expect(other.requests).toHaveLength(0);
    await reader.api['feeds.configure']({ feedId, change: { allowsPrivate: true } });
    await asked(other, '/feed', 1);
  });
});

describe('a corrected address', () => {
  test.each([
    ['no address', 'http://', 'invalid-input'],
    ['not of the web', 'ftp://example.org/feed', 'invalid-input'],
  ])('that is %s is refused, and nothing of the change is kept', async (_what, url, code) => {
    const { feedId, server, api } = await subscribed();
    const change = { url, isPaused: true };
    expect((await failureOf(api['feeds.configure']({ feedId, change }))).code).toBe(code);
    expect((await api['feeds.details']({ feedId })).feed).toMatchObject({
      url: server.url('/feed'),
      isPaused: false,
    });
  });

  test('that another feed has is refused, and names that feed', async () => {
    const { feedId, server, ...reader } = await subscribed();
    server.serve('/other', rss(items(1)));
    const other = await subscribe(reader, server.url('/other'));
    const change = { url: server.url('/other'), userAgent: 'Own/1' };
    const failure = await failureOf(reader.api['feeds.configure']({ feedId, change }));
    expect(failure).toMatchObject({ code: 'duplicate-feed', details: { feedId: other } });
    expect((await reader.api['feeds.details']({ feedId })).settings.userAgent).toBeNull();
  });

  test('that a removed feed had brings its articles along, with their marks', async () => {
    const { feedId, server, ...reader } = await subscribed();
    server.serve('/other', rss([{ guid: 'old', title: 'Old' }]));
    const removed = await subscribe(reader, server.url('/other'));
    const [row] = await list(reader, { kind: 'feed', feedId: removed });
    await reader.api['articles.setRead']({ ids: [row!.id], read: true });
    await reader.api['feeds.unsubscribe']({ feedId: removed });
    const change = { url: server.url('/other') };
    const details = await reader.api['feeds.configure']({ feedId, change });
    expect(details.feed).toMatchObject({ id: feedId, url: server.url('/other') });
    await asked(server, '/other', 2);
    await atRest(reader);
    const rows = await list(reader, { kind: 'feed', feedId });
    expect(rows).toHaveLength(4);
    expect(rows.find(({ id }) => id === row!.id)).toMatchObject({ isRead: true });
  });

  test('while the old document is still taken in starts from nothing', { timeout: 40_000 }, async () => {
    const { feedId, server, ...reader } = await subscribed();
    server.serve('/feed', rss(items(2000)), { etag: '"same"' });
    server.serve('/other', rss([{ guid: 'other', title: 'Other' }]), { etag: '"same"' });
    reader.letTimePass(hour);
    await reader.api['refresh.start']({ scope: { kind: 'all' } });
    const isTakenIn = async () => (await list(reader)).length > 3;
    await expect.poll(isTakenIn, { timeout: PATIENCE_MS, interval: 1 }).toBe(true);
    await reader.api['feeds.configure']({ feedId, change: { url: server.url('/other') } });
    expect((await reader.api['refresh.status']({}))?.state).toBe('running');
    await atRest(reader);
    await refresh(reader);
    const others = server.requests.filter(({ path }) => path === '/other');
    expect(others[0]?.headers['if-none-match']).toBeUndefined();
    expect((await list(reader)).map(({ title }) => title)).toContain('Other');
    expect(reader.problems).toEqual([]);
  }); // prettier-ignore

  test('revives a feed that was gone for good', async () => {
    const { feedId, server, ...reader } = await subscribed();
    server.on('/feed', (_request, response) => {
      response.writeHead(410).end();
    });
    await refresh(reader);
    expect((await reader.api['feeds.details']({ feedId })).feed.isGone).toBe(true);
    server.serve('/other', rss(items(5)));
    const change = { url: server.url('/other') };
    expect((await reader.api['feeds.configure']({ feedId, change })).feed).toMatchObject({
      isGone: false,
      failure: null,
    });
    await expect.poll(() => list(reader), { timeout: PATIENCE_MS }).toHaveLength(5);
  });
});
