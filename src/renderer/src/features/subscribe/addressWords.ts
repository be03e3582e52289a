/** What can be told from an address as it was typed, without asking anybody. */

/** True for an address that names its scheme; a colon alone may stand before a port. */
const SCHEME = /^[a-z][a-z0-9+.-]*:\/\//i;

function parsed(address: string): URL | null {
  const text = address.trim();
  return URL.parse(SCHEME.test(text) ? text : `https://${text}`);
}

/** The server an address names; the address itself where it names none. */
export function hostOf(address: string): string {
  const host = parsed(address)?.host ?? '';
  return host === '' ? address.trim() : host;
}

/** The page behind an address, to open outside; null where it is none of the web. */
export function pageOf(address: string): string | null {
  const url = parsed(address);
  return url !== null && /^https?:$/.test(url.protocol) ? url.href : null;
}

/** True when a feed is read without encryption although nobody asked for that. */
export function isWithoutEncryption(typed: string, feedUrl: string): boolean {
  return feedUrl.startsWith('http://') && !/^\s*http:\/\//i.test(typed);
}
