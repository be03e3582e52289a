/**
 * The closed list of failures that may cross a boundary, and the error that carries one.
 *
 * Electron keeps only `message` when a handler throws, so nothing is thrown across a boundary:
 * failures travel as plain data and become a `ReaderError` again on the other side.
 */
import { z } from 'zod';

export const ErrorCode = z.enum([
  'invalid-input',
  'not-found',
  'duplicate-feed',
  'not-a-feed',
  /** The answer is neither HTML nor text, so there is nothing to save for reading. */
  'not-a-page',
  /** Nothing in the page reads like an article, or it has no more of it than the feed. */
  'no-article',
  'network',
  'timeout',
  /** The server answered, with a status that is no success; `details.status` has it. */
  'http-status',
  /** The server wants a name and a password. */
  'sign-in',
  /** The server wants proof of a human, which a reader cannot give. */
  'challenge',
  /** The address lies on this machine or a private network, and nobody allowed it. */
  'private-address',
  /** A redirect to something that is not the web, or away from encryption. */
  'unsafe-redirect',
  /** The server's certificate is not to be trusted; `details.reason` says why. */
  'certificate',
  /** The proxy of the system refused or did not answer. */
  'proxy',
  'too-large',
  'incomplete',
  'storage',
  'cancelled',
  'unavailable',
  'internal',
]);
export type ErrorCode = z.infer<typeof ErrorCode>;

/** Facts the renderer needs to choose its words. Never a path, a stack or a password. */
export const ErrorDetails = z.strictObject({
  /** HTTP status of the answer that failed. */
  status: z.int().optional(),
  /** Host the request went to, for sentences such as "example.org did not answer". */
  host: z.string().optional(),
  /** The feed that is already subscribed, for `duplicate-feed`. */
  feedId: z.int().optional(),
  /** Why a certificate is not trusted. */
  reason: z.enum(['expired', 'wrong-host', 'self-signed', 'old-protocol', 'other']).optional(),
  /** A request was sent before it failed, or a server even answered; left out when none was bothered. */
  reach: z.enum(['asked', 'answered']).optional(),
});
export type ErrorDetails = z.infer<typeof ErrorDetails>;

export const WireError = z.strictObject({
  code: ErrorCode,
  message: z.string(),
  details: ErrorDetails.optional(),
});
export type WireError = z.infer<typeof WireError>;

/** A failure the app foresees. `message` is for the log; people read words chosen by `code`. */
export class ReaderError extends Error {
  override readonly name = 'ReaderError';

  constructor(
    readonly code: ErrorCode,
    message: string,
    readonly details?: ErrorDetails,
  ) {
    super(message);
  }
}

/**
 * Turns any thrown value into data that may cross a boundary.
 * An unforeseen error crosses as `internal` without its message, which could name a path.
 */
export function toWire(error: unknown): WireError {
  if (error instanceof ReaderError) {
    return error.details === undefined
      ? { code: error.code, message: error.message }
      : { code: error.code, message: error.message, details: error.details };
  }
  return { code: 'internal', message: 'Something went wrong inside the app.' };
}

/** The inverse of `toWire`. */
export function fromWire(error: WireError): ReaderError {
  return new ReaderError(error.code, error.message, error.details);
}
