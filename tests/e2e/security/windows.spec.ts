/** What else a page can do to a person's machine: windows, downloads, developer tools, false servers. */
import { existsSync } from 'node:fs';
import { get } from 'node:https';
import { join } from 'node:path';
import { expect, test, type ElectronApplication } from '@playwright/test';
import { menuTemplate } from '../../../src/main/shell/menuTemplate';
import { pagePreferences } from '../../../src/main/shell/pagePreferences';
import { items, rss } from '../../support/builders';
import { FeedServer } from '../../support/feedServer';
import { keepInstalledHandlers } from '../../support/installedHandlers';
import { launchApp, type LaunchedApp } from '../../support/launchApp';
import { launchUnguarded, type UnguardedApp } from '../../support/launchUnguarded';
import { OpenedOutside } from '../../support/openedOutside';
import { heardFromPages, listenToPages } from '../../support/pageEvents';
import { ReaderWindow } from '../../support/readerWindow';
import { SelfSignedServer } from '../../support/selfSignedServer';

const FEED = 'Plain paper';

let server: FeedServer;
let falseServer: SelfSignedServer;
let running: LaunchedApp;
let unguarded: UnguardedApp;

test.beforeAll(async () => {
  server = await FeedServer.start();
  server.serve('/feed.xml', rss(items(1), FEED));
  server.serve('/', '<!doctype html><p>Page</p>', { contentType: 'text/html' });
  falseServer = await SelfSignedServer.start(rss(items(1), 'False paper'));
  running = await launchApp({ expectedErrors: /sandbox|blocked|Content Security Policy/i });
  unguarded = await launchUnguarded(server.url('/'));
  await OpenedOutside.watch(running.electron);
  await listenToPages(running.electron);
  await listenToPages(unguarded.electron);
});

test.afterAll(async () => {
  await running.close();
  await unguarded.close();
  await server.kill();
  await falseServer.kill();
});

/** Opens a window from the page itself and from frames of all sorts in it; true where one came. */
function openFromEveryFrame(address: string): Record<string, boolean> {
  const opened: Record<string, boolean> = {};
  const open = (name: string, from: Window | null | undefined): void => {
    opened[name] = from?.open(address) != null;
    opened[`${name}, as a form of its own`] = from?.open(address, '', 'popup') != null;
  };
  open('page', window);
  const article = document.querySelector('iframe')?.contentWindow;
  if (article !== undefined) open('article', article);
  for (const [name, sandbox] of [
    ['frame', null],
    ['sandboxed frame', 'allow-same-origin allow-popups allow-scripts'],
  ] as const) {
    const frame = document.createElement('iframe');
    if (sandbox !== null) frame.setAttribute('sandbox', sandbox);
    document.body.append(frame);
    open(name, frame.contentWindow);
    frame.remove();
  }
  return opened;
}

test('[A12.1] no frame opens a window', async () => {
  const reader = new ReaderWindow(running.page);
  await reader.subscribe(server.url('/feed.xml'), FEED);
  await reader.rows.first().click();
  await expect.poll(() => reader.openTitle()).toBe('Item 0');
  const opened = await running.page.evaluate(openFromEveryFrame, 'https://elsewhere.example/');
  expect(Object.keys(opened)).toContain('article');
  expect(Object.values(opened)).not.toContain(true);
  const blank = await running.page.evaluate(openFromEveryFrame, 'about:blank');
  expect(Object.values(blank)).not.toContain(true);
  expect((await heardFromPages(running.electron)).opened).toBe(0);
  expect(running.electron.windows()).toHaveLength(1);
});

test('without guards every frame opens one', async () => {
  const opened = await unguarded.page.evaluate(openFromEveryFrame, server.url('/'));
  expect(Object.values(opened)).not.toContain(false);
  expect((await heardFromPages(unguarded.electron)).opened).toBe(Object.keys(opened).length);
});

/** Lets the page offer a file, as a link with `download` does. */
function offerFile(): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob(['bytes']));
  link.download = 'offered.txt';
  link.click();
}

test('[A12.2] a download is cancelled', async () => {
  const file = join(running.userDataDirectory, 'offered.txt');
  await running.electron.evaluate(({ session }, path) => {
    session.defaultSession.on('will-download', (event, item) => {
      // What would be done with it if the app allowed it.
      if (!event.defaultPrevented) item.setSavePath(path);
      Object.assign(globalThis, {
        download: { isPrevented: event.defaultPrevented, state: item.getState() },
      });
    });
  }, file);
  await running.page.evaluate(offerFile);
  const download = (): Promise<unknown> =>
    running.electron.evaluate(() => (globalThis as { download?: unknown }).download);
  await expect.poll(download).toEqual({ isPrevented: true, state: 'cancelled' });
  expect(existsSync(file)).toBe(false);
});

