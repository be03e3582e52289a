import type { BrowserWindow } from 'electron';
import type { Handlers } from '../../shared/contract/index';
import { ReaderError } from '../../shared/errors';
import type { EngineStatus } from '../../shared/model';
import { chooseOpmlFile } from './dialogs';
import type { Log } from './log';
import { openExternal } from './openExternal';

export interface ShellParts {
  readonly window: () => BrowserWindow | null;
  readonly engineStatus: () => EngineStatus;
  readonly log: Log;
}

/** What the shell answers itself, one line each. */
export function shellHandlers({ window, engineStatus, log }: ShellParts): Handlers<'shell'> {
  const openWindow = (): BrowserWindow => {
    const current = window();
    if (current === null) throw new ReaderError('unavailable', 'There is no window.');
    return current;
  };
  return {
    'shell.openExternal': ({ url }) => open(url, openWindow(), log),
    'shell.chooseOpmlFile': () => chooseOpmlFile(openWindow()),
    'shell.engineStatus': () => engineStatus(),
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
