/** What went wrong on the way, as one of the app's own errors. */
import { ReaderError, type ErrorDetails } from '../../shared/errors';
import type { Stage } from './exchange';

type Reason = NonNullable<ErrorDetails['reason']>;

const TIMEOUTS = new Set(['ETIMEDOUT', 'UND_ERR_CONNECT_TIMEOUT']);
/** The body was shorter than its length, or a chunked body was cut. */
const INCOMPLETE = new Set(['UND_ERR_RES_CONTENT_LENGTH_MISMATCH']);
/** The client was closed. */
const CLOSING = new Set(['UND_ERR_DESTROYED', 'UND_ERR_CLOSED']);
const TOO_LARGE = new Set(['UND_ERR_HEADERS_OVERFLOW']);

/** Codes of OpenSSL and of BoringSSL, which Electron uses; what is not named here is `other`. */
const CERTIFICATE_REASONS: Readonly<Record<string, Reason>> = {
  CERT_HAS_EXPIRED: 'expired',
  ERR_TLS_CERT_ALTNAME_INVALID: 'wrong-host',
  HOSTNAME_MISMATCH: 'wrong-host',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'self-signed',
  SELF_SIGNED_CERT_IN_CHAIN: 'self-signed',
  CERT_NOT_YET_VALID: 'other',
  CERT_REVOKED: 'other',
  CERT_REJECTED: 'other',
  CERT_UNTRUSTED: 'other',
  CERT_SIGNATURE_FAILURE: 'other',
  CERT_CHAIN_TOO_LONG: 'other',
  INVALID_CA: 'other',
  INVALID_PURPOSE: 'other',
  PATH_LENGTH_EXCEEDED: 'other',
  UNABLE_TO_GET_ISSUER_CERT: 'other',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'other',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'other',
};
/** A server that knows only protocols or ciphers from before TLS 1.2. */
const OLD_PROTOCOL =
  /^ERR_SSL_.*(?:UNSUPPORTED_PROTOCOL|PROTOCOL_VERSION|HANDSHAKE_FAILURE|NO_PROTOCOLS_AVAILABLE|INSUFFICIENT_SECURITY|DH_KEY_TOO_SMALL)/;

/**
 * @param cause what was thrown.
 * @param host asked, with its port.
 * @param stage how far the exchange had come. Once the head of an answer was there, a broken
 *   connection has cut its body.
 */
export function networkError(cause: unknown, host: string, stage: Stage): ReaderError {
  const where = { host, ...reachOf(stage) };
  if (cause instanceof ReaderError) {
    return cause.code === 'cancelled'
      ? cause
      : new ReaderError(cause.code, cause.message, { ...cause.details, ...where });
  }
  const code = codeOf(cause);
  const reason = certificateReason(code);
  if (reason !== null) {
    const details = { ...where, reason };
    return new ReaderError('certificate', `The connection is not safe (${code}).`, details);
  }
  if (CLOSING.has(code)) return new ReaderError('cancelled', 'The app is closing.');
  if (TIMEOUTS.has(code)) return new ReaderError('timeout', 'The answer took too long.', where);
  if (INCOMPLETE.has(code)) return new ReaderError('incomplete', 'The answer was cut.', where);
  if (TOO_LARGE.has(code)) return new ReaderError('too-large', 'Too many headers.', where);
  const kind = stage === 'reading' ? 'incomplete' : 'network';
  // Only the code: a message may hold addresses, and with them names and passwords.
  return new ReaderError(kind, `The request failed (${code || 'no reason known'}).`, where);
}

/** The same failure, of a request that a server had answered already, if only with a redirect. */
export function answered(error: unknown): unknown {
  if (!(error instanceof ReaderError) || error.code === 'cancelled') return error;
  return new ReaderError(error.code, error.message, { ...error.details, reach: 'answered' });
}

function reachOf(stage: Stage): Pick<ErrorDetails, 'reach'> {
  if (stage === 'connecting') return {};
  return { reach: stage === 'waiting' ? 'asked' : 'answered' };
}

function certificateReason(code: string): Reason | null {
  return CERTIFICATE_REASONS[code] ?? (OLD_PROTOCOL.test(code) ? 'old-protocol' : null);
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}
