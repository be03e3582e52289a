/**
 * The one judge of where a request may go: feeds, pages, pictures, icons and every redirect on the
 * way. It is asked twice, because neither question alone is enough: about the host as it is written
 * (no resolver is ever asked about a literal address), and about the resolved address, which is then
 * the very one that is dialled, so that a name cannot mean something else a moment later.
 */
import { isPublicAddress } from '../../shared/addressRanges';
import { ReaderError } from '../../shared/errors';
import { isPublicHost } from '../../shared/publicHost';

import { isBadPort } from './badPorts';

export interface AddressPolicy {
  /** @param hostname as `URL` writes it: lower-case, IPv6 in brackets, IPv4 in its usual form. */
  allowsHost(hostname: string): boolean;
  /** @param address a resolved IP address. */
  allowsAddress(address: string): boolean;
}

/** Lets a request go to the public internet only. */
export const publicOnly: AddressPolicy = {
  allowsHost: isPublicHost,
  allowsAddress: isPublicAddress,
};

/** Whether a person allowed this very scheme, host and port, though it may be private. */
export function isAllowedOrigin(url: URL, privateOrigin: string | null): boolean {
  return privateOrigin !== null && url.origin === privateOrigin;
}

/**
 * Judges an address before anything is done for it.
 * @param wasRedirected whether a server named it, not the caller.
 * @throws ReaderError `private-address`; `network` or, after a redirect, `unsafe-redirect` for a port
 *   that no web server has.
 */
export function judgeAddress(
  policy: AddressPolicy,
  url: URL,
  privateOrigin: string | null,
  wasRedirected: boolean,
): void {
  if (!isAllowedOrigin(url, privateOrigin) && !policy.allowsHost(url.hostname)) {
    throw privateAddress(url.host);
  }
  if (isBadPort(url)) {
    const code = wasRedirected ? 'unsafe-redirect' : 'network';
    throw new ReaderError(code, 'No web server has this port.', { host: url.host });
  }
}

/** @param host with its port, if it has one. */
export function privateAddress(host: string): ReaderError {
  return new ReaderError('private-address', 'The address is not public.', { host });
}
