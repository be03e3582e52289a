/** Between two requests, a server is given a rest. */
import { ReaderError } from '../../shared/errors';
import type { Later } from '../core/ports';

/**
 * @param ms milliseconds; none at all when it is 0.
 * @param closing ends the rest when it is aborted.
 * @throws ReaderError `cancelled`
 */
export function restFor(ms: number, later: Later, closing: AbortSignal): Promise<void> {
  if (ms === 0) return Promise.resolve();
  return new Promise((resolve, reject) => {
    const giveUp = (): void => {
      cancel();
      reject(new ReaderError('cancelled', 'The app is closing.'));
    };
    const cancel = later(ms, () => {
      closing.removeEventListener('abort', giveUp);
      resolve();
    });
    if (closing.aborted) giveUp();
    else closing.addEventListener('abort', giveUp, { once: true });
  });
}
