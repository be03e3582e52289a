/** The header fields a link may fill in. `attach` would send a file, `bcc` a silent copy. */
const KEPT_FIELDS = ['subject', 'body'] as const;

/** Plain addresses only: no display names, quotes or brackets that a mail program would parse. */
const PLAIN_ADDRESS = /^[\w.!#$%&*+/=?^`{|}~-]+@[\p{L}\p{N}.-]+$/u;

/**
 * Rebuilds a `mailto:` address from the parts that are safe: addresses, subject and body.
 *
 * @returns the rebuilt address, or null when there is no plain address in it.
 */
export function rebuildMailAddress(url: URL): string | null {
  const addresses = decode(url.pathname)?.split(',');
  if (!addresses?.every((address) => PLAIN_ADDRESS.test(address))) return null;
  const fields: string[] = [];
  for (const name of KEPT_FIELDS) {
    const value = url.searchParams.get(name);
    if (value !== null) fields.push(`${name}=${encodeURIComponent(tidyField(name, value))}`);
  }
  const query = fields.length === 0 ? '' : `?${fields.join('&')}`;
  return `mailto:${addresses.map(encodeAddress).join(',')}${query}`;
}

/** Only a body has lines: a line break in a subject would begin another header field. */
function tidyField(name: (typeof KEPT_FIELDS)[number], value: string): string {
  const unwanted = name === 'body' ? /[^\P{Cc}\r\n\t]/gu : /\p{Cc}/gu;
  return value.replace(unwanted, ' ');
}

function encodeAddress(address: string): string {
  return encodeURIComponent(address).replace('%40', '@');
}

function decode(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}
