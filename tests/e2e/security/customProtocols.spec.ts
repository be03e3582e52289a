/** Protocol A10: what the app's two schemes answer, asked by the main process and by the page. */
import { existsSync } from 'node:fs';
import { expect, test, type ElectronApplication } from '@playwright/test';
import { inProject } from '../../../scripts/setup/projectFolder.mjs';
import { valueOf } from '../../support/bridgeCalls';
import { launchApp, type LaunchedApp } from '../../support/launchApp';
import { ReaderWindow } from '../../support/readerWindow';

const PAGE = 'app://bundle/index.html';

/** Addresses that would lead out of the folder if they were taken as paths. */
const PATHS: readonly [id: string, what: string, ...addresses: string[]][] = [
  ['A10.01', 'steps up', 'app://bundle/../../etc/passwd', 'app://bundle/../../package.json'],
  [
    'A10.02',
    'encoded dots',
    'app://bundle/%2e%2e/%2e%2e/package.json',
    'app://bundle/assets/%2E%2e/%2e./../package.json',
  ],
  [
    'A10.03',
    'encoded slashes',
    'app://bundle/..%2f..%2fpackage.json',
    'app://bundle/..%2F..%2Fpackage.json',
    'app://bundle/%2e%2e%2f%2e%2e%2fpackage.json',
    'app://bundle/..%252f..%252fpackage.json',
    'app://bundle/..%2f..%2f..%2f..%2f..%2f..%2fetc/passwd',
  ],
  [
    'A10.04',
    'backslashes',
    'app://bundle/..\\..\\package.json',
    'app://bundle/..%5c..%5cpackage.json',
    'app://bundle/assets\\..\\..\\..\\package.json',
  ],
  ['A10.05', 'a second slash', 'app://bundle//etc/passwd', 'app://bundle/%2fetc/passwd'],
  [
    'A10.06',
    'a zero byte',
    'app://bundle/index.html%00',
    'app://bundle/index.html%00.png',
    'app://bundle/%00',
  ],
];

/** Other spellings of our own address. Chromium writes them anew before anybody sees them. */
const SPELLINGS: readonly [id: string, what: string, same: string, ...other: string[]][] = [
  [
    'A10.07',
    'upper case',
    'APP://BUNDLE/index.html',
    'APP://BUNDLE.evil/index.html',
    'app://xbundle/index.html',
  ],
  ['A10.08', 'a user', 'app://user:secret@bundle/index.html', 'app://bundle@evil/index.html'],
  ['A10.09', 'a port', 'app://bundle:81/index.html', 'app://bundle.evil:81/index.html'],
];

interface Answer {
  readonly status: number;
  readonly length: number;
  readonly headers: Readonly<Record<string, string>>;
}

let app: LaunchedApp;
/** Addresses of one stored picture, and of one nobody stored. */
let picture: string;
const unknown = `app-img://${'ab'.repeat(32)}`;

test.beforeAll(async () => {
  app = await launchApp({
    expectedErrors: /ERR_|Content Security Policy|Failed to load|MIME type/,
  });
  const reader = new ReaderWindow(app.page);
  await app.page.getByRole('button', { name: 'Start with the sample' }).click();
  await reader.place('The Slow Line').click();
  await reader.press('j');
  const source = await reader.article.locator('img').first().getAttribute('src');
  picture = source!.replace(/\/$/, '');
  expect(picture).toMatch(/^app-img:\/\/[0-9a-f]{64}$/);
});

test.afterAll(() => app.close());

/** What the real handler answers; the seal on the window's requests does not stand in between. */
function ask(electron: ElectronApplication, address: string, method = 'GET'): Promise<Answer> {
  return electron.evaluate(
    async ({ session }, request) => {
      const answer = await session.defaultSession.fetch(request.address, {
        method: request.method,
      });
      // Electron holds what it reads from so loosely that it may be gone before its end is told.
      Object.assign(globalThis, { answer });
      const { byteLength } = await answer.arrayBuffer();
      const headers = Object.fromEntries(answer.headers.entries());
      return { status: answer.status, length: byteLength, headers };
    },
    { address, method },
  );
}

/** Whether the page itself can load an address as a picture or as a script. */
function loadsInPage(address: string, element: 'img' | 'script'): Promise<boolean> {
  return app.page.evaluate(
    ({ source, name }) =>
      new Promise<boolean>((resolve) => {
        const made = document.createElement(name);
        made.addEventListener('load', () => {
          resolve(true);
        });
        made.addEventListener('error', () => {
          resolve(false);
        });
        // A module runs once only: the app's own script is not started a second time.
        if (made instanceof HTMLScriptElement) made.type = 'module';
        made.src = source;
        document.body.append(made);
      }),
    { source: address, name: element },
  );
}

/** Where a new window ends that is told to show an address; empty when it shows nothing. */
function shownAt(address: string): Promise<string> {
  return app.electron.evaluate(async ({ BrowserWindow }, target) => {
    const window = new BrowserWindow({ show: false });
    try {
      await window.loadURL(target);
      return window.webContents.getURL();
    } catch {
      return '';
    } finally {
      window.destroy();
    }
  }, address);
}

test('control: what the app bundles is answered, with its policy', async () => {
  expect(await ask(app.electron, PAGE)).toMatchObject({
    status: 200,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': expect.stringContaining("default-src 'none'") as unknown,
      'x-content-type-options': 'nosniff',
    },
  });
  const script = await app.page.evaluate(() => document.querySelector('script')!.src);
  expect(await loadsInPage(script, 'script')).toBe(true);
  expect(await shownAt(PAGE)).toBe(PAGE);
  expect(existsSync(inProject('package.json'))).toBe(true);
});

