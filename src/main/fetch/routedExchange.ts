/**
 * One request and its answer, by the best way that leads to the server: straight, or through one of the
 * system's proxies; and once more where a kept connection turned out to be closed.
 */
import { ReaderError } from '../../shared/errors';
import { isAllowedOrigin, type AddressPolicy } from './addressPolicy';
import type { ConnectionPools } from './connectionPools';
import { Dialer, type Way } from './dialer';
import { exchange, ExchangeFailure, type Ask, type Connections, type RawAnswer } from './exchange';
import { networkError } from './networkError';
import type { ProxyRoute, Route } from './proxyRoute';
import type { Resolve } from './resolve';
import { mayRetry } from './retry';
import { RouteFinder, type ResolveProxy } from './routeFinder';

export interface RoutedExchangeOptions {
  readonly policy: AddressPolicy;
  readonly resolve: Resolve;
  /** Null for a system without proxies. */
  readonly resolveProxy: ResolveProxy | null;
  /** As in `DialerOptions`. */
  readonly authorities: readonly string[];
  /** As in `DialerOptions`. */
  readonly connectMs: number;
}

/** What to ask, as far as it does not depend on the way there. */
export type RoutedAsk = Omit<Ask, 'origin' | 'path'>;

export class RoutedExchange {
  readonly #dialer: Dialer;
  #pools: Promise<ConnectionPools> | null = null;
  #isClosed = false;
  readonly #routes: RouteFinder;

  constructor({ resolveProxy, ...options }: RoutedExchangeOptions) {
    this.#dialer = new Dialer(options);
    this.#routes = new RouteFinder(resolveProxy, options.resolve, options.policy);
  }

  /**
   * @param url judged already, as it is written.
   * @param privateOrigin as in `WebRequest`.
   * @throws ReaderError as `WebSource.get`, but for `unsafe-redirect`.
   */
  async ask(url: URL, privateOrigin: string | null, asked: RoutedAsk): Promise<RawAnswer> {
    const ask: Ask = { ...asked, origin: url.origin, path: `${url.pathname}${url.search}` };
    const direct: Way = { kind: isAllowedOrigin(url, privateOrigin) ? 'allowed' : 'public' };
    let failure: unknown;
    for (const route of await this.#routes.routesTo(url, privateOrigin)) {
      try {
        return await this.#askVia(route, url, ask, direct);
      } catch (error) {
        failure = error;
        if (!(error instanceof ReaderError) || error.code !== 'proxy') throw error;
        this.#routes.noteDead(route);
      }
    }
    throw failure;
  }

  /** Ends every connection, and every request with it. */
  async close(): Promise<void> {
    this.#isClosed = true;
    this.#dialer.close();
    await (await this.#pools)?.close();
  }

  /** Loaded with the first request: undici is most of the engine's code, and a start waits for all of it. */
  #connections(): Promise<ConnectionPools> {
    if (this.#isClosed) throw new ReaderError('cancelled', 'The app is closing.');
    this.#pools ??= import('./connectionPools').then(
      ({ ConnectionPools }) => new ConnectionPools(this.#dialer),
    );
    return this.#pools;
  }

  async #askVia(route: Route, url: URL, ask: Ask, direct: Way): Promise<RawAnswer> {
    const readsRequests = url.protocol === 'http:' && route.kind.startsWith('http');
    try {
      if (route.kind === 'direct') return await this.#send(direct, ask);
      if (!readsRequests) return await this.#send({ kind: 'tunnel', proxy: route }, ask);
      const answer = await this.#send({ kind: 'proxy' }, toProxy(route, url, ask));
      if (answer.status !== 407) return answer;
      throw new ReaderError('proxy', 'The proxy wants a password.');
    } catch (error) {
      if (!(error instanceof ExchangeFailure)) throw networkError(error, url.host, 'connecting');
      const { cause, stage } = error;
      const isProxyDead = readsRequests && stage === 'connecting' && !ask.signal.aborted;
      if (isProxyDead) {
        throw new ReaderError('proxy', 'The proxy cannot be reached.', { host: url.host });
      }
      throw networkError(cause, url.host, stage);
    }
  }

  async #send(way: Way, ask: Ask): Promise<RawAnswer> {
    const connections: Connections = {
      speaksHttp2: () => this.#dialer.speaksHttp2(ask.origin),
      made: () => this.#dialer.countTo(ask.origin),
    };
    const pools = await this.#connections();
    try {
      return await exchange(pools.kept(way), ask, connections);
    } catch (error) {
      if (!mayRetry(error)) throw error;
      return pools.withFresh(way, (fresh) => exchange(fresh, ask, connections));
    }
  }
}

/** A proxy that reads requests is told the whole address (RFC 9112, section 3.2.2). */
function toProxy({ kind, hostname, port }: ProxyRoute, url: URL, ask: Ask): Ask {
  return {
    ...ask,
    origin: `${kind}://${hostname}:${String(port)}`,
    path: `${url.origin}${ask.path}`,
    headers: ['host', url.host, ...ask.headers],
  };
}
