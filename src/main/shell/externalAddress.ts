import { MAX_ADDRESS_LENGTH } from '../../shared/model';
import { rebuildMailAddress } from './mailAddress';
import { parseAddress } from './parseAddress';
import { isPublicHost } from '../../shared/publicHost';

/** An address that may be handed to the operating system. */
export interface ExternalAddress {
  /** Written anew from the parsed address; this, and never the original text, is opened. */
  readonly href: string;
  /** The host to ask the person about first, because it is on their own network. */
  readonly privateHost: string | null;
}

/**
 * Judges an address that came from a feed or a person. The operating system starts programs by
 * scheme, so anything but web and mail addresses would let an article start a program
 * (CVE-2023-42222 is one of many).
 *
 * @returns null when the address must not be opened.
 */
export function judgeExternalAddress(address: string): ExternalAddress | null {
  if (address.length > MAX_ADDRESS_LENGTH) return null;
  const url = parseAddress(address);
  if (url === null) return null;
  const href = safeHref(url);
  if (href === null || href.length > MAX_ADDRESS_LENGTH) return null;
  const asks = url.protocol !== 'mailto:' && !isPublicHost(url.hostname);
  return { href, privateHost: asks ? url.host : null };
}

function safeHref(url: URL): string | null {
  switch (url.protocol) {
    case 'http:':
    case 'https:':
      // `https://bank.example@evil.example/` is read wrongly by people and by some programs.
      return url.username === '' && url.password === '' ? url.href : null;
    case 'mailto:':
      return rebuildMailAddress(url);
    default:
      return null;
  }
}
