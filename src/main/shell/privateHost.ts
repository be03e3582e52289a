import { BlockList, isIP } from 'node:net';

/** Ranges that lead to this machine or its own network (RFC 6890). */
const privateRanges = new BlockList();
for (const [network, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
] as const) {
  privateRanges.addSubnet(network, prefix, 'ipv4');
}
for (const [network, prefix] of [
  // IPv4-compatible addresses, with `::` and `::1` among them.
  ['::', 96],
  ['fc00::', 7],
  ['fe80::', 10],
  ['fec0::', 10],
  // Addresses that carry an IPv4 address inside (NAT64, Teredo, 6to4), which may be a private one.
  // They are too rare in links to tell the harmless ones apart.
  ['64:ff9b::', 96],
  ['64:ff9b:1::', 48],
  ['2001::', 32],
  ['2002::', 16],
] as const) {
  privateRanges.addSubnet(network, prefix, 'ipv6');
}

const PRIVATE_NAMES = /(?:^|\.)(?:localhost|local|internal|lan|home\.arpa|localdomain)$/;

/**
 * True when a host is, by its spelling, on this machine or its own network. Nothing is resolved.
 *
 * @param host as the WHATWG parser writes it, so `0x7f.1` has already become `127.0.0.1`.
 */
export function isPrivateHost(host: string): boolean {
  const bare = host.replace(/^\[|\]$/g, '').replace(/\.$/, '');
  const family = isIP(bare);
  if (family !== 0) return privateRanges.check(bare, family === 4 ? 'ipv4' : 'ipv6');
  return !bare.includes('.') || PRIVATE_NAMES.test(bare);
}
