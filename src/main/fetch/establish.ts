/** Waits for a socket that is being connected, with every way it can end seen to. */
import type { Socket } from 'node:net';
import { ReaderError } from '../../shared/errors';

/**
 * Resolves once the socket stands; until then it ends with the signal.
 * @param event `secureConnect` for TLS, else `connect`.
 * @throws whatever ended the socket, or the signal's reason.
 */
export function established<S extends Socket>(
  socket: S,
  event: 'connect' | 'secureConnect',
  signal: AbortSignal,
): Promise<S> {
  return new Promise((resolve, reject) => {
    const finish = (): void => {
      signal.removeEventListener('abort', giveUp);
      socket.off(event, onReady).off('error', onError).off('close', onClose);
      // Whoever takes the socket listens from then on; an error in between must not end the thread.
      socket.on('error', ignore);
    };
    const onReady = (): void => {
      finish();
      resolve(socket);
    };
    const onError = (error: Error): void => {
      finish();
      socket.destroy();
      reject(error);
    };
    const onClose = (): void => {
      onError(new ReaderError('network', 'The connection was closed before it stood.'));
    };
    const giveUp = (): void => {
      onError(signal.reason as Error);
    };
    socket.on(event, onReady).on('error', onError).on('close', onClose);
    if (signal.aborted) giveUp();
    else signal.addEventListener('abort', giveUp, { once: true });
  });
}

function ignore(): void {
  // The end of the socket is what counts, and that is noticed.
}
