/** Whether a request may be sent a second time, over a new connection. */
import { ExchangeFailure } from './exchange';

/** A kept connection that the server had just given up, or a server that is being restarted. */
const CLOSED = /^(?:UND_ERR_SOCKET|UND_ERR_INFO|ECONNRESET|EPIPE|ERR_HTTP2_.*)$/;

/**
 * A connection may be closed at the very moment a request is sent over it; a GET is then simply sent
 * again (RFC 9112, section 9.3.1). HTTP/2 servers say GOAWAY, after which undici drops even answers
 * that were under way.
 */
export function mayRetry(error: unknown): boolean {
  if (!(error instanceof ExchangeFailure) || error.stage === 'connecting') return false;
  const { cause } = error;
  if (!(cause instanceof Error) || !('code' in cause)) return false;
  const isGoingAway = cause.message.includes('GOAWAY');
  return isGoingAway || (error.stage === 'waiting' && CLOSED.test(String(cause.code)));
}
