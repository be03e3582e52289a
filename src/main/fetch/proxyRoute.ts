/** The ways to a server: straight, or through one of the proxies that the system names for it. */
import { isIP } from 'node:net';
import { bareHost } from '../../shared/publicHost';

export interface ProxyRoute {
  readonly kind: 'http' | 'https' | 'socks';
  readonly hostname: string;
  readonly port: number;
}

export type Route = { readonly kind: 'direct' } | ProxyRoute;

export const DIRECT: Route = { kind: 'direct' };

/** Kinds of the entries of a proxy list, and the port each has when none is said. */
const KINDS: Readonly<Record<string, { kind: ProxyRoute['kind']; port: number }>> = {
  PROXY: { kind: 'http', port: 80 },
  HTTP: { kind: 'http', port: 80 },
  HTTPS: { kind: 'https', port: 443 },
  SOCKS: { kind: 'socks', port: 1080 },
  SOCKS5: { kind: 'socks', port: 1080 },
};

/**
 * Reads a proxy list as auto-configuration scripts return it, `PROXY a:8080; SOCKS5 b; DIRECT`, best
 * first. Kinds that cannot be used are left out, so that the result may be empty; a list that says
 * nothing at all means no proxy.
 */
export function parseProxyList(list: string): Route[] {
  const entries = list
    .split(';')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '');
  return entries.length === 0 ? [DIRECT] : entries.flatMap(parseEntry);
}

function parseEntry(entry: string): Route[] {
  const [word = '', address = ''] = entry.split(/\s+/);
  if (word.toUpperCase() === 'DIRECT') return [DIRECT];
  const known = KINDS[word.toUpperCase()];
  // Read as an address of its own, which takes care of IPv6 and of nonsense.
  const text = `http://${address}`;
  if (known === undefined || !URL.canParse(text)) return [];
  const { hostname, port, host } = new URL(text);
  if (host.toLowerCase() !== address.toLowerCase().replace(/:80$/, '')) return [];
  const said = /:(\d+)$/.exec(address)?.[1];
  return [{ kind: known.kind, hostname, port: Number((said ?? port) || known.port) }];
}

/**
 * Whether a target is this machine or its cable, to which no proxy leads, whatever the system's list
 * says. Browsers hold to the same rule.
 */
export function bypassesProxies(url: URL): boolean {
  const host = bareHost(url.hostname);
  if (isIP(host) === 4) return host.startsWith('127.') || host.startsWith('169.254.');
  if (isIP(host) === 6) return host === '::1' || /^fe[89ab]/.test(host);
  return /(?:^|\.)localhost\.?$/.test(host);
}

/** The same for the same proxy, and different for any other. */
export const proxyKey = ({ kind, hostname, port }: ProxyRoute): string =>
  `${kind}://${hostname}:${String(port)}`;
