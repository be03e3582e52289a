/** Where a redirect leads, and whether it may be followed. */
import { ReaderError } from '../../shared/errors';
import { addressFromHeader } from './headerText';

export interface Redirect {
  readonly url: URL;
  /** 301 and 308 say "for ever"; the others only "this time" (RFC 9110, section 15.4). */
  readonly isPermanent: boolean;
}

const PERMANENT = new Set([301, 308]);
const TEMPORARY = new Set([302, 303, 307]);

/**
 * @param location the header as it was sent, or null.
 * @returns null when the answer is no redirect. A name and password in the target are left out: they
 *   would be the server's, not the reader's.
 * @throws ReaderError `unsafe-redirect` for a redirect to anything but the web, or away from https;
 *   `network` for one to nowhere.
 */
export function followRedirect(
  status: number,
  location: string | null,
  from: URL,
): Redirect | null {
  const isPermanent = PERMANENT.has(status);
  if (!isPermanent && !TEMPORARY.has(status)) return null;
  const { host } = from;
  const target = location === null ? null : URL.parse(addressFromHeader(location), from.href);
  if (target === null) {
    throw new ReaderError('network', 'A redirect without a usable target.', { host });
  }
  const isSafe =
    target.protocol === 'https:' || (target.protocol === 'http:' && from.protocol === 'http:');
  if (!isSafe)
    throw new ReaderError('unsafe-redirect', 'An unsafe redirect was refused.', { host });
  target.username = '';
  target.password = '';
  target.hash = '';
  return { url: target, isPermanent };
}
