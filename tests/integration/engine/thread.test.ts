import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, onTestFinished, test } from 'vitest';
import { items, rss } from '../../support/builders';
import { engineOptions, EngineThread } from '../../support/engineThread';
import { feedServer, temporaryFolder } from '../../support/forOneTest';
import { letTimePass } from '../../support/letTimePass';
import { LIBRARY_FILE } from '../../support/library';
import { failureOf } from './failureOf';
import { list, PATIENCE_MS, subscribe } from './reading';

/** A thread on its own library, or on one that is there. It is closed when the test is over. */
function thread(directory = temporaryFolder(), change: object = {}): EngineThread {
  const started = new EngineThread({ ...engineOptions(directory), ...change });
  onTestFinished(async () => {
    await started.close();
  });
  return started;
}

describe('the engine as a thread', () => {
  test('says that it migrates, and then that it is ready', async () => {
    const started = thread();
    await started.status('ready');
    const states = started.messages.flatMap((message) =>
      message.kind === 'status' ? [message.status.state] : [],
    );
    expect(states).toEqual(['migrating', 'ready']);
  });

  test('does everything that the engine does, with a parser thread of its own', async () => {
    const server = await feedServer();
    server.serve('/feed', rss(items(40), 'The Daily'), { etag: '"1"' });
    const directory = temporaryFolder();
    const started = thread(directory);
    const feedId = await subscribe(started, server.url('/feed'), true);
    const rows = await list(started, { kind: 'feed', feedId });
    expect(rows).toHaveLength(40);
    await started.api['articles.setRead']({ ids: rows.map(({ id }) => id), read: true });
    await started.event('counts.changed', ({ unread }) => unread === 0);
    letTimePass(directory, 60);
    const { runId } = await started.api['refresh.start']({ scope: { kind: 'all' } });
    await started.event('refresh.progress', (run) => run.runId === runId && run.state === 'finished');
    expect(server.requests[1]?.headers['if-none-match']).toBe('"1"');
    expect(started.log).toEqual([]);
  }); // prettier-ignore

  test('answers many calls at once, each its own', async () => {
    const { api } = thread();
    const widths = Array.from({ length: 200 }, (_, index) => 240 + index);
    const answers = await Promise.all(
      widths.map((listWidth) => api['settings.update']({ change: { listWidth } })),
    );
    expect(answers.map(({ listWidth }) => listWidth)).toEqual(widths);
  });

  test('refuses what it does not know, and what is not for windows', async () => {
    const started = thread();
    for (const method of ['shell.openExternal', 'toString', '__proto__', 'articles.destroy', '']) {
      expect(await started.call(method, {})).toMatchObject({
        ok: false,
        error: { code: 'invalid-input' },
      });
    }
    expect(await started.call('articles.get', { id: '1', extra: true })).toMatchObject({
      ok: false,
      error: { code: 'invalid-input' },
    });
    expect((await failureOf(started.api['articles.get']({ id: 5 }))).code).toBe('not-found');
  });

  test('tells the shell, by a name of its own, where a picture lies', async () => {
    const started = thread();
    await started.api['sample.add']({});
    await started.event('refresh.progress', ({ state }) => state === 'finished');
    const [id] = (await list(started)).flatMap(({ thumbnail }) => thumbnail ?? []);
    const reply = await started.call('media.locate', { id });
    expect(reply).toMatchObject({ ok: true, value: { contentType: 'image/png' } });
    const { path } = (reply as { value: { path: string } }).value;
    expect(readFileSync(path).subarray(1, 4).toString()).toBe('PNG');
    expect(await started.call('media.locate', { id: '0'.repeat(64) })).toEqual({
      ok: true,
      value: null,
    });
    expect(await started.call('media.locate', { id: '../../etc/passwd' })).toMatchObject({
      ok: false,
    });
  });

  test(
    'goes on answering while a document keeps its parser busy',
    { timeout: 60_000 },
    async () => {
      const server = await feedServer();
      const long = items(10_000).map((item) => ({ ...item, description: 'word '.repeat(200) }));
      server.serve('/large', rss(long));
      server.serve('/good', rss(items(2)));
      const started = thread();
      await subscribe(started, server.url('/good'), true);
      const progress = { isRead: false };
      const large = subscribe(started, server.url('/large'), true).then(() => {
        progress.isRead = true;
      });
      let answers = 0;
      while (!progress.isRead) {
        await list(started);
        answers += 1;
      }
      await large;
      expect(answers).toBeGreaterThan(20);
      expect((await started.api['articles.counts']({})).unread).toBe(10_002);
    },
  );

  test('closes when it is asked to: says so, ends by itself, leaves a library in one file', async () => {
    const directory = temporaryFolder();
    const server = await feedServer();
    server.serve('/feed', rss(items(3)));
    const started = new EngineThread(engineOptions(directory));
    await subscribe(started, server.url('/feed'), true);
    expect(await started.close()).toBe(0);
    expect(started.messages.at(-1)).toEqual({ kind: 'closed' });
    const ofLibrary = readdirSync(directory).filter((name) => name.startsWith(LIBRARY_FILE));
    expect(ofLibrary).toEqual([LIBRARY_FILE]);
    const again = thread(directory);
    expect(await list(again)).toHaveLength(3);
    expect(started.log).toEqual([]);
  });

  test('closes in the middle of its work as well', async () => {
    const directory = temporaryFolder();
    const server = await feedServer();
    server.serve('/feed', rss(items(3000)));
    const started = new EngineThread(engineOptions(directory));
    const text = `<opml><body><outline xmlUrl="${server.url('/feed')}"/></body></opml>`;
    const { privateFeeds } = await started.api['opml.import']({ text });
    await started.api['feeds.allowPrivate']({ feedIds: privateFeeds });
    await expect
      .poll(async () => (await list(started)).length, { interval: 2, timeout: PATIENCE_MS })
      .toBeGreaterThan(0);
    expect(await started.close()).toBe(0);
    expect(started.log).toEqual([]);
  });
});

