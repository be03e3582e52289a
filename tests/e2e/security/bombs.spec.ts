/**
 * Documents and answers made to hang, exhaust or overflow whatever reads them, sent to the real app.
 * For each: main and window stay free, memory stays bounded, the next feed is read soon after, and
 * nothing else in the library changes.
 */
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import Database from 'better-sqlite3';
import { feedBombs } from '../../support/bombs';
import { items, rss } from '../../support/builders';
import { FeedServer } from '../../support/feedServer';
import { HarmWatch, type Harm } from '../../support/harmWatch';
import { launchApp, libraryFolder, type LaunchedApp } from '../../support/launchApp';
import { letTimePass } from '../../support/letTimePass';
import { blackPng, nestedSvg } from '../../support/pictureBombs';
import type { Output, ReaderApi } from '../../../src/shared/contract/index';
import { SAVED_PAGES_URL } from '../../../src/shared/savedPages';

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

/** The processes that people wait for: the main one, with all its threads, and the window. */
async function watched(): Promise<{ watch: HarmWatch; mainId: number; windowId: number }> {
  const mainId = running.electron.process().pid!;
  const windowId = await running.electron.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]!.webContents.getOSProcessId(),
  );
  return { watch: new HarmWatch([mainId, windowId]), mainId, windowId };
}

