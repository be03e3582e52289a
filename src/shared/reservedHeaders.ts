/** Headers of a request that no feed may have of its own. */

/**
 * Those that frame the message or belong to the connection (RFC 9110, section 7.6.1), that say what the
 * app can read or has already, and that it has settings of their own for.
 */
const RESERVED =
  /^(?:host|connection|keep-alive|proxy-.*|te|trailer|transfer-encoding|upgrade|expect|content-.*|accept-encoding|range|if-.*|user-agent|authorization)$/i;

/** @param name in any case. */
export function isReservedHeader(name: string): boolean {
  return RESERVED.test(name);
}
