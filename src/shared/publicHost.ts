/**
 * Whether a host is, by its spelling, on the public internet or rather on this machine or its own
 * network. Nothing is resolved: this decides what a person is asked. Whether a request may really go
 * out is judged where it goes out, address by address.
 */
import { groupsOf, isIpv4, isPublicAddress } from './addressRanges';

/** Top-level names that no public resolver answers for (RFC 6761, 6762 with appendix G, 8375). */
const LOCAL_NAMES =
  /(?:^|\.)(?:localhost|local|localdomain|internal|intranet|private|corp|home|lan|home\.arpa)$/;

/**
 * @param hostname as `URL` writes it: lower-case, IPv6 in brackets, IPv4 in its usual form, so that
 *   `0x7f.1` has already become `127.0.0.1`.
 */
export function isPublicHost(hostname: string): boolean {
  const host = bareHost(hostname);
  if (isIpv4(host) || groupsOf(host) !== null) return isPublicAddress(host);
  const name = host.replace(/\.+$/, '');
  // A name without a dot can only be known to this network (RFC 7085).
  return name.includes('.') && !LOCAL_NAMES.test(name);
}

/** A hostname without the brackets that `URL` puts around IPv6 addresses. */
export function bareHost(hostname: string): string {
  return hostname.startsWith('[') ? hostname.slice(1, -1) : hostname;
}
