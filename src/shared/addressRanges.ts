/**
 * Which IP addresses belong to the public internet, by IANA's registries of special addresses
 * (RFC 6890 and its successors; read November 2026).
 */

/** Network, and how many leading bits of an address belong to it. */
const SPECIAL_IPV4: readonly (readonly [network: string, bits: number])[] = [
  ['0.0.0.0', 8], // "this network"; 0.0.0.0 itself reaches the own machine
  ['10.0.0.0', 8],
  ['100.64.0.0', 10], // carrier-grade NAT, and what VPNs such as Tailscale hand out
  ['127.0.0.0', 8],
  ['169.254.0.0', 16], // link-local; the metadata services of clouds
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4], // multicast
  ['240.0.0.0', 4], // reserved; ends with the broadcast address
];

const numberOf = (ipv4: string): number =>
  ipv4.split('.').reduce((value, part) => value * 256 + Number(part), 0);

const SPECIAL_NUMBERS = SPECIAL_IPV4.map(([network, bits]) => ({
  first: numberOf(network),
  last: numberOf(network) + 2 ** (32 - bits) - 1,
}));

/**
 * @param address an IP address without brackets, as resolvers and `URL` write it. Anything else is
 *   not public.
 */
export function isPublicAddress(address: string): boolean {
  if (isIpv4(address)) return isPublicIpv4(numberOf(address));
  const groups = groupsOf(address);
  return groups !== null && isPublicIpv6(groups);
}

function isPublicIpv4(address: number): boolean {
  return !SPECIAL_NUMBERS.some(({ first, last }) => address >= first && address <= last);
}

/**
 * IPv6 hands out 2000::/3 and nothing else, so that only its exceptions need naming. `::/96`
 * (IPv4-compatible), link-local, unique local and multicast addresses all lie outside.
 */
function isPublicIpv6(groups: readonly number[]): boolean {
  const [first = 0, second = 0] = groups;
  const embedded = embeddedIpv4(groups);
  if (embedded !== null) return isPublicIpv4(embedded);
  if ((first & 0xe000) !== 0x2000) return false;
  // Protocol assignments, among them Teredo (2001::/32), which embeds IPv4 addresses.
  if (first === 0x2001 && second < 0x200) return false;
  if (first === 0x2001 && second === 0xdb8) return false;
  // 6to4, which embeds IPv4 addresses and was given up (RFC 7526).
  if (first === 0x2002) return false;
  return !(first === 0x3fff && second < 0x1000);
}

/**
 * The IPv4 address that is really meant: IPv4-mapped (`::ffff:0:0/96`), or translated by NAT64
 * (`64:ff9b::/96`, RFC 6052), without which networks that have only IPv6 reach no IPv4 host.
 */
function embeddedIpv4(groups: readonly number[]): number | null {
  const [a, b, c, d, e, f, high = 0, low = 0] = groups;
  const isMapped = [a, b, c, d, e].every((group) => group === 0) && f === 0xffff;
  const isTranslated = a === 0x64 && b === 0xff9b && [c, d, e, f].every((group) => group === 0);
  return isMapped || isTranslated ? high * 0x10000 + low : null;
}

/** The usual form only: four decimal numbers. `URL` brings every other one into it. */
export function isIpv4(address: string): boolean {
  const parts = address.split('.');
  return parts.length === 4 && parts.every((part) => /^\d{1,3}$/.test(part) && Number(part) < 256);
}

/** The eight groups of an IPv6 address, or null when it is none. */
export function groupsOf(address: string): number[] | null {
  // What follows names the network card.
  const [bare = ''] = address.split('%');
  const [head = '', tail, ...more] = bare.split('::');
  const before = partsOf(head);
  const after = partsOf(tail ?? '');
  const missing = 8 - before.length - after.length;
  const isWhole = tail === undefined ? missing === 0 : missing > 0;
  const groups = [...before, ...Array<number>(Math.max(0, missing)).fill(0), ...after];
  return isWhole && more.length === 0 && groups.every((group) => group >= 0) ? groups : null;
}

/** Groups, among them NaN for what is none. */
function partsOf(text: string): number[] {
  if (text === '') return [];
  return text.split(':').flatMap((part) => {
    if (/^[\da-f]{1,4}$/i.test(part)) return [Number.parseInt(part, 16)];
    if (!isIpv4(part)) return [Number.NaN];
    const value = numberOf(part);
    return [Math.floor(value / 0x10000), value % 0x10000];
  });
}
