/** Work in pieces must end with the engine. */
import { ReaderError } from '../../shared/errors';

/**
 * To be called before each write that comes after a pause: the database is closed a moment later.
 *
 * @param closing aborted when the engine closes.
 * @throws ReaderError `cancelled` once that is so.
 */
export function refuseWhenClosing(closing: AbortSignal): void {
  if (closing.aborted) throw new ReaderError('cancelled', 'The app is closing.');
}
