import { ipcMain, type WebFrameMain } from 'electron';
import { CALL_CHANNEL } from '../../shared/channels';
import { contract, isMethodName } from '../../shared/contract/index';
import type { ErrorCode } from '../../shared/errors';
import type { Dispatch, Reply } from '../../shared/rpc';
import { isTrustedSender, type KnownPage } from './callSender';
import type { Log } from './log';

export interface Gate {
  /** The page that may call at this moment. */
  readonly knownPage: () => KnownPage<WebFrameMain> | null;
  readonly engine: Dispatch;
  readonly shell: Dispatch;
  readonly log: Log;
}

/**
 * Opens the one gate between pages and the app. Every call gets a reply: a refused caller must
 * not be able to mistake silence for success, and nothing is ever thrown across.
 */
export function openGate({ knownPage, engine, shell, log }: Gate): void {
  ipcMain.handle(CALL_CHANNEL, (event, method: unknown, input: unknown): Promise<Reply> | Reply => {
    if (!isTrustedSender(event, knownPage())) {
      log.warn('A call from a page that is not the window was refused.');
      return refusal('unavailable', 'Only the window may call.');
    }
    if (!isMethodName(method)) return refusal('invalid-input', 'There is no such method.');
    return contract[method].host === 'engine' ? engine(method, input) : shell(method, input);
  });
}

function refusal(code: ErrorCode, message: string): Reply {
  return { ok: false, error: { code, message } };
}
