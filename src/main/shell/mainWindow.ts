import { app, type BrowserWindow } from 'electron';
import { EVENT_CHANNEL } from '../../shared/channels';
import type { ReaderEvent } from '../../shared/contract/events';
import { APP_PAGE } from './appAddress';
import { RestartAllowance } from './restartAllowance';
import { openWindow, type WindowOptions } from './window';

/** The one window: there is at most one, and it can be closed and opened again. */
export class MainWindow {
  readonly #options: WindowOptions;
  readonly #reloads = new RestartAllowance();
  #window: BrowserWindow | null = null;

  constructor(options: WindowOptions) {
    this.#options = options;
  }

  get current(): BrowserWindow | null {
    return this.#window;
  }

  /** Opens the window, or brings the open one to the front. */
  show(): void {
    if (this.#window === null) {
      this.#open();
      return;
    }
    if (this.#window.isMinimized()) this.#window.restore();
    this.#window.show();
    this.#window.focus();
  }

  /** Tells the window's page what happened; nothing when there is no window. */
  send(event: ReaderEvent): void {
    this.#window?.webContents.send(EVENT_CHANNEL, event);
  }

  #open(): void {
    const window = openWindow(this.#options);
    this.#window = window;
    window.once('closed', () => {
      this.#window = null;
    });
    const drawAnew = (_event: unknown, { type }: { type: string }): void => {
      // Chromium starts another one, which knows nothing of what was drawn before.
      if (type === 'GPU') window.webContents.invalidate();
    };
    app.on('child-process-gone', drawAnew);
    window.once('closed', () => {
      app.off('child-process-gone', drawAnew);
    });
    window.webContents.on('render-process-gone', (_event, { reason }) => {
      if (reason === 'clean-exit') return;
      this.#options.log.error(`The window's page ended: ${reason}.`);
      // Everything a person has is in the engine, so a fresh page loses nothing.
      if (this.#reloads.take(Date.now())) void window.loadURL(APP_PAGE).catch(() => undefined);
    });
  }
}
