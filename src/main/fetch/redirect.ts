/** Where a redirect leads, and whether it may be followed. */
import { ReaderError } from '../../shared/errors';

export interface Redirect {
  readonly url: string;
  /** 301 and 308 say "for ever"; the others only "this time" (RFC 9110, section 15.4). */
  readonly isPermanent: boolean;
}

const PERMANENT = new Set([301, 308]);
const TEMPORARY = new Set([302, 303, 307]);

/**
 * @returns null when the answer is no redirect.
 * @throws ReaderError `network` for a redirect to anything but the web, or away from https.
 */
export function followRedirect(
  status: number,
  location: string | string[] | undefined,
  from: string,
): Redirect | null {
  const isPermanent = PERMANENT.has(status);
  if (!isPermanent && !TEMPORARY.has(status)) return null;
  const target = Array.isArray(location) ? location[0] : location;
  const host = new URL(from).host;
  if (target === undefined || !URL.canParse(target, from)) {
    throw new ReaderError('network', 'A redirect without a usable target.', { host });
  }
  const url = new URL(target, from);
  const isSafe =
    url.protocol === 'https:' || (url.protocol === 'http:' && !from.startsWith('https:'));
  if (!isSafe) throw new ReaderError('network', 'An unsafe redirect was refused.', { host });
  return { url: url.href, isPermanent };
}
