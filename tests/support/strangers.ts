/** Callers that are not the app's own page. Each makes one call through the real gate of a running app. */
import type { ElectronApplication, Page } from '@playwright/test';
import type { IpcMain, WebFrameMain } from 'electron';
import { CALL_CHANNEL } from '../../src/shared/channels';
import type { Reply } from '../../src/shared/rpc';
import type { LaunchedApp } from './launchApp';

type Handler = (event: unknown, method: string, input: unknown) => Promise<Reply> | Reply;

/** Electron keeps its handlers there; a real frame can be handed to them in no other way. */
interface IpcMainInside extends IpcMain {
  readonly _invokeHandlers: Map<string, Handler>;
}

export type Stranger = (app: LaunchedApp) => Promise<Reply>;

/** By what they are, in the order of protocol A9. */
export const STRANGERS: Readonly<Record<string, Stranger>> = {
  'a frame inside the window': ({ electron, page }) =>
    withChildFrame(page, () => callWithFrame(electron, 'child')),
  'a popup that shows about:blank': ({ electron }) => callFromWindow(electron, 'about:blank'),
  'a page of a web server': ({ electron }) => callFromWindow(electron, 'http://127.0.0.1:8080/'),
  'a frame that is gone': async ({ electron, page }) => {
    await withChildFrame(page, () =>
      electron.evaluate(({ BrowserWindow }) => {
        const frame = BrowserWindow.getAllWindows()[0]!.webContents.mainFrame.frames[0];
        Object.assign(globalThis, { frameThatGoes: frame });
      }),
    );
    const disposed = await callWithFrame(electron, 'disposed');
    const missing = await callWithFrame(electron, 'none');
    return disposed.ok ? disposed : missing;
  },
  "a second window with the app's own page": ({ electron }) =>
    callFromWindow(electron, 'app://bundle/index.html'),
  'the window itself after it went elsewhere': async ({ electron }) =>
    electron.evaluate(async ({ BrowserWindow }) => {
      const { webContents } = BrowserWindow.getAllWindows()[0]!;
      const home = webContents.getURL();
      await webContents.loadURL('about:blank');
      const reply: unknown = await webContents.executeJavaScript("reader.call('feeds.list', {})");
      await webContents.loadURL(home);
      return reply as Reply;
    }),
};

/** The call the window itself would make, along the same way as the strangers' calls. */
export function callAsWindow(electron: ElectronApplication): Promise<Reply> {
  return callWithFrame(electron, 'main');
}

/** Runs something while a gate that asks nobody stands in place of the app's own. */
export async function withOpenGate<Result>(
  electron: ElectronApplication,
  work: () => Promise<Result>,
): Promise<Result> {
  await electron.evaluate(({ ipcMain }, channel) => {
    const handlers = (ipcMain as IpcMainInside)._invokeHandlers;
    Object.assign(globalThis, { ownGate: handlers.get(channel) });
    handlers.set(channel, () => ({ ok: true, value: 'entered' }));
  }, CALL_CHANNEL);
  try {
    return await work();
  } finally {
    await electron.evaluate(({ ipcMain }, channel) => {
      const { ownGate } = globalThis as unknown as { ownGate: Handler };
      (ipcMain as IpcMainInside)._invokeHandlers.set(channel, ownGate);
    }, CALL_CHANNEL);
  }
}

function callWithFrame(
  electron: ElectronApplication,
  which: 'main' | 'child' | 'disposed' | 'none',
): Promise<Reply> {
  return electron.evaluate(
    async ({ BrowserWindow, ipcMain }, { channel, frame }) => {
      const sender = BrowserWindow.getAllWindows()[0]!.webContents;
      const { frameThatGoes } = globalThis as unknown as { frameThatGoes: WebFrameMain };
      const senderFrame = {
        main: sender.mainFrame,
        child: sender.mainFrame.frames[0],
        disposed: frameThatGoes,
        none: null,
      }[frame];
      if (senderFrame === undefined) throw new Error(`There is no ${frame} frame.`);
      const gate = (ipcMain as IpcMainInside)._invokeHandlers.get(channel)!;
      return await gate({ sender, senderFrame }, 'feeds.list', {});
    },
    { channel: CALL_CHANNEL, frame: which },
  );
}

async function withChildFrame<Result>(page: Page, work: () => Promise<Result>): Promise<Result> {
  await page.evaluate(async () => {
    const frame = document.createElement('iframe');
    frame.id = 'stranger';
    frame.srcdoc = '<p>Inside</p>';
    const loaded = new Promise((resolve) => {
      frame.addEventListener('load', resolve);
    });
    document.body.append(frame);
    await loaded;
  });
  const result = await work();
  await page.evaluate(() => document.querySelector('#stranger')?.remove());
  return result;
}

/** Opens a window with the app's real preload, and lets the page in it call. */
function callFromWindow(electron: ElectronApplication, address: string): Promise<Reply> {
  return electron.evaluate(async ({ app, BrowserWindow, session }, url) => {
    const preload = `${app.getAppPath()}/out/preload/index.cjs`;
    const isWeb = url.startsWith('http:');
    const partition = isWeb ? session.fromPartition('stranger') : session.defaultSession;
    if (isWeb && !partition.protocol.isProtocolHandled('http')) {
      // The app has no network for pages, so the server's page is put there by hand.
      partition.webRequest.onBeforeRequest(null);
      partition.protocol.handle('http', () => {
        const headers = { 'Content-Type': 'text/html' };
        return new Response('<!doctype html><p>Web</p>', { headers });
      });
    }
    const window = new BrowserWindow({
      show: false,
      webPreferences: { preload, session: partition },
    });
    try {
      await window.loadURL(url);
      const { href, reply } = (await window.webContents.executeJavaScript(
        "reader.call('feeds.list', {}).then((reply) => ({ href: location.href, reply }))",
      )) as { href: string; reply: Reply };
      if (href !== url) throw new Error(`The window shows ${href}.`);
      return reply;
    } finally {
      window.destroy();
    }
  }, address);
}
