/** Questions the checklist asks a running Electron. */
import type { ElectronApplication, Page } from '@playwright/test';
import type { WebContents } from 'electron';

interface ProbedPage {
  readonly page: Page;
  readonly id: number;
}

interface PagePreferences {
  readonly id: number;
  readonly preferences: Readonly<Record<string, unknown>>;
}

/** Preferences of every page there is, as Electron keeps them. */
export function preferencesOfPages(electron: ElectronApplication): Promise<PagePreferences[]> {
  return electron.evaluate(({ webContents }) => {
    const all = webContents.getAllWebContents();
    if (all.length === 0) throw new Error('There is no page.');
    return all.map((contents) => ({
      id: contents.id,
      preferences: (
        contents as WebContents & { getLastWebPreferences(): Record<string, unknown> }
      ).getLastWebPreferences(),
    }));
  });
}

/** From here on, remembers what any page of any session loads. */
export async function watchLoads(electron: ElectronApplication): Promise<void> {
  await electron.evaluate(({ app, session, webContents }) => {
    const loaded: string[] = [];
    Object.assign(globalThis, { loaded });
    const watch = (contents: WebContents): void => {
      contents.on('did-start-navigation', ({ url }) => loaded.push(url));
    };
    webContents.getAllWebContents().forEach(watch);
    app.on('web-contents-created', (_event, contents) => {
      watch(contents);
    });
    session.defaultSession.webRequest.onCompleted(({ url }) => loaded.push(url));
    app.on('session-created', (created) => {
      created.webRequest.onCompleted(({ url }) => loaded.push(url));
    });
  });
}

export function loadedAddresses(electron: ElectronApplication): Promise<string[]> {
  return electron.evaluate(() => (globalThis as unknown as { loaded: string[] }).loaded);
}

/** What a page is told about two permissions it checks and one it asks for. */
export function permissionAnswers(page: Page): Promise<{ asked: string; checked: string[] }> {
  return page.evaluate(async () => {
    const checked: string[] = [];
    for (const name of ['geolocation', 'notifications'] as const) {
      checked.push((await navigator.permissions.query({ name })).state);
    }
    return { asked: await Notification.requestPermission(), checked };
  });
}

/** Lets a page add a webview, and waits until Electron has decided about it. */
export async function webviewOutcome(
  electron: ElectronApplication,
  { page, id }: ProbedPage,
): Promise<{ prevented: boolean; webviews: number }> {
  const deciding = electron.evaluate(
    ({ webContents }, key) =>
      new Promise<{ prevented: boolean; webviews: number }>((resolve) => {
        const count = (): number =>
          webContents.getAllWebContents().filter((contents) => contents.getType() === 'webview')
            .length;
        webContents.fromId(key)!.on('will-attach-webview', (event) => {
          setTimeout(() => {
            resolve({ prevented: event.defaultPrevented, webviews: count() });
          }, 100);
        });
      }),
    id,
  );
  await page.evaluate(() => {
    const view = document.createElement('webview');
    view.setAttribute('src', 'about:blank');
    document.body.append(view);
  });
  return deciding;
}

/**
 * Lets a page, or a frame in it, go to an address.
 *
 * @returns whether Electron was told to stop it; only when it was not can the page be elsewhere.
 */
export async function isNavigationRefused(
  electron: ElectronApplication,
  { page, id }: ProbedPage,
  address: string,
  where: 'window' | 'frame',
): Promise<boolean> {
  const deciding = electron.evaluate(
    ({ webContents }, key) =>
      new Promise<boolean>((resolve) => {
        const contents = webContents.fromId(key)!;
        contents.once('will-frame-navigate', (details) => {
          const refused = details.defaultPrevented;
          if (refused) resolve(true);
          else
            contents.once('did-frame-navigate', () => {
              resolve(false);
            });
        });
      }),
    id,
  );
  await page.evaluate(
    ({ target, place }) => {
      if (place === 'window') {
        // Later, so that this call has returned when the page goes.
        setTimeout(() => {
          location.assign(target);
        });
        return;
      }
      const frame = document.createElement('iframe');
      document.body.append(frame);
      frame.contentWindow!.location.assign(new URL(target, location.href).href);
    },
    { target: address, place: where },
  );
  return deciding;
}

/** Loads an address whose server sends the page on to another one. */
export function redirectOutcome(
  electron: ElectronApplication,
  { id }: ProbedPage,
): Promise<'followed' | 'stopped'> {
  return electron.evaluate(async ({ webContents }, key) => {
    const contents = webContents.fromId(key)!;
    const deciding = new Promise<'followed' | 'stopped'>((resolve) => {
      contents.once('will-redirect', ({ defaultPrevented }) => {
        if (defaultPrevented) resolve('stopped');
      });
      contents.once('did-redirect-navigation', () => {
        resolve('followed');
      });
    });
    // Loading fails in any case: what the server by hand redirects to is asked of the real network.
    void contents.loadURL(new URL('/redirect', contents.getURL()).href).catch(() => undefined);
    return deciding;
  }, id);
}

/** Whether a worker of a page has Node. */
export function workerHasNode(page: Page): Promise<boolean> {
  return page.evaluate(
    () =>
      new Promise<boolean>((resolve) => {
        const code = "postMessage(typeof require === 'function' || typeof process === 'object')";
        const worker = new Worker(URL.createObjectURL(new Blob([code])));
        worker.onmessage = ({ data }) => {
          resolve(data as boolean);
        };
      }),
  );
}

/** Lets a page try to open windows, and closes those it opened. */
export async function windowsOpenedBy(
  electron: ElectronApplication,
  page: Page,
): Promise<{ opened: number; handles: number }> {
  const windows = (): Promise<number> =>
    electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length);
  const before = await windows();
  const handles = await page.evaluate(() => {
    const addresses = ['about:blank', 'https://127.0.0.1:8443/', ''];
    const opened = addresses.map((address) => window.open(address, '_blank'));
    return opened.filter((handle) => handle !== null).length;
  });
  const opened = (await windows()) - before;
  await page.evaluate(() => undefined);
  return { opened, handles };
}
