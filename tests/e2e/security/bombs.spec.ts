/**
 * Documents and answers made to hang, exhaust or overflow whatever reads them, sent to the real app.
 * For each: main and window stay free, memory stays bounded, the next feed is read soon after, and
 * nothing else in the library changes.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import Database from 'better-sqlite3';
import { feedBombs } from '../../support/bombs';
import { items, rss } from '../../support/builders';
import { BusyTimes } from '../../support/busyTimes';
import { FeedServer } from '../../support/feedServer';
import { launchApp, libraryFolder, type LaunchedApp } from '../../support/launchApp';
import { letTimePass } from '../../support/letTimePass';
import type { Output, ReaderApi } from '../../../src/shared/contract/index';

/** Longest time a thread that people wait for may be busy, in milliseconds. */
const MOST_BUSY_MS = 50;
const MOST_GROWTH_MEGABYTES = 200;
/** The parser is given up after ten seconds; a download after sixty. */
const LONGEST_MS = 20_000;
const SOON_MS = 2000;

/** Bombs that are defused rather than refused: what they are made of is read, or left out. */
const DEFUSED: ReadonlySet<string> = new Set(['A15.06', 'A15.07', 'A15.08', 'A15.09', 'A15.11']);
/** Large, but honest: all of it is stored. */
const STORED: ReadonlyMap<string, number> = new Map([
  ['A15.13', 10_000],
  ['A15.14', 1],
]);

test.describe.configure({ mode: 'serial' });

let bombs: Awaited<ReturnType<typeof feedBombs>>;
let hostile: FeedServer;
let honest: FeedServer;
let running: LaunchedApp;
/** Feeds by their path. */
const feedIds = new Map<string, number>();
let honestItems = 2;

function call<M extends keyof ReaderApi>(method: M, input: unknown): Promise<Output<M>> {
  const parameters = [method, input] as const;
  return running.page.evaluate(async ([name, given]) => {
    const { reader } = globalThis as unknown as {
      reader: { call(name: string, input: unknown): Promise<{ ok: boolean; value: never }> };
    };
    const reply = await reader.call(name, given);
    if (!reply.ok) throw new Error(JSON.stringify(reply));
    return reply.value;
  }, parameters);
}

async function subscribe(server: FeedServer, path: string): Promise<void> {
  const input = { url: server.url(path), allowPrivate: true, signIn: null };
  feedIds.set(path, (await call('feeds.subscribe', input)).feedId);
}

/** Everything the library holds of other feeds than these. */
function libraryWithout(feeds: readonly number[]): string {
  const database = new Database(join(libraryFolder(running), 'library.sqlite3'), {
    readonly: true,
  });
  try {
    const rows = database
      .prepare(
        `SELECT s.*, a.*, b.* FROM article_states s JOIN articles a ON a.id = s.id
         JOIN bodies b ON b.article_id = s.id
         WHERE s.feed_id NOT IN (SELECT value FROM json_each(?)) ORDER BY s.id`,
      )
      .all(JSON.stringify(feeds));
    return JSON.stringify(rows);
  } finally {
    database.close();
  }
}

/** Megabytes of memory that a process really uses. */
function residentMegabytes(processId: number): number {
  const pages = Number(readFileSync(`/proc/${String(processId)}/statm`, 'utf8').split(' ')[1]);
  return (pages * 4096) / 1024 ** 2;
}

test.beforeAll(async () => {
  bombs = await feedBombs();
  hostile = await FeedServer.start();
  honest = await FeedServer.start();
  running = await launchApp();
  honest.serve('/honest', rss(items(honestItems), 'Honest'));
  await subscribe(honest, '/honest');
  for (const id of bombs.keys()) {
    hostile.serve(`/${id}`, rss(items(2), `Before ${id}`));
    await subscribe(hostile, `/${id}`);
  }
});

test.afterAll(async () => {
  await running.close();
  await hostile.kill();
  await honest.kill();
});

const IDS = Array.from({ length: 14 }, (_, index) => `A15.${String(index + 1).padStart(2, '0')}`);

