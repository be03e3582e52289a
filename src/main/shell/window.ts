import { app, BrowserWindow } from 'electron';
import { APP_PAGE } from './appAddress';
import type { Log } from './log';
import { pagePreferences } from './pagePreferences';
import { followTheme, windowBackground } from './theme';
import { DEFAULT_SIZE, MINIMUM_SIZE } from './windowState';
import { readWindowState, writeWindowState } from './windowStateFile';

export interface WindowOptions {
  readonly preload: string;
  readonly stateFile: string;
  readonly log: Log;
}

/** Opens the reader's window where it was last, and shows it as soon as its frame is drawn. */
export function openWindow({ preload, stateFile, log }: WindowOptions): BrowserWindow {
  const state = readWindowState(stateFile);
  const { maximised = false, ...bounds } = state ?? {};
  const window = new BrowserWindow({
    ...DEFAULT_SIZE,
    ...bounds,
    minWidth: MINIMUM_SIZE.width,
    minHeight: MINIMUM_SIZE.height,
    show: false,
    title: app.name,
    backgroundColor: windowBackground(),
    autoHideMenuBar: process.platform !== 'darwin',
    webPreferences: pagePreferences(preload, app.isPackaged),
  });
  followTheme(window);
  window.once('ready-to-show', () => {
    if (maximised) window.maximize();
    window.show();
  });
  window.on('close', () => {
    try {
      writeWindowState(stateFile, window);
    } catch (error) {
      log.warn('The place of the window could not be remembered.', error);
    }
  });
  window.loadURL(APP_PAGE).catch((error: unknown) => {
    log.error('The window could not load its page.', error);
  });
  return window;
}