/** Writes down what was measured, and refuses what would be felt. */
function judge(name: string, took: number, main: Harm, window: Harm): void {
  const rounded = ({ busyMs, grownMegabytes }: Harm): string =>
    `${String(Math.round(busyMs))} ms busy at most and ${String(Math.round(grownMegabytes))} MB more`;
  const figures = `${name}: ${String(Math.round(took))} ms, main ${rounded(main)}, window ${rounded(window)}`;
  test.info().annotations.push({ type: 'figures', description: figures });
  process.stdout.write(`    ${figures}\n`);
  expect(main.busyMs, 'main was busy').toBeLessThan(MOST_BUSY_MS);
  expect(window.busyMs, 'the window was busy').toBeLessThan(MOST_BUSY_MS);
  expect(main.grownMegabytes, 'memory').toBeLessThan(MOST_GROWTH_MEGABYTES);
  expect(window.grownMegabytes, 'memory of the window').toBeLessThan(MOST_GROWTH_MEGABYTES);
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
    const { watch, mainId, windowId } = await watched();
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
    const took = performance.now() - startedAt;
    const harm = watch.stop();

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
    judge(name, took, harm.get(mainId)!, harm.get(windowId)!);
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

/** Reads one more entry of the honest feed. @returns how long that took, in milliseconds. */
async function readHonest(): Promise<number> {
  const honestFeed = feedIds.get('/honest')!;
  honestItems += 1;
  honest.serve('/honest', rss(items(honestItems), 'Honest'));
  letTimePass(libraryFolder(running), 25 * 60);
  const startedAt = performance.now();
  await call('refresh.start', { scope: { kind: 'feed', feedId: honestFeed } });
  await expect
    .poll(() => articlesOf(honestFeed), { timeout: LONGEST_MS, intervals: [20] })
    .toBe(honestItems);
  return performance.now() - startedAt;
}

const PNG = 'image/png';
/** Each is the icon of a site; the SVG is called what it is, and then what it is not. */
const ICONS: readonly [id: string, name: string, type: string, make: () => Buffer | string][] = [
  ['[A15.15] ', 'H37a, a picture of 10,000 × 10,000', PNG, () => blackPng(10_000)],
  ['[A15.16] ', 'H37b, a picture of 30,000 × 30,000', PNG, () => blackPng(30_000)],
  ['[A15.17] ', 'H38, a thousand million circles', 'image/svg+xml', nestedSvg],
  ['', 'H38 again, called a PNG', PNG, nestedSvg],
];

for (const [id, name, contentType, make] of ICONS) {
  test(`${id}${name} as the icon of a site harms nothing`, async () => {
    test.setTimeout(90_000);
    const icon = make();
    expect(icon.length, 'small on the wire').toBeLessThan(120_000);
    const site = await FeedServer.start();
    try {
      const honestFeed = feedIds.get('/honest')!;
      site.serve('/', '<!doctype html><link rel="icon" href="/icon">', {
        contentType: 'text/html',
      });
      site.serve('/icon', icon, { contentType }).serve('/favicon.ico', icon, { contentType });
      site.serve('/feed', rss(items(1), name, site.url('/')));
      const { watch, mainId, windowId } = await watched();
      const startedAt = performance.now();
      await subscribe(site, '/feed');
      const bombFeed = feedIds.get('/feed')!;
      const before = libraryWithout([bombFeed, honestFeed]);
      // One host is looked at every ten seconds, and others may be before it.
      const asked = (path: string): Promise<void> =>
        expect.poll(() => site.countOf(path), { timeout: 60_000, intervals: [20] }).toBe(1);
      await asked('/icon');
      const next = await readHonest();
      await asked('/favicon.ico');
      // After the last answer was looked at, the host is done with.
      await expect.poll(() => isIconDone(site), { intervals: [20] }).toBe(true);
      const harm = watch.stop();

      const { feeds } = await call('feeds.list', {});
      const feed = feeds.find((each) => each.id === bombFeed)!;
      expect(feed, 'no such picture is kept, and the feed is well').toMatchObject({
        iconId: null,
        failure: null,
      });
      expect(next, 'the next feed').toBeLessThan(SOON_MS);
      judge(name, performance.now() - startedAt, harm.get(mainId)!, harm.get(windowId)!);
      expect(libraryWithout([bombFeed, honestFeed]), 'everything else').toBe(before);
    } finally {
      await site.kill();
    }
  });
}

/** Whether the search for the icon of a site is over: then the next one is days away. */
function isIconDone(site: FeedServer): boolean {
  const { host } = new URL(site.url('/'));
  const database = new Database(join(libraryFolder(running), 'library.sqlite3'), {
    readonly: true,
  });
  try {
    const due = database.prepare('SELECT next_due_at FROM icons WHERE host = ?').pluck().get(host);
    return Number(due) > Date.now() + 12 * 60 * 60_000;
  } finally {
    database.close();
  }
}

const PAGES: readonly [id: string, name: string, body: string][] = [
  ['A15.18', 'H39a, 120,000 elements', '<div><a href=x>link text</a>, <span>a</span></div>'.repeat(40_000)],
  ['A15.19', 'H39b, 5,000 elements deep', `${'<div>'.repeat(5000)}deep${'</div>'.repeat(5000)}`],
]; // prettier-ignore

for (const [id, name, body] of PAGES) {
  test(`[${id}] ${name} as a page being saved harms nothing`, async () => {
    test.setTimeout(90_000);
    const path = `/${id}-page`;
    const page = `<!doctype html><html><head><title>${name}</title></head><body>${body}</body></html>`;
    hostile.serve(path, page, { contentType: 'text/html' });
    const honestFeed = feedIds.get('/honest')!;
    const known = savedPages();
    const before = libraryWithout([known ?? 0, honestFeed]);
    const { watch, mainId, windowId } = await watched();
    const startedAt = performance.now();
    const address = hostile.url(path);
    const saving = call('pages.save', { address, allowPrivate: true, signIn: null });
    await expect.poll(() => hostile.countOf(path), { intervals: [5] }).toBe(1);
    const next = await readHonest();
    const saved = await saving;
    const took = performance.now() - startedAt;
    const harm = watch.stop();

    expect(saved.title).toBe(name);
    expect(took).toBeLessThan(LONGEST_MS);
    expect(next, 'the next feed').toBeLessThan(SOON_MS);
    judge(name, took, harm.get(mainId)!, harm.get(windowId)!);
    expect(libraryWithout([saved.feedId, honestFeed]), 'everything else').toBe(before);
  });
}

/** The feed of the saved pages, once there is one. */
function savedPages(): number | undefined {
  const database = new Database(join(libraryFolder(running), 'library.sqlite3'), {
    readonly: true,
  });
  try {
    const select = database.prepare<[string], number>('SELECT id FROM feeds WHERE url = ?').pluck();
    return select.get(SAVED_PAGES_URL);
  } finally {
    database.close();
  }
}

test.describe('what is watched would be seen', () => {
  const BUSY_MS = 200;
  const MEGABYTES = 300;

  test('a main thread and a window that are kept busy', async () => {
    const { watch, mainId, windowId } = await watched();
    await running.electron.evaluate((_electron, duration) => {
      const end = performance.now() + duration;
      while (performance.now() < end);
    }, BUSY_MS);
    await running.page.evaluate((duration) => {
      const end = performance.now() + duration;
      while (performance.now() < end);
    }, BUSY_MS);
    const harm = watch.stop();
    expect(harm.get(mainId)!.busyMs).toBeGreaterThan(MOST_BUSY_MS);
    expect(harm.get(windowId)!.busyMs).toBeGreaterThan(MOST_BUSY_MS);
  });

  test('memory that the main process takes', async () => {
    const { watch, mainId } = await watched();
    await running.electron.evaluate((_electron, megabytes) => {
      const taken = Buffer.alloc(megabytes * 1024 ** 2, 1);
      return taken.length;
    }, MEGABYTES);
    expect(watch.stop().get(mainId)!.grownMegabytes).toBeGreaterThan(MOST_GROWTH_MEGABYTES);
  });
});
