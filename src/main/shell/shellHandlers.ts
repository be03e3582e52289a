import { type BrowserWindow, shell } from 'electron';
import type { Handlers } from '../../shared/contract/index';
import { ReaderError } from '../../shared/errors';
import { chooseOpmlFile } from './dialogs';
import type { EngineHost } from './engineHost';
import type { Log } from './log';
import { openExternal } from './openExternal';

export interface ShellParts {
  readonly window: () => BrowserWindow | null;
  readonly engine: Pick<EngineHost, 'status' | 'open'>;
  /** Where the library lies. The window never hears of it. */
  readonly libraryFolder: string;
  readonly log: Log;
}

/** What the shell answers itself, one line each. */
export function shellHandlers(parts: ShellParts): Handlers<'shell'> {
  const { window, engine, libraryFolder, log } = parts;
  const openWindow = (): BrowserWindow => {
    const current = window();
    if (current === null) throw new ReaderError('unavailable', 'There is no window.');
    return current;
  };
  return {
    'shell.openExternal': ({ url }) => open(url, openWindow(), log),
    'shell.chooseOpmlFile': () => chooseOpmlFile(openWindow()),
    'shell.engineStatus': () => engine.status,
    'shell.openLibrary': ({ way }) => {
      if (!engine.open(way)) throw new ReaderError('unavailable', 'The library is not waiting.');
      return {};
    },
    'shell.showLibrary': async () => {
      const trouble = await shell.openPath(libraryFolder);
      if (trouble === '') return {};
      log.warn('The folder of the library could not be shown.', trouble);
      throw new ReaderError('unavailable', 'No program on this computer shows folders.');
    },
  };
}

async function open(url: string, window: BrowserWindow, log: Log): Promise<{ opened: boolean }> {
  const outcome = await openExternal(url, window).catch((error: unknown) => {
    log.warn('The system could not open an address.', error);
    throw new ReaderError('unavailable', 'No program on this computer opened the address.');
  });
  if (outcome === 'refused') {
    throw new ReaderError('invalid-input', 'Only web and mail addresses are opened.');
  }
  return { opened: outcome === 'opened' };
}
