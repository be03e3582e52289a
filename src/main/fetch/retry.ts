/** Whether a request may be sent a second time, over a new connection. */
import { ExchangeFailure } from './exchange';

/** The connection was closed without an answer. */
const CLOSED = /^(?:UND_ERR_SOCKET|UND_ERR_INFO|ECONNRESET|EPIPE|ERR_HTTP2_.*)$/;

/**
 * A connection that was kept may be closed at the very moment a request is sent over it; a GET is then
 * simply sent again (RFC 9112, section 9.3.1). A server that closes a new one means it. HTTP/2 servers
 * say GOAWAY, which asks for another connection, and after which undici drops even answers that were
 * under way.
 */
export function mayRetry(error: unknown): boolean {
  if (!(error instanceof ExchangeFailure) || error.stage === 'connecting') return false;
  const { cause, stage, wasKept } = error;
  if (!(cause instanceof Error) || !('code' in cause)) return false;
  const isGoingAway = cause.message.includes('GOAWAY');
  return isGoingAway || (wasKept && stage === 'waiting' && CLOSED.test(String(cause.code)));
}
