/** A request that something ends early was a request all the same, and an answer that came counts. */
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { WebAnswer, WebRequest, WebSource } from '../../../src/main/core/ports';
import { HttpClient } from '../../../src/main/fetch/httpClient';
import { anyAddress } from '../../support/addressPolicies';
import { items, rss } from '../../support/builders';
import { engine, feedServer } from '../../support/forOneTest';
import { LIBRARY_FILE } from '../../support/library';
import { PATIENCE_MS, subscribe } from '../engine/reading';
import { DAY_MS, HOUR_MS, MINUTE_MS, quiet, refreshAll, Subscribed } from './subscribed';

const etag = '"e"';

/** A feed whose server does not answer any more, and what resolves when it is asked next. */
async function silent(): Promise<{ publisher: Subscribed; nextAsked: () => Promise<void> }> {
  const publisher = await Subscribed.to({ headers: { etag } });
  publisher.time.pass(26 * HOUR_MS);
  publisher.server.requests.length = 0;
  let tell = (): void => undefined;
  publisher.server.on('/feed', () => {
    tell();
  });
  const nextAsked = (): Promise<void> => new Promise((resolve) => (tell = resolve));
  return { publisher, nextAsked };
}

describe('a request that ends without an answer', () => {
  test('because a person cancels is not made again for a quarter of an hour', async () => {
    const { publisher, nextAsked } = await silent();
    const { reader, server } = publisher;
    const asked = nextAsked();
    const { runId } = await reader.api['refresh.start']({ scope: { kind: 'all' } });
    await asked;
    await reader.api['refresh.cancel']({ runId });
    for (const minutes of [0, 14]) {
      expect(await publisher.refreshAfter(minutes)).toMatchObject({ held: 1 });
    }
    expect(server.countOf('/feed')).toBe(1);
    publisher.answers({ status: 304 });
    expect(await publisher.refreshAfter(1)).toMatchObject({ done: 1, held: 0 });
    expect(server.countOf('/feed')).toBe(2);
  });

  test('because the app is closed is not made again at each start', async () => {
    const { publisher, nextAsked } = await silent();
    const asked = nextAsked();
    publisher.reader.engine.startBackgroundWork();
    await asked;
    for (let start = 0; start < 10; start += 1) {
      await publisher.restart();
      publisher.reader.engine.startBackgroundWork();
      await quiet(publisher.reader);
      publisher.time.pass(MINUTE_MS);
    }
    expect(publisher.server.countOf('/feed')).toBe(1);
    expect(await publisher.waits()).toEqual({ due: 50, allowed: 5 });
  });

  test('because no server was reached keeps nobody waiting', async () => {
    const { publisher } = await silent();
    await publisher.server.kill();
    await publisher.refreshAfter(0);
    expect(await publisher.waits()).toEqual({ due: 20, allowed: null });
  });
});

test('a feed is put off before its document is taken in, which may be the end of the engine', async () => {
  const server = await feedServer();
  server.serve('/feed', rss(items(1)));
  const reader = engine();
  await subscribe(reader, server.url('/feed'));
  server.serve('/feed', rss(items(1500)));
  reader.letTimePass(DAY_MS);
  const database = new Database(join(reader.directory, LIBRARY_FILE), { readonly: true });
  onTestFinished(() => void database.close());
  const count = database.prepare<[], number>('SELECT count(*) FROM article_states').pluck();
  const state = database.prepare<[], { next_due_at: number; whole_at: number }>(
    'SELECT next_due_at, whole_at FROM fetch_states',
  );
  const before = state.get()!;
  const started = reader.api['refresh.start']({ scope: { kind: 'all' } });
  await expect
    .poll(() => count.get(), { interval: 1, timeout: PATIENCE_MS })
    .toBeGreaterThan(1);
  const midway = state.get()!;
  expect(count.get()).toBeLessThan(1500);
  expect(midway.whole_at).toBe(before.whole_at);
  expect(midway.next_due_at - Date.now() - DAY_MS).toBeGreaterThan(50 * MINUTE_MS);
  await started;
  await quiet(reader);
}); // prettier-ignore

/** The real client, which tells when it has the second answer of `/feed`. */
class TellingWeb implements WebSource {
  readonly #client = new HttpClient({ userAgent: 'Test', policy: anyAddress });
  readonly answered: Promise<void>;
  #tell = (): void => undefined;
  #answers = 0;

  constructor() {
    this.answered = new Promise((resolve) => (this.#tell = resolve));
    onTestFinished(() => this.#client.close());
  }

  async get(request: WebRequest): Promise<WebAnswer> {
    const answer = await this.#client.get(request);
    if (request.url.endsWith('/feed')) this.#answers += 1;
    if (this.#answers === 2) this.#tell();
    return answer;
  }
}

test.each([
  ['asks for patience', 429, { 'retry-after': '86400' }, 24 * 60],
  ['says that nothing changed', 304, { 'cache-control': 'max-age=3600' }, 60],
])(
  'an answer that %s and is here when a person cancels counts',
  async (_what, status, headers, allowed) => {
    const web = new TellingWeb();
    const publisher = await Subscribed.to({ headers: { etag } }, { web });
    const other = await feedServer();
    other.serve('/slow', rss(items(1), 'slow'), { etag });
    const { reader, server } = publisher;
    await subscribe(reader, other.url('/slow'));
    const reached = new Promise<void>((resolve) => {
      other.on('/slow', () => {
        resolve();
      });
    });
    publisher.answers({ status, headers });
    publisher.time.pass(2 * HOUR_MS);
    const { runId } = await reader.api['refresh.start']({ scope: { kind: 'all' } });
    await Promise.all([web.answered, reached]);
    // With the test's clock standing still it waits to be written while the other is under way.
    await new Promise((resolve) => setImmediate(resolve));
    await reader.api['refresh.cancel']({ runId });
    await expect.poll(async () => (await publisher.ledger()).lastStatus).toBe(status);
    expect((await publisher.waits()).allowed).toBe(allowed);
    await refreshAll(reader);
    expect(server.countOf('/feed')).toBe(2);
    expect(reader.problems).toEqual([]);
  },
);
