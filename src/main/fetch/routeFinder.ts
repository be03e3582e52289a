/** Chooses the ways to a server, best first, and remembers which proxies are dead. */
import { isIP } from 'node:net';
import { performance } from 'node:perf_hooks';
import { ReaderError } from '../../shared/errors';
import { bareHost } from '../../shared/publicHost';
import { isAllowedOrigin, privateAddress, type AddressPolicy } from './addressPolicy';
import { bypassesProxies, DIRECT, parseProxyList, proxyKey, type Route } from './proxyRoute';
import type { Resolve } from './resolve';
import { settleWithin } from './settleWithin';

/** An address to a list as proxy auto-configuration has it; see `parseProxyList`. */
export type ResolveProxy = (url: string) => Promise<string>;

/** Milliseconds the system may take to name its proxies: it may have to fetch and run a script first. */
const SYSTEM_MS = 15_000;
/** Milliseconds our own resolver may take where a proxy does the real work. */
const SECOND_OPINION_MS = 1000;
/** Milliseconds a proxy that failed stands behind the others, as in browsers. */
const DEAD_MS = 5 * 60_000;

export class RouteFinder {
  readonly #deadUntil = new Map<string, number>();

  constructor(
    private readonly resolveProxy: ResolveProxy | null,
    private readonly resolve: Resolve,
    private readonly policy: AddressPolicy,
  ) {}

  /**
   * @param url judged already, as it is written.
   * @throws ReaderError `proxy` when the system does not name its proxies, or none that can be used:
   *   whoever uses one often means to hide behind it, so that no request goes straight instead;
   *   `private-address` when a proxy would be asked for a name that is private here.
   */
  async routesTo(url: URL, privateOrigin: string | null): Promise<readonly Route[]> {
    if (this.resolveProxy === null || bypassesProxies(url)) return [DIRECT];
    const list = await settleWithin<string | null>(this.resolveProxy(url.href), SYSTEM_MS, null);
    if (list === null) throw proxyUnknown(url, 'The system did not say which proxy to use.');
    const routes = parseProxyList(list);
    if (routes.length === 0) throw proxyUnknown(url, 'The proxy is of an unknown kind.');
    const readsRequests = routes.some(({ kind }) => kind === 'http' || kind === 'https');
    if (readsRequests && !isAllowedOrigin(url, privateOrigin)) await this.#judgeResolved(url);
    const now = performance.now();
    const isDead = (route: Route): boolean =>
      route.kind !== 'direct' && (this.#deadUntil.get(proxyKey(route)) ?? 0) > now;
    return [...routes.filter((route) => !isDead(route)), ...routes.filter(isDead)];
  }

  noteDead(route: Route): void {
    if (route.kind !== 'direct') {
      this.#deadUntil.set(proxyKey(route), performance.now() + DEAD_MS);
    }
  }

  /**
   * A proxy inside a private network would reach what is private there. It resolves names itself, so
   * this is a second opinion, and no answer is none. A SOCKS proxy is often there to keep names from
   * the local resolver, so for it nothing is looked up.
   */
  async #judgeResolved(url: URL): Promise<void> {
    const host = bareHost(url.hostname);
    if (isIP(host) !== 0) return;
    const addresses = await settleWithin(this.resolve(host), SECOND_OPINION_MS, []);
    if (addresses.some(({ address }) => !this.policy.allowsAddress(address))) {
      throw privateAddress(url.host);
    }
  }
}

function proxyUnknown({ host }: URL, message: string): ReaderError {
  return new ReaderError('proxy', message, { host });
}
