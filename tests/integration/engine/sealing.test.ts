import { expect, test } from 'vitest';
import type { Safe } from '../../../src/main/core/ports';
import { items, rss } from '../../support/builders';
import { cipherSafe } from '../../support/cipherSafe';
import type { FeedServer } from '../../support/feedServer';
import { feedServer } from '../../support/forOneTest';
import { quiet } from '../refresh/subscribed';
import { subscribeTo } from './discovering';
import { feeds, refreshAll, timedEngine, type Timed } from './iconSeeking';
import { HOUR_MS } from './reading';

const signIn = { username: 'ada', password: 'secret' };

/** A safe that takes its time until it is let go on. */
function slowSafe(): { safe: Safe; begun: Promise<void>; release: () => void } {
  const quick = cipherSafe();
  let begin = (): void => undefined;
  let release = (): void => undefined;
  const begun = new Promise<void>((resolve) => (begin = resolve));
  const released = new Promise<void>((resolve) => (release = resolve));
  const seal = async (text: string): Promise<Uint8Array | null> => {
    begin();
    await released;
    return quick.seal(text);
  };
  return { safe: { ...quick, seal }, begun, release };
}

async function guardedServer(): Promise<FeedServer> {
  const server = await feedServer();
  return server.on('/feed', ({ headers }, response) => {
    if (headers.authorization === undefined) {
      response.writeHead(401, { 'www-authenticate': 'Basic realm="Club"' }).end();
    } else if (headers['if-none-match'] === '"e"') {
      response.writeHead(304).end();
    } else {
      const head = { 'content-type': 'application/rss+xml', etag: '"e"' };
      response.writeHead(200, head).end(rss(items(2)));
    }
  });
}

/** The app does what is due, and somebody presses the button. */
async function letEverybodyAsk(reader: Timed): Promise<void> {
  reader.engine.startBackgroundWork();
  reader.time.pass(1000);
  await quiet(reader);
  await refreshAll(reader);
}

/** What each request for the feed said of who asks, and of the version it knows. */
const said = (server: FeedServer): [isSignedIn: boolean, version: string | undefined][] =>
  server.requests
    .filter(({ path }) => path === '/feed')
    .map(({ headers }) => [headers.authorization !== undefined, headers['if-none-match']]);

test('a new feed is not asked again while its sign-in is being sealed', async () => {
  const server = await guardedServer();
  const { safe, begun, release } = slowSafe();
  const reader = timedEngine({ safe });
  const call = subscribeTo(reader.api, server.url('/feed'), { signIn });
  await begun;
  await letEverybodyAsk(reader);
  expect(said(server)).toEqual([[true, undefined]]);
  release();
  await call;
  reader.time.pass(2 * HOUR_MS);
  await quiet(reader);
  await refreshAll(reader);
  expect(said(server)).toEqual([
    [true, undefined],
    [true, '"e"'],
  ]);
  expect((await feeds(reader)).map(({ failure }) => failure)).toEqual([null]);
});

test('a feed that comes back is not asked before its sign-in is sealed', async () => {
  const server = await guardedServer();
  const before = timedEngine({ safe: cipherSafe() });
  const url = server.url('/feed');
  const { feedId } = await subscribeTo(before.api, url, { signIn });
  await before.api['feeds.signIn']({ feedId, signIn: null });
  await before.api['feeds.unsubscribe']({ feedId });
  await before.close();
  server.requests.length = 0;

  const { safe, begun, release } = slowSafe();
  const reader = timedEngine({ safe, directory: before.directory }, before.time);
  reader.time.pass(2 * HOUR_MS);
  const call = subscribeTo(reader.api, url, { signIn });
  await begun;
  await letEverybodyAsk(reader);
  expect(said(server)).toEqual([]);
  release();
  expect(await call).toMatchObject({ feedId });
  await refreshAll(reader);
  expect(said(server).map(([isSignedIn]) => isSignedIn)).toEqual([true]);
});
