/** What the pages of an Electron app do and should not: heard in the main process, from every frame of every page. */
import type { ElectronApplication } from '@playwright/test';

/** How a test's markup shows that it ran: by a line in the console, which no content policy forbids. */
export const CANARY = 'PWN:';

export interface PageEvents {
  /** Lines of the console that begin as a canary does. */
  readonly canaries: readonly string[];
  /** Addresses that a frame has really gone to, beyond those it was at. */
  readonly commits: readonly string[];
  /** Windows and pages that came into being. */
  readonly opened: number;
  readonly downloads: readonly string[];
}

type Heard = { -readonly [Name in keyof PageEvents]: PageEvents[Name] } & {
  canaries: string[];
  commits: string[];
  downloads: string[];
};

/** Begins to listen, to the pages there are and to those still to come. */
export async function listenToPages(electron: ElectronApplication): Promise<void> {
  await electron.evaluate(({ app, session, webContents }, canary) => {
    const heard: Heard = { canaries: [], commits: [], opened: 0, downloads: [] };
    Object.assign(globalThis, { heardFromPages: heard });
    const listen = (contents: Electron.WebContents): void => {
      // Electron 35 moved the message from the third argument into the first.
      contents.on('console-message', (event, _level, message) => {
        const text =
          (message as string | undefined) ?? (event as unknown as { message: string }).message;
        if (text.startsWith(canary)) heard.canaries.push(text);
      });
      contents.on('did-frame-navigate', (_event, address) => {
        heard.commits.push(address);
      });
    };
    webContents.getAllWebContents().forEach(listen);
    app.on('web-contents-created', (_event, contents) => {
      heard.opened += 1;
      listen(contents);
    });
    session.defaultSession.on('will-download', (_event, item) => {
      heard.downloads.push(item.getURL());
    });
  }, CANARY);
}

export function heardFromPages(electron: ElectronApplication): Promise<PageEvents> {
  return electron.evaluate(
    () => (globalThis as unknown as { heardFromPages: Heard }).heardFromPages,
  );
}

/** Forgets what was heard so far. */
export function forgetPageEvents(electron: ElectronApplication): Promise<void> {
  return electron.evaluate(() => {
    const { heardFromPages: heard } = globalThis as unknown as { heardFromPages: Heard };
    Object.assign(heard, { canaries: [], commits: [], opened: 0, downloads: [] });
  });
}
