/** Facts S1.4 to S1.8 about Electron and Chromium that the shell is built on, seen in the real window. */
import { readdirSync, readFileSync } from 'node:fs';
import { expect, test, type Page } from '@playwright/test';
import DOMPurify from 'dompurify';
import { inProject } from '../../../scripts/setup/projectFolder.mjs';
import { rss } from '../../support/builders';
import { FeedServer } from '../../support/feedServer';
import { launchApp, type LaunchedApp } from '../../support/launchApp';
import { ReaderWindow } from '../../support/readerWindow';
import { openTestWindow, WEB_ORIGIN, type TestWindow } from '../../support/testWindow';

/** No script, only things that ask a server; DOMPurify's defaults leave them in. */
const trackers = (server: string): string =>
  [
    `<p>Text that is read.</p><a href="${server}/link">A link to click</a>`,
    `<img src="${server}/leak-img" width=1 height=1>`,
    `<img srcset="${server}/leak-srcset 1x">`,
    `<picture><source srcset="${server}/leak-picture"><img alt=""></picture>`,
    `<video poster="${server}/leak-poster"></video>`,
    `<div style="background:url(${server}/leak-style)">x</div>`,
    `<svg width=5 height=5><image href="${server}/leak-svg"/></svg>`,
    `<input type=image src="${server}/leak-input">`,
  ].join('');

interface FrameEvents {
  readonly name: string;
  readonly url: string;
  readonly prevented: boolean;
}

let server: FeedServer;
let app: LaunchedApp;
let reader: ReaderWindow;

test.beforeAll(async () => {
  server = await FeedServer.start();
  const description = `<![CDATA[${trackers(server.url('').replace(/\/$/, ''))}]]>`;
  server.serve('/feed.xml', rss([{ guid: 'one', title: 'Tracked', description }], 'Trackers'));
  // Playwright looks for its own script in every frame it clicks in.
  app = await launchApp({ expectedErrors: /Blocked script execution in 'about:srcdoc'/ });
  reader = new ReaderWindow(app.page);
  await reader.subscribe(server.url('/feed.xml'), 'Trackers');
  await reader.place('Trackers').click();
  await reader.press('j');
  await expect(reader.article.getByText('Text that is read.')).toBeVisible();
});

test.afterAll(async () => {
  await app.close();
  await server.kill();
});

/** Runs the library's own file in a page, along the debugger: a policy would refuse it as a script. */
async function addPurifier(page: Page): Promise<void> {
  const debug = await page.context().newCDPSession(page);
  const expression = readFileSync(inProject('node_modules/dompurify/dist/purify.min.js'), 'utf8');
  await debug.send('Runtime.evaluate', { expression });
  await debug.detach();
}

/** From here on, remembers the attempts of a page and its frames to go elsewhere. */
async function watchNavigation(id: number): Promise<() => Promise<FrameEvents[]>> {
  await app.electron.evaluate(({ webContents }, key) => {
    const seen: FrameEvents[] = [];
    Object.assign(globalThis, { seen });
    const contents = webContents.fromId(key)!;
    contents.on('will-navigate', ({ url, defaultPrevented }) => {
      seen.push({ name: 'will-navigate', url, prevented: defaultPrevented });
    });
    contents.on('will-frame-navigate', ({ url, defaultPrevented }) => {
      seen.push({ name: 'will-frame-navigate', url, prevented: defaultPrevented });
    });
  }, id);
  return () => app.electron.evaluate(() => (globalThis as unknown as { seen: FrameEvents[] }).seen);
}

/** Gives a page a frame without any permission, which Chromium runs in a process of its own. */
async function addSandboxedLink(page: Page): Promise<void> {
  await page.evaluate(async (address) => {
    const frame = document.createElement('iframe');
    frame.setAttribute('sandbox', '');
    frame.srcdoc = `<body style="margin:0"><a style="display:block;height:100px" href="${address}">go</a>`;
    frame.style.cssText = 'position:fixed;left:0;top:0;width:200px;height:100px;border:0';
    const loaded = new Promise((resolve) => {
      frame.addEventListener('load', resolve);
    });
    document.body.append(frame);
    await loaded;
  }, `${WEB_ORIGIN}/remote`);
}

/** A frame that was just added takes a moment before it is hit. */
async function clickUntil(page: Page, isDone: () => Promise<boolean>): Promise<void> {
  await expect(async () => {
    await page.mouse.click(50, 50);
    expect(await isDone()).toBe(true);
  }).toPass({ timeout: 5000 });
}

function framesOf(id: number): Promise<string[]> {
  return app.electron.evaluate(
    ({ webContents }, key) =>
      webContents.fromId(key)!.mainFrame.framesInSubtree.map(({ url }) => url),
    id,
  );
}

test('[S1.4] no session has a spell checker language, from the moment it is made', async () => {
  const languages = await app.electron.evaluate(({ session }) => ({
    own: session.defaultSession.getSpellCheckerLanguages(),
    // Asked in the same turn: no window can have used the session before.
    later: session.fromPartition('spelling').getSpellCheckerLanguages(),
  }));
  expect(languages).toEqual({ own: [], later: [] });
  const files = readdirSync(app.userDataDirectory, { recursive: true }).map(String);
  expect(files.filter((name) => name.endsWith('.bdic'))).toEqual([]);
});

