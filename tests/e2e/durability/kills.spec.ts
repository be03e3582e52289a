/**
 * The real app, one of its processes killed while it refreshes two hundred feeds: what was acknowledged
 * is kept, nothing is left running, and the window goes on where the reader was.
 */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, test, type ElectronApplication, type Page } from '@playwright/test';
import Database from 'better-sqlite3';
import type { Output } from '../../../src/shared/contract/index';
import type { FeedId, RefreshStatus } from '../../../src/shared/model';
import { endEngineThread, familyOf, gpuId, isAlive, rendererId } from '../../support/appProcesses';
import { call, valueOf } from '../../support/bridgeCalls';
import { rss } from '../../support/builders';
import { FeedServer } from '../../support/feedServer';
import { launchApp, userDataFolder, type LaunchedApp } from '../../support/launchApp';
import { letTimePass } from '../../support/letTimePass';
import { ManyFeeds } from '../../support/manyFeeds';
import { ReaderWindow } from '../../support/readerWindow';
import { seededRandom } from '../../support/seededRandom';

const FEEDS = 200;
const MAIN_KILLS = 10;
/** The app starts an engine or a page anew three times in a minute. */
const KILLS_OF_ONE_APP = [3, 2] as const;
const ORPHANS_GONE_MS = 3000;
/** What the page says while a part of the app is away. */
const EXPECTED_ERRORS = /./;

test.describe.configure({ mode: 'serial' });

let feeds: ManyFeeds;
let book: FeedServer;
let folder: string;
let running: LaunchedApp;
let articleIds: readonly number[];
const random = seededRandom(2);

const library = (): string => join(folder, 'library');

async function launch(): Promise<LaunchedApp> {
  letTimePass(library(), 24 * 60);
  feeds.publish();
  running = await launchApp({ userDataDirectory: folder, expectedErrors: EXPECTED_ERRORS });
  return running;
}

function startRefresh(page: Page): Promise<RefreshStatus> {
  return valueOf<RefreshStatus>(page, 'refresh.start', { scope: { kind: 'all' } });
}

/** Waits until feeds are being taken in, so that what is killed is killed in the midst of it. */
async function underWay(): Promise<void> {
  const before = feeds.requests;
  await expect.poll(() => feeds.requests, { intervals: [10] }).toBeGreaterThan(before + 5);
}

async function refreshIsOver(electron: ElectronApplication): Promise<void> {
  await expect
    .poll(async () => (await inPage<RefreshStatus | null>(electron, 'refresh.status'))?.state ?? 'none', {
      timeout: 30_000,
    })
    .not.toBe('running');
} // prettier-ignore

/** A call through the bridge of whatever page the window has now. */
function inPage<Value>(
  electron: ElectronApplication,
  method: string,
  input: object = {},
): Promise<Value> {
  const code = `reader.call(${JSON.stringify(method)}, ${JSON.stringify(input)}).then(({ value }) => value ?? null)`;
  return evaluate<Value>(electron, code);
}

/** @throws when the page does not answer soon, as one that has just been killed never will. */
function evaluate<Value>(electron: ElectronApplication, code: string): Promise<Value> {
  return electron.evaluate(
    ({ BrowserWindow }, text) =>
      Promise.race([
        BrowserWindow.getAllWindows()[0]!.webContents.executeJavaScript(text),
        new Promise((_resolve, reject) => {
          setTimeout(reject, 2000, new Error('The page does not answer.'));
        }),
      ]) as Promise<never>,
    code,
  );
}

/** Bookmarks as the library has them, after it was judged sound and nobody else was found writing. */
function bookmarksOnDisk(): Set<number> {
  const database = new Database(join(library(), 'library.sqlite3'), { timeout: 0 });
  try {
    database.exec('BEGIN IMMEDIATE; COMMIT');
    expect(database.pragma('integrity_check', { simple: true })).toBe('ok');
    expect(database.pragma('foreign_key_check')).toEqual([]);
    const halves = database.prepare(
      `SELECT count(*) FROM article_states s LEFT JOIN articles a ON a.id = s.id
       LEFT JOIN bodies b ON b.article_id = s.id WHERE a.id IS NULL OR b.article_id IS NULL`,
    );
    expect(halves.pluck().get(), 'articles without their text').toBe(0);
    const marked = database
      .prepare<[], number>('SELECT id FROM article_states WHERE bookmarked_at IS NOT NULL')
      .pluck();
    return new Set(marked.all());
  } finally {
    database.close();
  }
}

