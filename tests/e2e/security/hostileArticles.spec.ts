/**
 * Every known attack on a sanitiser, as an article of a feed: opened in the real window, pressed and
 * watched. Then with the walls around an article taken down, all but one at a time, because a wall
 * behind another is otherwise never tried. Where none is left, the attacks must be seen to work.
 */
import { expect, test, type Page } from '@playwright/test';
import type { IpcMain } from 'electron';
import { readHtml } from '../../../src/main/parser/readHtml';
import { sanitizeHtml } from '../../../src/main/parser/sanitizeHtml';
import { CALL_CHANNEL } from '../../../src/shared/channels';
import type { Reply } from '../../../src/shared/rpc';
import { ATTACK_VECTORS, attackFeed, type AttackVector } from '../../support/attackVectors';
import { ExecutionWatch, type Executions } from '../../support/executionWatch';
import { FeedServer } from '../../support/feedServer';
import { launchApp, type LaunchedApp } from '../../support/launchApp';
import { launchUnguarded, type UnguardedApp } from '../../support/launchUnguarded';
import { OpenedOutside } from '../../support/openedOutside';
import {
  addProvocation,
  removeFrames,
  showInFrames,
  type FramedMarkup,
  type FrameKind,
  type ProvokingPage,
} from '../../support/provokedFrames';
import { ReaderWindow } from '../../support/readerWindow';

const FEED = 'Hostile paper';
/** What the app asks for by itself: the feed, and the icon of its site. */
const OWN_REQUESTS = ['/feed.xml', '/', '/favicon.ico'];
/** Where a frame is before it goes anywhere. */
const EMPTY_PAGES = ['about:srcdoc', 'about:blank'];
const ARTICLE_FRAME = 'iframe.article-frame';
/** Frames that are shown side by side. */
const BATCH = 75;
/** Milliseconds that an attack is given for what it does later, such as after a picture that fails. */
const LINGER_MS = 250;
/** A page without any wall. */
const BARE: FrameKind = {
  shell: '<!doctype html><html><head></head><body></body></html>',
  sandbox: null,
};

let server: FeedServer;
/** Of the page without walls, which may ask it for anything. */
let unguardedServer: FeedServer;
let app: LaunchedApp;
let reader: ReaderWindow;
let outside: OpenedOutside;
let watch: ExecutionWatch;
let unguarded: UnguardedApp;
let unguardedWatch: ExecutionWatch;
/** What the window made of each vector that the engine's sanitiser had let through. */
let shownUnsanitised: FramedMarkup[];

/** Those that do something where nothing keeps them from it. The others are not worth a wall each. */
let harmful: readonly AttackVector[];

test.describe.configure({ mode: 'serial' });

test.beforeAll(async () => {
  server = await FeedServer.start();
  server.serve('/feed.xml', attackFeed(ATTACK_VECTORS, FEED));
  unguardedServer = await FeedServer.start();
  unguardedServer.serve('/', '<!doctype html><p>Unguarded</p>', { contentType: 'text/html' });
  app = await launchApp({
    // What the walls say about what they stopped.
    expectedErrors:
      /Content Security Policy|sandbox|Not allowed to load|Unsafe attempt|Blocked|Refused|ERR_/i,
  });
  reader = new ReaderWindow(app.page);
  await reader.subscribe(server.url('/feed.xml'), FEED);
  outside = await OpenedOutside.watch(app.electron);
  await app.electron.evaluate(({ dialog }) => {
    // A link to this machine asks first; nobody is here to answer.
    dialog.showMessageBox = () => Promise.resolve({ response: 1, checkboxChecked: false });
  });
  watch = await ExecutionWatch.begin(app.electron, app.page);
  unguarded = await launchUnguarded(unguardedServer.url('/'));
  unguardedWatch = await ExecutionWatch.begin(unguarded.electron, unguarded.page);
  await unguardedWatch.holdFrames();
  await unguarded.page.reload();
});

test.afterAll(async () => {
  await app.close();
  await unguarded.close();
  await server.kill();
  await unguardedServer.kill();
});