test('control: a session that is left as Electron makes it would ask for a dictionary', async () => {
  const languages = await app.electron.evaluate(({ app: electronApp, session }) => {
    const own = electronApp.listeners('session-created') as (() => void)[];
    for (const listener of own) electronApp.off('session-created', listener);
    const bare = session.fromPartition('bare');
    const found = bare.getSpellCheckerLanguages();
    bare.setSpellCheckerLanguages([]);
    for (const listener of own) electronApp.on('session-created', listener);
    return found;
  });
  expect(languages).not.toEqual([]);
});

test('[S1.5] an article sends nothing, whatever it asks for', async () => {
  await reader.press('k', 'j');
  await expect(reader.article.getByText('Text that is read.')).toBeVisible();
  await app.page.evaluate(
    () =>
      new Promise((resolve) => {
        // Pictures of a page that is drawn have been asked for.
        requestAnimationFrame(() => requestAnimationFrame(resolve));
      }),
  );
  expect(server.requests.map(({ path }) => path)).toEqual(['/feed.xml']);
  // It is not only kept from the network: what would ask is not in the page at all.
  const asking = reader.article.locator('[src^="http"], [srcset], [poster], [style], svg, input');
  await expect(asking).toHaveCount(0);
});

test("control: what DOMPurify's defaults leave in sends requests from an unguarded page", async () => {
  const strange = await openTestWindow(app.electron, { guards: 'removed' });
  await addPurifier(strange.page);
  await strange.page.evaluate((html) => {
    const { DOMPurify: purifier } = globalThis as unknown as { DOMPurify: typeof DOMPurify };
    const template = document.createElement('div');
    template.append(purifier.sanitize(html, { RETURN_DOM_FRAGMENT: true }));
    document.body.append(template);
  }, trackers(WEB_ORIGIN));
  await expect
    .poll(async () => (await strange.asked()).filter((path) => path.startsWith('/leak')).length)
    .toBeGreaterThanOrEqual(5);
  await strange.close();
});

test('[S1.6] DOMPurify works on the DOM of the real window', async () => {
  await addPurifier(app.page);
  const found = await app.page.evaluate(() => {
    const { DOMPurify: purifier } = globalThis as unknown as { DOMPurify: typeof DOMPurify };
    return {
      isSupported: purifier.isSupported,
      version: purifier.version,
      clean: purifier.sanitize('<img src=x onerror=alert(1)><b>kept</b><script>1</script>'),
    };
  });
  expect(found).toEqual({
    isSupported: true,
    version: DOMPurify.version,
    clean: '<img src="x"><b>kept</b>',
  });
});

test('control: without a DOM it says that it does not', () => {
  expect(DOMPurify.isSupported).toBe(false);
});

test.describe('a click in a frame', () => {
  let window: TestWindow;

  test.afterEach(() => window.close());

  test('[S1.7] fires will-frame-navigate and not will-navigate, and is stopped by that', async () => {
    window = await openTestWindow(app.electron, { guards: 'kept' });
    await addSandboxedLink(window.page);
    const seen = await watchNavigation(window.id);
    await clickUntil(window.page, async () => (await seen()).length > 0);
    for (const event of await seen()) {
      expect(event).toEqual({
        name: 'will-frame-navigate',
        url: `${WEB_ORIGIN}/remote`,
        prevented: true,
      });
    }
    expect(await framesOf(window.id)).toEqual([`${WEB_ORIGIN}/`, 'about:srcdoc']);
    expect(await window.asked()).toEqual(['/']);
  });

  test('control: without the guards it loads the page inside the frame', async () => {
    window = await openTestWindow(app.electron, { guards: 'removed' });
    await addSandboxedLink(window.page);
    const seen = await watchNavigation(window.id);
    await clickUntil(window.page, async () => (await window.asked()).includes('/remote'));
    expect((await seen()).map(({ name }) => name)).not.toContain('will-navigate');
    await expect
      .poll(() => framesOf(window.id))
      .toEqual([`${WEB_ORIGIN}/`, `${WEB_ORIGIN}/remote`]);
  });

  test('[S1.8] reaches it by the mouse that the tests use, sandboxed or in the article', async () => {
    window = await openTestWindow(app.electron, { guards: 'kept' });
    await addSandboxedLink(window.page);
    const seen = await watchNavigation(window.id);
    // Beside the frame nothing happens, so what follows is the click's doing.
    await window.page.mouse.click(400, 300);
    expect(await seen()).toEqual([]);
    await clickUntil(window.page, async () => (await seen()).length > 0);

    await app.electron.evaluate(({ dialog, shell }) => {
      const outside: string[] = [];
      Object.assign(globalThis, { outside });
      shell.openExternal = (address) => {
        outside.push(address);
        return Promise.resolve();
      };
      // The test's own server is on this machine, and a person is asked about that.
      dialog.showMessageBox = () => Promise.resolve({ response: 0, checkboxChecked: false });
    });
    const outside = (): Promise<string[]> =>
      app.electron.evaluate(() => (globalThis as unknown as { outside: string[] }).outside);
    const text = (await reader.article.getByText('Text that is read.').boundingBox())!;
    await app.page.mouse.click(text.x + 5, text.y + 5);
    expect(await outside()).toEqual([]);
    const link = (await reader.article.getByText('A link to click').boundingBox())!;
    await app.page.mouse.click(link.x + 5, link.y + 5);
    await expect.poll(outside).toEqual([server.url('/link')]);
    await expect(reader.article.getByText('Text that is read.')).toBeVisible();
    expect(server.countOf('/link')).toBe(0);
  });
});