test.beforeAll(async () => {
  test.setTimeout(120_000);
  feeds = await ManyFeeds.start(FEEDS);
  book = await FeedServer.start();
  const paragraphs = Array.from({ length: 300 }, (_, index) => `&lt;p&gt;Paragraph ${String(index)} of a long text.&lt;/p&gt;`);
  book.serve('/feed', rss([{ guid: 'long', title: 'A long text', description: paragraphs.join('') }], 'Book'));
  folder = userDataFolder();
  running = await launchApp({ userDataDirectory: folder });
  const { page, electron } = running;
  const { privateFeeds } = await valueOf<Output<'opml.import'>>(page, 'opml.import', { text: feeds.outlines() });
  await valueOf(page, 'feeds.allowPrivate', { feedIds: privateFeeds });
  await valueOf<{ feedId: FeedId }>(page, 'feeds.subscribe', { url: book.url('/feed'), allowPrivate: true, signIn: null });
  await refreshIsOver(electron);
  const list = { scope: { kind: 'all' }, show: 'all', before: null, limit: 200 };
  const { rows } = await valueOf<Output<'articles.list'>>(page, 'articles.list', list);
  articleIds = rows.map(({ id }) => id);
  expect(articleIds).toHaveLength(200);
  await running.close();
}); // prettier-ignore

test.afterAll(async () => {
  await feeds.stop();
  await book.kill();
  rmSync(folder, { recursive: true, force: true });
});

for (let kill = 1; kill <= MAIN_KILLS; kill += 1) {
  const cases = [`D1.${String(200 + kill)}`, ...(kill <= 5 ? [`D2.0${String(kill)}`] : [])];
  test(`[${cases.join(' ')}] killed as a whole, it has lost no mark it acknowledged, and leaves nothing running`, async () => {
    const { page, electron } = await launch();
    const main = electron.process().pid!;
    const acknowledged = new Map<number, boolean>();
    const sent = new Map<number, boolean>();
    await startRefresh(page);
    await underWay();
    const marking = (async () => {
      for (;;) {
        const id = articleIds[Math.floor(random() * articleIds.length)]!;
        const bookmarked = random() < 0.7;
        sent.set(id, bookmarked);
        await valueOf(page, 'articles.setBookmarked', { id, bookmarked });
        acknowledged.set(id, bookmarked);
        sent.delete(id);
      }
    })().catch((error: unknown) => String(error));
    const some = expect.poll(() => acknowledged.size).toBeGreaterThan(5);
    await Promise.race([
      some,
      marking.then((error) => {
        throw new Error(error);
      }),
    ]);
    await wait(random() * 400);
    const family = familyOf(main);
    expect(family.length).toBeGreaterThan(2);
    process.kill(main, 'SIGKILL');
    await marking;
    await expect
      .poll(() => family.filter(isAlive), { timeout: ORPHANS_GONE_MS, intervals: [50] })
      .toEqual([]);
    expect(acknowledged.size).toBeGreaterThan(0);
    const kept = bookmarksOnDisk();
    const lost = [...acknowledged].filter(
      ([id, bookmarked]) => !sent.has(id) && kept.has(id) !== bookmarked,
    );
    expect(lost).toEqual([]);
  });
}

/** The cases of one kind of process, over two starts of the app. */
function twice(first: number, name: string, kill: () => Promise<void>): void {
  let number = first;
  for (const kills of KILLS_OF_ONE_APP) {
    test.describe(name, () => {
      test.beforeAll(async () => {
        await launch();
      });
      test.afterAll(async () => {
        await running.electron.close();
      });
      for (let index = 0; index < kills; index += 1) {
        test(`[D2.${String(number).padStart(2, '0')}] ${name}`, kill);
        number += 1;
      }
    });
  }
}

async function refreshAgain(): Promise<void> {
  // Whatever was asked a moment ago may be asked again: the clock of the app cannot be moved.
  const { electron } = running;
  await refreshIsOver(electron);
  letTimePass(library(), 24 * 60);
  feeds.publish();
  await inPage(electron, 'refresh.start', { scope: { kind: 'all' } });
  await underWay();
}

