/** What went wrong on the way, as one of the app's own errors. */
import { ReaderError } from '../../shared/errors';

const TIMEOUTS = new Set([
  'UND_ERR_CONNECT_TIMEOUT',
  'UND_ERR_HEADERS_TIMEOUT',
  'UND_ERR_BODY_TIMEOUT',
  'ETIMEDOUT',
]);
/** The body was shorter or longer than its Content-Length, or a chunked body was cut. */
const INCOMPLETE = new Set([
  'UND_ERR_RES_CONTENT_LENGTH_MISMATCH',
  'UND_ERR_RES_EXCEEDED_MAX_SIZE',
  'ERR_STREAM_PREMATURE_CLOSE',
]);

/**
 * @param wasCancelled the caller gave up.
 * @param isLate the total time is over.
 */
export function networkError(
  error: unknown,
  host: string,
  wasCancelled: boolean,
  isLate: boolean,
): ReaderError {
  if (error instanceof ReaderError) return error;
  if (wasCancelled) return new ReaderError('cancelled', 'The request was cancelled.');
  if (isLate) return new ReaderError('timeout', 'The answer took too long.', { host });
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (TIMEOUTS.has(code)) return new ReaderError('timeout', 'The answer took too long.', { host });
  if (INCOMPLETE.has(code)) return new ReaderError('incomplete', 'The answer was cut.', { host });
  const reason = error instanceof Error ? error.message : String(error);
  const words = [code, reason.split('\n')[0]].join(' ').trim();
  return new ReaderError('network', `The request failed (${words}).`, { host });
}