for (const [id, what, ...addresses] of PATHS) {
  test(`[${id}] ${what} lead to no file and an empty answer`, async () => {
    for (const address of addresses) {
      const answer = await ask(app.electron, address);
      expect(answer, address).toMatchObject({ status: 404, length: 0 });
      expect(answer.headers['x-content-type-options']).toBe('nosniff');
      expect(JSON.stringify(answer), 'an error never echoes the address').not.toContain('passwd');
      expect(await loadsInPage(address, 'script'), address).toBe(false);
    }
  });
}

test('control: a careless handler gives the file away', async () => {
  const text = await app.electron.evaluate(async ({ app: electronApp, session }, address) => {
    const careless = session.fromPartition('careless');
    const { readFileSync } = process.getBuiltinModule('node:fs');
    careless.protocol.handle('app', (request) => {
      const path = decodeURIComponent(new URL(request.url).pathname);
      return new Response(readFileSync(`${electronApp.getAppPath()}/out/renderer${path}`));
    });
    return (await careless.fetch(address)).text();
  }, 'app://bundle/..%2f..%2fpackage.json');
  expect(text).toContain('"name": "broadsheet"');
});

for (const [id, what, same, ...others] of SPELLINGS) {
  test(`[${id}] ${what} makes no other address of ours, and none of others ours`, async () => {
    expect(await shownAt(same)).toBe(PAGE);
    for (const other of others) {
      expect(await shownAt(other), other).toBe('');
      if (!other.includes('@')) {
        expect(await ask(app.electron, other)).toMatchObject({ status: 404, length: 0 });
      }
      expect(await loadsInPage(other, 'script'), other).toBe(false);
    }
  });
}

test('[A10.10] only GET is answered', async () => {
  for (const address of [PAGE, picture]) {
    for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS']) {
      const answer = await ask(app.electron, address, method);
      expect(answer, `${method} ${address}`).toMatchObject({ status: 405, length: 0 });
    }
  }
});

test('[A10.11] a stored picture is answered by its id, and nothing in it may run', async () => {
  const answer = await ask(app.electron, picture);
  expect(answer).toMatchObject({
    status: 200,
    headers: {
      'content-type': expect.stringMatching(/^image\/(png|jpeg|webp)$/) as unknown,
      'content-security-policy': "default-src 'none'; sandbox",
      'x-content-type-options': 'nosniff',
    },
  });
  expect(answer.length).toBeGreaterThan(1000);
  expect(await loadsInPage(picture, 'img')).toBe(true);
  expect(await loadsInPage(picture, 'script')).toBe(false);
});

test('[A10.12] what is no stored picture is not found, and not remembered as missing', async () => {
  const id = picture.slice('app-img://'.length);
  const strange = [
    unknown,
    'app-img://etc/passwd',
    `${picture}/../../etc/passwd`,
    `${picture}/index.html`,
    `${picture}?path=/etc/passwd`,
    `app-img://${id.slice(1)}`,
    `app-img://${id}.png`,
    'app-img://..%2f..%2fetc%2fpasswd',
  ];
  const refused = await Promise.all(strange.map((address) => loadsInPage(address, 'img')));
  expect(refused.filter((isLoaded) => isLoaded)).toHaveLength(0);
  expect(await ask(app.electron, unknown)).toEqual({
    status: 404,
    length: 0,
    headers: {
      'cache-control': 'no-store',
      'content-security-policy': "default-src 'none'; sandbox",
      'x-content-type-options': 'nosniff',
    },
  });
});

test('[A10.13] the picture of a removed feed is not found until the feed is back', async () => {
  const { feeds } = await valueOf<{ feeds: { id: number; title: string }[] }>(
    app.page,
    'feeds.list',
    {},
  );
  const { id: feedId } = feeds.find(({ title }) => title === 'The Slow Line')!;
  await valueOf(app.page, 'feeds.unsubscribe', { feedId });
  expect(await ask(app.electron, picture)).toMatchObject({ status: 404, length: 0 });
  await valueOf(app.page, 'feeds.restore', { feedId });
  expect(await ask(app.electron, picture)).toMatchObject({ status: 200 });
});

test('[A10.14] a stored picture is never shown as a document', async () => {
  expect(await shownAt(picture)).toBe('');
  const refusals = app.page.evaluate(
    (address) =>
      new Promise<string>((resolve) => {
        document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) => {
          resolve(effectiveDirective);
        });
        const frame = document.createElement('iframe');
        frame.src = address;
        document.body.append(frame);
      }),
    picture,
  );
  expect(await refusals).toBe('frame-src');
  const own = app.electron.evaluate(
    ({ webContents }) =>
      new Promise<boolean>((resolve) => {
        webContents.getAllWebContents()[0]!.once('will-frame-navigate', (details) => {
          resolve(details.defaultPrevented);
        });
      }),
  );
  await app.page.evaluate((address) => {
    setTimeout(() => {
      location.assign(address);
    });
  }, picture);
  expect(await own).toBe(true);
  expect(await app.page.evaluate(() => location.href)).toBe(PAGE);
});

test('control: without the seal on requests it would be a document', async () => {
  // The last test of this file: the app puts its seal on a session once, when it is made.
  await app.electron.evaluate(({ session }) => {
    session.defaultSession.webRequest.onBeforeRequest(null);
  });
  expect(await shownAt(picture)).toBe(`${picture}/`);
});
