/** What a server noticed of a request that failed. */
import type { ErrorCode, ErrorDetails, ReaderError } from '../../shared/errors';

type Failure = Pick<ReaderError, 'code' | 'details'>;

/** These come out of answers only. */
const ANSWERED: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  ...(['not-a-feed', 'incomplete', 'too-large', 'unsafe-redirect', 'http-status'] as const),
]);

/**
 * These may come before any server was asked. A network that wants a sign-in of its own often gives
 * every name a private address.
 */
export const EARLY_CODES: readonly ErrorCode[] = ['network', 'timeout', 'proxy', 'private-address'];

/** @returns `answered`; `asked` where a request was sent and nothing came; null where nobody was bothered. */
export function reachOf({ code, details }: Failure): NonNullable<ErrorDetails['reach']> | null {
  return ANSWERED.has(code) ? 'answered' : (details?.reach ?? null);
}

/** Whether no server was reached, so that none need be spared, and a better network may help. */
export function isUnreached(failure: Failure): boolean {
  return EARLY_CODES.includes(failure.code) && reachOf(failure) === null;
}