twice(6, 'the engine is killed: it starts again, and nothing is called done that is not', async () => {
  const { page, electron } = running;
  await refreshAgain();
  const wanted = articleIds.slice(0, 40);
  for (const id of wanted) await call(page, 'articles.setBookmarked', { id, bookmarked: false });
  const replies = Promise.all(
    wanted.map(async (id) => ({
      id,
      reply: await call(page, 'articles.setBookmarked', { id, bookmarked: true }),
    })),
  );
  const engines = await endEngineThread(electron);
  expect(engines).toBe(1);
  const settled = await replies;
  await expect.poll(() => inPage<{ state: string }>(electron, 'shell.engineStatus')).toEqual({ state: 'ready' });
  const { rows } = await inPage<Output<'articles.list'>>(electron, 'articles.list', {
    ...{ scope: { kind: 'bookmarks' }, show: 'all', before: null, limit: 200 },
  });
  const kept = new Set<number>(rows.map(({ id }) => id));
  for (const { id, reply } of settled) {
    if (reply.ok) expect(kept.has(id), 'what was called done is done').toBe(true);
    else expect(reply.error.code).toBe('unavailable');
  }
  // The new one does its work; there is no second one, and it alone writes.
  const changed = await inPage<Output<'articles.setBookmarked'>>(electron, 'articles.setBookmarked', { id: wanted[0], bookmarked: !kept.has(wanted[0]!) });
  expect(changed.changed).toHaveLength(1);
}); // prettier-ignore

interface Place {
  readonly title: string;
  readonly top: number;
  readonly height: number;
}

const PLACE = `(() => {
  const page = document.querySelector('iframe')?.contentDocument;
  return page?.querySelector('h1') == null ? null : {
    title: page.querySelector('h1').textContent.trim(),
    top: page.scrollingElement.scrollTop,
    height: page.scrollingElement.clientHeight,
  };
})()`;

async function openLongText(): Promise<Place> {
  const { electron, page } = running;
  if (page.isClosed()) throw new Error('The window is closed.');
  let place = await evaluate<Place | null>(electron, PLACE);
  if (place === null) {
    const reader = new ReaderWindow(page);
    await reader.place('Book').click();
    await reader.rows.first().click();
    await expect.poll(() => evaluate<Place | null>(electron, PLACE)).toMatchObject({ title: 'A long text' });
    place = (await evaluate<Place | null>(electron, PLACE))!;
  }
  const target = Math.round(1000 + random() * 3000);
  await evaluate(electron, `document.querySelector('iframe').contentDocument.scrollingElement.scrollTop = ${String(target)}`);
  await expect.poll(async () => (await evaluate<Place | null>(electron, PLACE))?.top).toBe(target);
  return (await evaluate<Place | null>(electron, PLACE))!;
} // prettier-ignore

twice(11, 'the window’s page is killed: it comes back with the same article, at the same place', async () => {
  const { electron } = running;
  const before = await openLongText();
  await refreshAgain();
  const page = await rendererId(electron);
  process.kill(page, 'SIGKILL');
  await expect.poll(() => isAlive(page), { timeout: ORPHANS_GONE_MS }).toBe(false);
  await expect.poll(async () => isAlive(await rendererId(electron)), { timeout: 20_000 }).toBe(true);
  await expect
    .poll(async () => evaluate<Place | null>(electron, PLACE).catch(() => null), { timeout: 20_000 })
    .toMatchObject({ title: before.title });
  const place = async (): Promise<number> => {
    const after = await evaluate<Place | null>(electron, PLACE);
    return Math.abs((after?.top ?? 0) - before.top);
  };
  await expect.poll(place).toBeLessThan(before.height);
  expect(await rendererId(electron)).not.toBe(page);
  // The refresh never noticed.
  await refreshIsOver(electron);
  const status = await inPage<RefreshStatus | null>(electron, 'refresh.status');
  expect(status).toMatchObject({ state: 'finished', failed: 0 });
}); // prettier-ignore

twice(16, 'the process that draws is killed: the window stays, and is drawn by another', async () => {
  const { electron, page } = running;
  await openLongText();
  await refreshAgain();
  const pictured = (await page.screenshot()).byteLength;
  const before = await gpuId(electron);
  expect(before, 'the app has a process that draws').not.toBeNull();
  process.kill(before!, 'SIGKILL');
  await expect.poll(() => isAlive(before!), { timeout: ORPHANS_GONE_MS }).toBe(false);
  await expect.poll(async () => (await gpuId(electron)) !== before, { timeout: 20_000 }).toBe(true);
  expect(await evaluate<Place | null>(electron, PLACE)).toMatchObject({ title: 'A long text' });
  // As much is to be seen as before.
  const picturedAgain = async (): Promise<number> => (await page.screenshot()).byteLength;
  await expect.poll(picturedAgain, { timeout: 20_000 }).toBeGreaterThan(pictured * 0.8);
  await refreshIsOver(electron);
}); // prettier-ignore

test('control: after all of it the library is sound', () => {
  expect(bookmarksOnDisk().size).toBeGreaterThan(0);
});
