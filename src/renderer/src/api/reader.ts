/** The engine and the shell, as typed functions. */
import type { ReaderBridge } from '../../../shared/readerBridge';
import { createClient } from '../../../shared/rpc';
import { ReaderError } from '../../../shared/errors';

declare global {
  interface Window {
    readonly reader: ReaderBridge;
  }
}

export const reader = createClient(async (method, input) => {
  try {
    return await window.reader.call(method, input);
  } catch {
    // Only the transport itself can reject: the main process is gone or closing.
    throw new ReaderError('unavailable', `The call ${method} was not carried.`);
  }
});
