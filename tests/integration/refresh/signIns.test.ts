/** Names and passwords while a refresh is under way, and a safe that takes its time. */
import { describe, expect, test } from 'vitest';
import type { Safe } from '../../../src/main/core/ports';
import type { FeedId } from '../../../src/shared/model';
import { items, rss } from '../../support/builders';
import { cipherSafe } from '../../support/cipherSafe';
import type { FeedServer } from '../../support/feedServer';
import { engine, feedServer } from '../../support/forOneTest';
import type { RunningEngine } from '../../support/startEngine';
import { HOUR_MS, PATIENCE_MS, subscribe } from '../engine/reading';
import { quiet } from './subscribed';

const etag = '"e"';
const ann = { username: 'ann', password: 'secret' };
const basic = `Basic ${Buffer.from('ann:secret').toString('base64')}`;

interface Waiting {
  readonly reader: RunningEngine;
  readonly server: FeedServer;
  readonly feedId: FeedId;
  /** Refuses the request under way. */
  readonly refuse: (status: number, headers?: Record<string, string>) => void;
}

/** A feed whose server has been asked and takes its time, and answers strangers only when told to. */
async function asked(isKnown: (headers: NodeJS.Dict<string | string[]>) => boolean): Promise<Waiting> {
  const server = await feedServer();
  server.serve('/feed', rss(items(1)), { etag });
  const reader = engine({ safe: cipherSafe() });
  const feedId = await subscribe(reader, server.url('/feed'));
  server.requests.length = 0;
  let refuse: Waiting['refuse'] = () => undefined;
  const reached = new Promise<void>((resolve) => {
    server.on('/feed', ({ headers }, response) => {
      if (isKnown(headers)) {
        response.writeHead(304).end();
        return;
      }
      refuse = (status, said = {}) => response.writeHead(status, said).end();
      resolve();
    });
  });
  reader.letTimePass(3 * HOUR_MS);
  await reader.api['refresh.start']({ scope: { kind: 'all' } });
  await reached;
  const refuseNow: Waiting['refuse'] = (...said) => {
    refuse(...said);
  };
  return { reader, server, feedId, refuse: refuseNow };
} // prettier-ignore

describe('what a person changes while the server is asked', () => {
  test.each([
    ['a name and password', { authorization: basic }],
    ['a header', { 'x-token': 'abc' }],
    ['another User-Agent', { 'user-agent': 'Own/1' }],
  ])('%s is tried, and the answer to what was asked before forgotten', async (_what, sent) => {
    const [[name, value] = ['', '']] = Object.entries(sent);
    const { reader, server, feedId, refuse } = await asked((headers) => headers[name] === value);
    if (name === 'authorization') await reader.api['feeds.signIn']({ feedId, signIn: ann });
    else {
      const change =
        name === 'x-token' ? { header: { name: 'X-Token', value } } : { userAgent: value };
      await reader.api['feeds.configure']({ feedId, change });
    }
    refuse(401, { 'www-authenticate': 'Basic realm="News"' });
    expect(await quiet(reader)).toMatchObject({ total: 1, done: 1, failed: 0 });
    expect(server.requests.map(({ headers }) => headers[name] === value)).toEqual([false, true]);
    const { feed, ledger } = await reader.api['feeds.details']({ feedId });
    expect(feed.failure).toBeNull();
    expect(ledger).toMatchObject({ lastStatus: 304 });
  });

  test('does not make a server be asked that wants to be left alone', async () => {
    const { reader, server, feedId, refuse } = await asked(() => false);
    await reader.api['feeds.signIn']({ feedId, signIn: ann });
    refuse(429, { 'retry-after': '7200' });
    expect(await quiet(reader)).toMatchObject({ total: 1, held: 1 });
    expect(server.requests).toHaveLength(1);
  });
});

describe('a safe that does not answer', () => {
  /** Works until it is told to hang, or to be unreachable. */
  function moodySafe(): Safe & { hang: () => void; fail: () => void } {
    const safe = cipherSafe();
    let open = safe.open;
    return {
      seal: safe.seal,
      open: (sealed) => open(sealed),
      hang: () => {
        open = () => new Promise(() => undefined);
      },
      fail: () => {
        open = () => Promise.reject(new Error('No answer'));
      },
    };
  }

  /** So many feeds with passwords and one without. */
  async function feedsOn(safe: Safe, count: number): Promise<{ reader: RunningEngine; plain: FeedServer; locked: FeedServer[] }> {
    const locked = await Promise.all(Array.from({ length: count }, () => feedServer()));
    const plain = await feedServer();
    const reader = engine({ safe });
    for (const [index, server] of [...locked, plain].entries()) {
      server.serve('/feed', rss(items(1), String(index)), { etag });
      const signIn = server === plain ? null : ann;
      const url = server.url('/feed');
      await reader.api['feeds.subscribe']({ url, allowPrivate: false, signIn });
      server.requests.length = 0;
    }
    reader.letTimePass(3 * HOUR_MS);
    return { reader, plain, locked };
  } // prettier-ignore

  test('holds up only the feeds whose passwords it keeps', async () => {
    const safe = moodySafe();
    const { reader, plain } = await feedsOn(safe, 20);
    safe.hang();
    await reader.api['refresh.start']({ scope: { kind: 'all' } });
    await expect.poll(() => plain.countOf('/feed'), { timeout: PATIENCE_MS }).toBe(1);
  });

  test('says nothing of a feed: no failure is noted, and its server is not asked', async () => {
    const safe = moodySafe();
    const { reader, locked } = await feedsOn(safe, 1);
    const feedId = (await reader.api['feeds.list']({})).feeds[0]!.id;
    const before = await reader.api['feeds.details']({ feedId });
    safe.fail();
    await reader.api['refresh.start']({ scope: { kind: 'all' } });
    expect(await quiet(reader)).toMatchObject({ done: 2, failed: 1 });
    expect(locked[0]?.requests).toHaveLength(0);
    const after = await reader.api['feeds.details']({ feedId });
    expect(after.feed.failure).toBeNull();
    expect(after.ledger.requests).toBe(before.ledger.requests);
    // What needs no password can still be set.
    const paused = await reader.api['feeds.configure']({ feedId, change: { isPaused: true } });
    expect(paused.settings.isPaused).toBe(true);
  });
});