for (const id of IDS) {
  test(`[${id}] as a feed harms nothing else`, async () => {
    test.setTimeout(90_000);
    const { name, bomb } = bombs.get(id)!;
    test.info().annotations.push({ type: 'bomb', description: name });
    const bombFeed = feedIds.get(`/${id}`)!;
    const honestFeed = feedIds.get('/honest')!;
    hostile.on(`/${id}`, (_request, response) => {
      bomb(response);
    });
    honestItems += 1;
    honest.serve('/honest', rss(items(honestItems), 'Honest'));
    letTimePass(libraryFolder(running), 25 * 60);
    const before = libraryWithout([bombFeed, honestFeed]);
    const mainId = running.electron.process().pid!;
    const windowId = await running.electron.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]!.webContents.getOSProcessId(),
    );
    const busy = new BusyTimes([mainId, windowId]);
    const memoryBefore = residentMegabytes(mainId);
    let memoryPeak = memoryBefore;
    busy.start();
    const sampling = setInterval(() => {
      memoryPeak = Math.max(memoryPeak, residentMegabytes(mainId));
    }, 30);
    const startedAt = performance.now();
    await call('refresh.start', { scope: { kind: 'feed', feedId: bombFeed } });
    const { runId } = await call('refresh.start', { scope: { kind: 'feed', feedId: honestFeed } });
    /** When the first and the second of the two were done. */
    const doneAt: number[] = [];
    await expect
      .poll(
        async () => {
          const status = await call('refresh.status', {});
          while (doneAt.length < (status?.done ?? 0)) doneAt.push(performance.now());
          return status?.runId === runId && status.state;
        },
        { timeout: LONGEST_MS, intervals: [20] },
      )
      .toBe('finished');
    clearInterval(sampling);
    const longest = busy.stop();
    const took = Math.round(performance.now() - startedAt);
    const figures = `${name}: ${String(took)} ms, main ${String(Math.round(longest.get(mainId) ?? 0))} ms and window ${String(Math.round(longest.get(windowId) ?? 0))} ms busy at most, ${String(Math.round(memoryPeak - memoryBefore))} MB more`;
    test.info().annotations.push({ type: 'figures', description: figures });
    process.stdout.write(`    ${figures}\n`);

    const { feeds } = await call('feeds.list', {});
    const failure = feeds.find((feed) => feed.id === bombFeed)!.failure;
    const articles = articlesOf(bombFeed);
    if (STORED.has(id)) {
      expect(failure).toBeNull();
      expect(articles).toBe(2 + STORED.get(id)!);
    } else if (!DEFUSED.has(id)) {
      expect(failure, 'the feed says what is wrong').not.toBeNull();
      expect(articles, 'what was there stays').toBe(2);
    } else expect(articles).toBeGreaterThanOrEqual(2);
    expect(articlesOf(honestFeed), 'the other feed was read').toBe(honestItems);
    expect(doneAt[1]! - doneAt[0]!, 'between the two feeds').toBeLessThan(
      (id === 'A15.13' ? 2 : 1) * SOON_MS + (doneAt[0]! - startedAt < SOON_MS ? LONGEST_MS / 2 : 0),
    );
    expect(longest.get(mainId), 'main was busy').toBeLessThan(MOST_BUSY_MS);
    expect(longest.get(windowId), 'the window was busy').toBeLessThan(MOST_BUSY_MS);
    expect(memoryPeak - memoryBefore, 'memory').toBeLessThan(MOST_GROWTH_MEGABYTES);
    expect(libraryWithout([bombFeed, honestFeed]), 'everything else').toBe(before);
  });
}

function articlesOf(feed: number): number {
  const database = new Database(join(libraryFolder(running), 'library.sqlite3'), {
    readonly: true,
  });
  try {
    return Number(
      database.prepare('SELECT count(*) FROM article_states WHERE feed_id = ?').pluck().get(feed),
    );
  } finally {
    database.close();
  }
}
