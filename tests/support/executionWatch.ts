/** Notices whatever foreign markup manages to do in any frame of a running app: run, ask, go, open. */
import type { ElectronApplication, Page } from '@playwright/test';
import {
  CANARY,
  forgetPageEvents,
  heardFromPages,
  listenToPages,
  type PageEvents,
} from './pageEvents';

export interface Executions extends PageEvents {
  /** Titles of the documents whose markup ran something. A document that cannot be known is `?`. */
  readonly ran: readonly string[];
  /** Addresses that a page asked for over the network, answered or not. */
  readonly asked: readonly string[];
  /** Names of the frames that were to be led elsewhere, whether or not they were. */
  readonly led: readonly string[];
  /** Boxes that a page showed and that no hook took. */
  readonly dialogs: readonly string[];
}

/** Where the watch keeps its notes, in the main process. */
interface Notes {
  readonly askedByPages: string[];
  readonly ledFrames: string[];
}

/** What the app's own pages consist of. Whatever else is asked for, an article has asked for. */
const OWN_ADDRESSES = /^(?:app|app-img|data|about|blob|devtools):/;

export class ExecutionWatch {
  readonly #dialogs: string[] = [];

  private constructor(private readonly electron: ElectronApplication) {}

  /** Begins to watch. The page must be loaded again before attacks in new frames of it can be told apart. */
  static async begin(electron: ElectronApplication, page: Page): Promise<ExecutionWatch> {
    const watch = new ExecutionWatch(electron);
    page.on('dialog', (dialog) => {
      watch.#dialogs.push(dialog.message());
      void dialog.dismiss();
    });
    await electron.context().addInitScript(tellWhatRuns, CANARY);
    await listenToPages(electron);
    await electron.evaluate(({ session, webContents }, own) => {
      const asked: string[] = [];
      const led: string[] = [];
      Object.assign(globalThis, { askedByPages: asked, ledFrames: led });
      const listen = ({ url }: { url: string }): void => {
        if (!new RegExp(own).test(url)) asked.push(url);
      };
      const { webRequest } = session.defaultSession;
      webRequest.onCompleted(listen);
      webRequest.onErrorOccurred(listen);
      webContents.getAllWebContents()[0]!.on('will-frame-navigate', (details) => {
        if (details.isMainFrame) return;
        // A frame inside an attack has no name of its own.
        let { frame } = details;
        while (frame?.name === '') frame = frame.parent;
        led.push(frame?.name ?? '?');
      });
    }, OWN_ADDRESSES.source);
    return watch;
  }

  /** Puts the hooks into a document that was there before the watch, or in which nothing may run. */
  static async hook(page: Page, selector: string): Promise<void> {
    const frame = await (await page.waitForSelector(selector)).contentFrame();
    await frame!.evaluate(tellWhatRuns, CANARY);
  }

  /**
   * Keeps every frame where it is and opens no window, as the app's guard would. In an app without it this spares
   * the test the pages of servers that do not exist.
   */
  async holdFrames(): Promise<void> {
    await this.electron.evaluate(({ webContents }) => {
      const contents = webContents.getAllWebContents()[0]!;
      contents.on('will-frame-navigate', (details) => {
        if (!details.isMainFrame && /^https?:/.test(details.url)) details.preventDefault();
      });
      contents.setWindowOpenHandler(() => ({ action: 'deny' }));
    });
  }

  /** What happened since the last `forget`. */
  async executions(): Promise<Executions> {
    const heard = await heardFromPages(this.electron);
    const noted = await this.electron.evaluate(() => {
      const { askedByPages, ledFrames } = globalThis as unknown as Notes;
      return { asked: askedByPages, led: [...new Set(ledFrames)] };
    });
    const ran = new Set(heard.canaries.map((line) => line.slice(CANARY.length).split(' ')[0]!));
    return { ...heard, ...noted, ran: [...ran], dialogs: [...this.#dialogs] };
  }

  async forget(): Promise<void> {
    this.#dialogs.length = 0;
    await forgetPageEvents(this.electron);
    await this.electron.evaluate(() => {
      const { askedByPages, ledFrames } = globalThis as unknown as Notes;
      askedByPages.length = 0;
      ledFrames.length = 0;
    });
  }
}

/** Runs in a page. Whatever an attack shows itself by becomes a line in the console instead. */
function tellWhatRuns(canary: string): void {
  const title = (): string => {
    // A frame inside an attack has no title of its own; a stranger's document cannot be asked.
    for (let at: Window = window; ; at = at.parent) {
      try {
        if (at.document.title !== '') return at.document.title;
      } catch {
        return '?';
      }
      if (at === at.parent) return '?';
    }
  };
  const tell = (what: string): void => {
    window.console.info(`${canary}${title()} ${what}`);
  };
  for (const name of ['alert', 'confirm', 'prompt', 'print']) {
    Object.assign(window, {
      [name]: () => {
        tell(name);
      },
    });
  }
}