describe('a library that cannot be opened', () => {
  test('because a newer version made it is left as it is, and every call says so', async () => {
    const directory = temporaryFolder();
    const first = new EngineThread(engineOptions(directory));
    await first.status('ready');
    await first.close();
    const path = join(directory, LIBRARY_FILE);
    const newer = new Database(path);
    newer.pragma('user_version = 1000000');
    newer.close();
    const bytes = readFileSync(path);
    const started = thread(directory);
    expect(await started.status('failed')).toEqual({
      state: 'failed',
      reason: expect.stringContaining('newer version') as unknown,
      ways: ['copy'],
    });
    expect((await failureOf(started.api['feeds.list']({}))).code).toBe('unavailable');
    expect(await started.call('media.locate', { id: '0'.repeat(64) })).toMatchObject({
      error: { code: 'unavailable' },
    });
    expect(readFileSync(path).equals(bytes)).toBe(true);
  });

  test('because a folder is in its place says so in one sentence without its path', async () => {
    const directory = temporaryFolder();
    mkdirSync(join(directory, LIBRARY_FILE));
    const started = thread(directory);
    const status = await started.status('failed');
    const { reason } = status as { reason: string };
    expect(reason).toMatch(/^The library [^\n/]+\.$/);
    expect(started.log[0]?.level).toBe('error');
  });

  test('because its folder cannot be made says so', async () => {
    const directory = temporaryFolder();
    writeFileSync(join(directory, 'file'), '');
    const started = thread(join(directory, 'file', 'profile'));
    const { reason } = (await started.status('failed')) as { reason: string };
    expect(reason).toMatch(/^The library [^\n]+\.$/);
    expect(reason).not.toContain(directory);
  });
});