test('without guards it is stored', async () => {
  const file = join(running.userDataDirectory, 'stored.txt');
  await unguarded.electron.evaluate(({ session }, path) => {
    session.defaultSession.on('will-download', (_event, item) => {
      item.setSavePath(path);
    });
  }, file);
  await unguarded.page.evaluate(offerFile);
  await expect.poll(() => existsSync(file)).toBe(true);
});

test('[A12.3] the developer tools stay closed in a release', async () => {
  const preferences: object[] = [true, false].map((isPackaged) => pagePreferences('', isPackaged));
  const opened = await running.electron.evaluate(
    async ({ BrowserWindow }, [released, developed]) => {
      const open = async (webPreferences?: object): Promise<Electron.BrowserWindow> => {
        const window = new BrowserWindow({
          show: false,
          webPreferences: webPreferences as Electron.WebPreferences,
        });
        await window.loadURL('app://bundle/index.html');
        window.webContents.openDevTools({ mode: 'detach' });
        return window;
      };
      const windows = [await open(released), await open(developed)];
      // The second window shows when the first has had its time: it was asked later.
      const { webContents: last } = windows[1]!;
      if (!last.isDevToolsOpened()) {
        await new Promise<void>((resolve) => {
          last.once('devtools-opened', resolve);
        });
      }
      const states = windows.map((window) => window.webContents.isDevToolsOpened());
      windows.forEach((window) => {
        window.destroy();
      });
      return states;
    },
    preferences,
  );
  expect(opened).toEqual([false, true]);
});

test('the menu offers them in development only', () => {
  const menu = (isPackaged: boolean): string =>
    JSON.stringify(menuTemplate({ platform: 'linux', isPackaged, onCommand: () => undefined }));
  expect(menu(true)).not.toMatch(/devtools/i);
  expect(menu(false)).toMatch(/devtools/i);
});

test('[A12.4] a server with a false certificate is not believed', async () => {
  const reader = new ReaderWindow(running.page);
  await reader.addFeed(falseServer.url('/feed.xml'));
  await reader.allowPrivate();
  await expect(reader.page.getByRole('alert')).toHaveText(
    /^Nobody vouches for the certificate of 127\.0\.0\.1:\d+, so the connection is not safe\.$/,
  );
  await expect(reader.place('False paper')).toHaveCount(0);
  expect(falseServer.requests).toBe(0);
  await reader.press('Escape');

  // The window reaches no server at all; nothing in Electron is told to believe one either.
  expect(await keepInstalledHandlers(running.electron)).not.toContain('setCertificateVerifyProc');
  const overrides = (electron: ElectronApplication): Promise<unknown> =>
    electron.evaluate(({ app }) => ({
      listeners: app.listeners('certificate-error').map(String),
      switches: ['ignore-certificate-errors', 'ignore-certificate-errors-spki-list'].filter(
        (name) => app.commandLine.hasSwitch(name),
      ),
      node: process.env.NODE_TLS_REJECT_UNAUTHORIZED,
    }));
  expect(await overrides(running.electron)).toEqual(await overrides(unguarded.electron));
});

test('whoever is told to believe it gets an answer', async () => {
  const status = await new Promise((resolve, reject) => {
    get(falseServer.url('/'), { ca: falseServer.certificate }, (response) => {
      resolve(response.statusCode);
      response.resume();
    }).on('error', reject);
  });
  expect(status).toBe(200);

  const load = (): Promise<string> =>
    unguarded.electron.evaluate(async ({ BrowserWindow }, address) => {
      const window = new BrowserWindow({ show: false });
      return window.loadURL(address).then(
        () => 'loaded',
        (error: unknown) => (error as { code: string }).code,
      );
    }, falseServer.url('/'));
  expect(await load()).toBe('ERR_CERT_AUTHORITY_INVALID');
  await unguarded.electron.evaluate(({ app }) => {
    app.on('certificate-error', (event, _contents, _address, _error, _certificate, answer) => {
      event.preventDefault();
      answer(true);
    });
  });
  expect(await load()).toBe('loaded');
});
