/**
 * A second window in a running app, made by a test. It shows a page of a web server that only this
 * window's session knows, because the app leaves its pages no network. Without the app's guards it
 * is the control of a security test: the same attack must succeed there.
 */
import type { ElectronApplication, Page } from '@playwright/test';
import type { WebPreferences } from 'electron';

export const WEB_ORIGIN = 'https://127.0.0.1:8443';

export interface TestWindowOptions {
  /** Whether the app's guards on pages and sessions stay as the app has put them. */
  readonly guards: 'kept' | 'removed';
  readonly preferences?: WebPreferences;
}

export interface TestWindow {
  readonly page: Page;
  /** Number of its `webContents`. */
  readonly id: number;
  /** Paths that were asked for at the web server. */
  readonly asked: () => Promise<string[]>;
  readonly close: () => Promise<void>;
}

export async function openTestWindow(
  electron: ElectronApplication,
  { guards, preferences = {} }: TestWindowOptions,
): Promise<TestWindow> {
  const opening = electron.waitForEvent('window');
  const id = await electron.evaluate(
    async ({ BrowserWindow, session }, options) => {
      const name = `test-window-${String(Date.now())}-${String(Math.random())}`;
      const own = session.fromPartition(name);
      const asked: string[] = [];
      // The server is made by hand; only the seal would keep even a guarded page from it.
      own.webRequest.onBeforeRequest(null);
      const answer = (request: Request): Response => {
        const { pathname } = new URL(request.url);
        asked.push(pathname);
        if (pathname === '/redirect') {
          return new Response(null, { status: 302, headers: { Location: '/redirected' } });
        }
        return new Response('<!doctype html><title>Web</title><p>Web</p>', {
          headers: { 'Content-Type': 'text/html', 'Access-Control-Allow-Origin': '*' },
        });
      };
      own.protocol.handle('http', answer);
      own.protocol.handle('https', answer);
      const window = new BrowserWindow({
        show: false,
        webPreferences: { ...options.preferences, session: own },
      });
      const contents = window.webContents;
      if (options.guards === 'removed') {
        own.setPermissionRequestHandler(null);
        own.setPermissionCheckHandler(null);
        for (const event of ['will-navigate', 'will-frame-navigate', 'will-redirect']) {
          contents.removeAllListeners(event);
        }
        contents.removeAllListeners('will-attach-webview');
        contents.setWindowOpenHandler(() => ({
          action: 'allow',
          overrideBrowserWindowOptions: { show: false },
        }));
      }
      const windows = ((globalThis as { testWindows?: Record<number, string[]> }).testWindows ??=
        {});
      windows[contents.id] = asked;
      await window.loadURL(`${options.origin}/`);
      return contents.id;
    },
    { guards, preferences, origin: WEB_ORIGIN },
  );
  const page = await opening;
  return {
    page,
    id,
    asked: () =>
      electron.evaluate(
        (_electron, key) =>
          (globalThis as unknown as { testWindows: Record<number, string[]> }).testWindows[key]!,
        id,
      ),
    close: async () => {
      await electron.evaluate(({ BrowserWindow, webContents }, key) => {
        const contents = webContents.fromId(key);
        if (contents !== undefined) BrowserWindow.fromWebContents(contents)?.destroy();
      }, id);
    },
  };
}