/** Opens every article of the feed, one after the other, by the key that a reader would press. */
async function openAll(): Promise<FramedMarkup[]> {
  const { page } = app;
  await page.reload();
  // By way of another view, for a page that comes back opens the article that was open before.
  await reader.place('Bookmarks').click();
  await reader.place(FEED).click();
  await expect(reader.rows.first()).toBeVisible();
  await watch.forget();
  await reader.press('j');
  await ExecutionWatch.hook(page, ARTICLE_FRAME);
  await page.evaluate(addProvocation);
  const titles = ATTACK_VECTORS.map(({ key }) => key);
  const opened: FramedMarkup[] = [];
  for (let from = 0; from < titles.length; from += BATCH) {
    opened.push(...(await page.evaluate(readAndProvoke, titles.slice(from, from + BATCH))));
  }
  await letLinger(page);
  return opened;
}

/** Runs in the page: opens what comes next in the list, title by title, and provokes each. */
async function readAndProvoke(titles: readonly string[]): Promise<FramedMarkup[]> {
  const opened: FramedMarkup[] = [];
  for (const title of titles) {
    const frame = (): Document | null | undefined =>
      document.querySelector<HTMLIFrameElement>('iframe.article-frame')?.contentDocument;
    const isShown = (): boolean => frame()?.querySelector('.article-title')?.textContent === title;
    if (!isShown())
      document.dispatchEvent(new KeyboardEvent('keydown', { key: 'j', code: 'KeyJ' }));
    while (!isShown()) await new Promise((resolve) => setTimeout(resolve, 1));
    opened.push({ key: title, html: frame()!.querySelector('.article-body')!.innerHTML });
    (globalThis as unknown as ProvokingPage).provokeFrames('iframe.article-frame');
  }
  return opened;
}

async function letLinger(page: Page): Promise<void> {
  await page.evaluate(
    (time) =>
      new Promise<void>((resolve) => {
        setTimeout(resolve, time);
      }),
    LINGER_MS,
  );
}

/** Shows and provokes all of them in frames of a kind. */
async function frameAll(
  page: Page,
  documents: readonly FramedMarkup[],
  kind: FrameKind,
): Promise<void> {
  await page.evaluate(addProvocation);
  for (let from = 0; from < documents.length; from += BATCH) {
    await page.evaluate(showInFrames, { documents: documents.slice(from, from + BATCH), kind });
    await letLinger(page);
  }
  await page.evaluate(removeFrames);
}

/** Many attacks are the same words once they are harmless; each result is tried once. */
function distinct(documents: readonly FramedMarkup[]): FramedMarkup[] {
  return [...new Map(documents.map((each) => [each.html, each])).values()];
}

/** The frame of an open article, as it stands in the window. */
function articleFrame(): Promise<FrameKind> {
  return app.page.evaluate((selector) => {
    const frame = document.querySelector<HTMLIFrameElement>(selector)!;
    return { shell: frame.srcdoc, sandbox: frame.getAttribute('sandbox') };
  }, ARTICLE_FRAME);
}

async function expectNothingHappened(): Promise<void> {
  const { ran, commits, asked, dialogs, downloads, opened } = await watch.executions();
  expect({ ran, asked, dialogs, downloads, opened }).toEqual({
    ran: [],
    asked: [],
    dialogs: [],
    downloads: [],
    opened: 0,
  });
  expect(commits.filter((address) => !EMPTY_PAGES.includes(address))).toEqual([]);
  expect(app.electron.windows()).toHaveLength(1);
  const paths = server.requests.map(({ path }) => path);
  expect(paths.filter((path) => !OWN_REQUESTS.includes(path))).toEqual([]);
  for (const address of await outside.addresses()) expect(address).toMatch(/^(?:https?|mailto):/);
}

/** Of what is sanitised, nothing even tries. */
async function expectNothingTried(): Promise<void> {
  expect((await watch.executions()).led).toEqual([]);
  await expectNothingHappened();
}

test('all of them are there', () => {
  expect(ATTACK_VECTORS).toHaveLength(562 + 3);
  expect(new Set(ATTACK_VECTORS.map(({ key }) => key)).size).toBe(ATTACK_VECTORS.length);
});

