/**
 * Now and then a feed is asked for whole, though its version is known: a server whose validators got
 * stuck would say "not modified" for ever.
 */
import type { FetchState } from './ports';

/** NetNewsWire's figure. */
export const PROBE_AFTER_MS = 8 * 24 * 60 * 60 * 1000;
/** These publishers ask readers never to send a request without validators, and watch for it. */
const ASK_NOT = ['rachelbythebay.com', 'openrss.org'];

/** Only a request that nobody is waiting for may be one. */
export function isProbeDue(
  url: string,
  state: Pick<FetchState, 'wholeAt' | 'refusesProbes'>,
  now: number,
): boolean {
  if (state.refusesProbes || state.wholeAt === null) return false;
  const { hostname } = new URL(url);
  if (ASK_NOT.some((host) => hostname === host || hostname.endsWith(`.${host}`))) return false;
  return now - state.wholeAt >= PROBE_AFTER_MS;
}