test('none executes as an article of a feed', async () => {
  expect(await openAll()).toHaveLength(ATTACK_VECTORS.length);
  await expectNothingTried();
});

test("none executes when the engine's sanitiser lets everything through", async () => {
  await answerUnsanitised(ATTACK_VECTORS);
  shownUnsanitised = await openAll();
  await expectNothingTried();
});

test('none executes raw in the frame of an article', async () => {
  await watch.forget();
  await frameAll(app.page, ATTACK_VECTORS, await articleFrame());
  await expectNothingHappened();
});

const inUnguarded = async (
  documents: readonly FramedMarkup[],
  kind: FrameKind,
): Promise<Executions> => {
  await unguarded.page.goto(unguardedServer.url('/'));
  await unguardedWatch.forget();
  await frameAll(unguarded.page, documents, kind);
  return unguardedWatch.executions();
};

test('without any wall they do execute', async () => {
  const { ran, asked, led } = await inUnguarded(ATTACK_VECTORS, BARE);
  const acting = new Set([...ran, ...led]);
  harmful = ATTACK_VECTORS.filter(({ key }) => acting.has(key));
  expect(ran.length).toBeGreaterThan(70);
  // Those that lead their frame elsewhere, by script or without, are more than half as many again.
  expect(harmful.length).toBeGreaterThan(140);
  expect(asked.length).toBeGreaterThan(100);
});

test('none executes raw in a frame where scripts may run, because the policy is there', async () => {
  const { shell, sandbox } = await articleFrame();
  await watch.forget();
  await frameAll(app.page, harmful, { shell, sandbox: `${String(sandbox)} allow-scripts` });
  await expectNothingHappened();
});

test('the watch hears what runs in the frame of an article', async () => {
  await watch.forget();
  await ExecutionWatch.hook(app.page, ARTICLE_FRAME);
  await app.page.evaluate((selector) => {
    document.querySelector<HTMLIFrameElement>(selector)!.contentWindow!.alert('ran');
  }, ARTICLE_FRAME);
  await expect
    .poll(async () => (await watch.executions()).ran)
    .toEqual([ATTACK_VECTORS.at(-1)!.key]);
});

test("none executes behind the engine's sanitiser alone", async () => {
  const base = server.url('/feed.xml');
  const sanitised = ATTACK_VECTORS.map(({ key, html }) => ({
    key,
    html: sanitizeHtml(readHtml(html, base).source, base),
  }));
  expect((await inUnguarded(distinct(sanitised), BARE)).ran).toEqual([]);
});

test("none executes behind the window's sanitiser alone", async () => {
  expect(shownUnsanitised.map(({ key }) => key)).toEqual(ATTACK_VECTORS.map(({ key }) => key));
  expect((await inUnguarded(distinct(shownUnsanitised), BARE)).ran).toEqual([]);
});

test("none executes behind the frame's sandbox alone", async () => {
  const { sandbox } = await articleFrame();
  expect((await inUnguarded(harmful, { ...BARE, sandbox })).ran).toEqual([]);
});

/** Electron keeps its handlers there; an answer of the engine can be changed in no other way. */
interface IpcMainInside extends IpcMain {
  readonly _invokeHandlers: Map<string, (...parameters: unknown[]) => Promise<Reply>>;
}

/** Lets the window have the markup of every vector as its publisher sent it. */
async function answerUnsanitised(vectors: readonly AttackVector[]): Promise<void> {
  await app.electron.evaluate(
    ({ ipcMain }, { channel, sources }) => {
      const handlers = (ipcMain as IpcMainInside)._invokeHandlers;
      const sanitised = handlers.get(channel)!;
      handlers.set(channel, async (event, method, input) => {
        const reply = await sanitised(event, method, input);
        if (method !== 'articles.get' || !reply.ok) return reply;
        const article = reply.value as { title: string };
        return { ok: true, value: { ...article, html: sources[article.title] } };
      });
    },
    {
      channel: CALL_CHANNEL,
      sources: Object.fromEntries(vectors.map(({ key, html }) => [key, html])),
    },
  );
}
