/**
 * Conditional GET over HTTP. Asks politely (validators byte for byte, an honest User-Agent, no
 * cookies, no Referer), goes only where the address policy lets it, reads within limits, and never
 * takes half an answer for a whole one.
 */
import { performance } from 'node:perf_hooks';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { ReaderError } from '../../shared/errors';
import type { Hop, Purpose, WebAnswer, WebRequest, WebSource } from '../core/ports';
import { mayReceive } from '../core/secretOrigin';
import { isAllowedOrigin, judgeAddress, publicOnly, type AddressPolicy } from './addressPolicy';
import { factsOf, isChallenge, isFramed, wantsSignIn, type Journey } from './answerFacts';
import { ConnectionPools } from './connectionPools';
import { decodeBody } from './decodeBody';
import { Dialer, type Way } from './dialer';
import { exchange, ExchangeFailure, type Ask, type RawAnswer } from './exchange';
import { addressFromHeader, firstOf } from './headerText';
import { networkError } from './networkError';
import type { Route } from './proxyRoute';
import { followRedirect } from './redirect';
import { requestHeaders, takeCredentials } from './requestHeaders';
import { systemResolve, type Resolve } from './resolve';
import { RouteFinder, type ResolveProxy } from './routeFinder';
import { mayRetry } from './retry';

/** Bytes of a decoded answer. The first is ten times the largest feeds seen. */
export const MAX_BYTES: Readonly<Record<Purpose, number>> = {
  feed: 15 * 1024 * 1024,
  page: 15 * 1024 * 1024,
  image: 10 * 1024 * 1024,
  icon: 1024 * 1024,
};
/** Milliseconds each step may take; see the options of the same names. */
export const LIMITS = { connectMs: 10_000, headersMs: 15_000, idleMs: 15_000, totalMs: 60_000 };
const MAX_REDIRECTS = 10;

export interface HttpClientOptions {
  readonly userAgent: string;
  /** Public addresses only, unless a test says otherwise. */
  readonly policy?: AddressPolicy;
  /** How the system gets to an address; without it no proxy is used. */
  readonly resolveProxy?: ResolveProxy;
  readonly resolve?: Resolve;
  /** Certificates of authorities to trust besides the usual ones, in PEM. */
  readonly authorities?: readonly string[];
  /** Milliseconds until a connection stands; this limit and the next three are shorter in tests. */
  readonly connectMs?: number;
  /** Milliseconds from then until the headers have arrived. */
  readonly headersMs?: number;
  /** Longest silence while a body arrives, in milliseconds. */
  readonly idleMs?: number;
  /** Milliseconds for everything, redirects included. */
  readonly totalMs?: number;
}

export class HttpClient implements WebSource {
  readonly #policy: AddressPolicy;
  readonly #limits: typeof LIMITS;
  readonly #dialer: Dialer;
  readonly #pools: ConnectionPools;
  readonly #routes: RouteFinder;

  constructor(private readonly options: HttpClientOptions) {
    const { policy = publicOnly, resolve = systemResolve, authorities = [] } = options;
    this.#policy = policy;
    this.#limits = {
      connectMs: options.connectMs ?? LIMITS.connectMs,
      headersMs: options.headersMs ?? LIMITS.headersMs,
      idleMs: options.idleMs ?? LIMITS.idleMs,
      totalMs: options.totalMs ?? LIMITS.totalMs,
    };
    const { connectMs } = this.#limits;
    this.#dialer = new Dialer({ policy, resolve, connectMs, authorities });
    this.#pools = new ConnectionPools(this.#dialer);
    this.#routes = new RouteFinder(options.resolveProxy ?? null, resolve, policy);
  }

  async get(request: WebRequest): Promise<WebAnswer> {
    const start = webAddress(request.url);
    const credentials = takeCredentials(start);
    let deadline = performance.now() + this.#limits.totalMs;
    const hops: Hop[] = [];
    const visited = new Set([start.href]);
    let url = start;
    let isPermanentSoFar = true;
    // As it was asked for, so that an address that did not move compares equal.
    let permanentUrl = request.url;
    let isAtHome = true;
    for (;;) {
      judgeAddress(this.#policy, url, request.privateOrigin, hops.length > 0);
      const answer = await this.#ask(
        request,
        url,
        deadline,
        requestHeaders(
          request,
          this.options.userAgent,
          request.credentials ?? credentials,
          isAtHome,
        ),
      );
      const redirect = followRedirect(answer.status, firstOf(answer.headers, 'location'), url);
      if (redirect === null) return this.#read(request, answer, { url, hops, permanentUrl });
      hops.push({ url: url.href, status: answer.status });
      const from = url;
      url = redirect.url;
      if (hops.length > MAX_REDIRECTS || visited.has(url.href)) {
        throw new ReaderError('network', 'Too many redirects.', { host: url.host });
      }
      visited.add(url.href);
      // undici needs a turn before it uses a connection again; without it each hop makes a new one.
      await nextTurn();
      if (url.host !== from.host) deadline += await waitBeforeHop(request, url);
      isAtHome &&= mayReceive(start.origin, url.href);
      isPermanentSoFar &&= redirect.isPermanent;
      if (isPermanentSoFar) permanentUrl = url.href;
    }
  }

  /** Ends every connection, and every request with it. */
  async close(): Promise<void> {
    this.#dialer.close();
    await this.#pools.close();
  }

  async #ask(
    request: WebRequest,
    url: URL,
    deadline: number,
    headers: string[],
  ): Promise<RawAnswer> {
    const ask: Ask = {
      origin: url.origin,
      path: `${url.pathname}${url.search}`,
      headers,
      maxBytes: MAX_BYTES[request.purpose],
      patience: this.#limits,
      deadline,
      signal: request.signal,
    };
    const isAllowed = isAllowedOrigin(url, request.privateOrigin);
    let failure: unknown;
    for (const route of await this.#routes.routesTo(url, request.privateOrigin)) {
      try {
        return await this.#askVia(route, url, ask, isAllowed);
      } catch (error) {
        failure = error;
        if (!(error instanceof ReaderError) || error.code !== 'proxy') throw error;
        this.#routes.noteDead(route);
      }
    }
    throw failure;
  }

  async #askVia(route: Route, url: URL, ask: Ask, isAllowed: boolean): Promise<RawAnswer> {
    const readsRequests = url.protocol === 'http:' && route.kind.startsWith('http');
    try {
      if (route.kind === 'direct') {
        return await this.#send({ kind: isAllowed ? 'allowed' : 'public' }, ask);
      }
      if (!readsRequests) return await this.#send({ kind: 'tunnel', proxy: route }, ask);
      const answer = await this.#send(
        { kind: 'proxy' },
        {
          ...ask,
          // A proxy is told the whole address (RFC 9112, section 3.2.2).
          origin: `${route.kind}://${route.hostname}:${String(route.port)}`,
          path: `${url.origin}${ask.path}`,
          headers: ['host', url.host, ...ask.headers],
        },
      );
      if (answer.status !== 407) return answer;
      throw new ReaderError('proxy', 'The proxy wants a password.');
    } catch (error) {
      if (!(error instanceof ExchangeFailure)) throw networkError(error, url.host, false);
      const { cause, stage } = error;
      const isProxyDead = readsRequests && stage === 'connecting' && !ask.signal.aborted;
      if (isProxyDead)
        throw new ReaderError('proxy', 'The proxy cannot be reached.', { host: url.host });
      throw networkError(cause, url.host, stage === 'reading');
    }
  }

  async #send(way: Way, ask: Ask): Promise<RawAnswer> {
    const speaksHttp2 = (): boolean => this.#dialer.speaksHttp2(ask.origin);
    try {
      return await exchange(this.#pools.kept(way), ask, speaksHttp2);
    } catch (error) {
      if (!mayRetry(error)) throw error;
      return this.#pools.withFresh(way, (fresh) => exchange(fresh, ask, speaksHttp2));
    }
  }

  async #read(request: WebRequest, answer: RawAnswer, journey: Journey): Promise<WebAnswer> {
    const facts = factsOf(answer, journey);
    if (answer.status === 304) return { kind: 'not-modified', facts };
    if (answer.status !== 200) {
      return {
        kind: 'refused',
        facts,
        isChallenge: isChallenge(answer),
        wantsSignIn: wantsSignIn(answer),
      };
    }
    const { host } = journey.url;
    const contentLocation = firstOf(answer.headers, 'content-location');
    try {
      const bytes = await decodeBody(answer.chunks, answer.codings, MAX_BYTES[request.purpose]);
      return {
        kind: 'content',
        facts,
        bytes,
        contentType: firstOf(answer.headers, 'content-type'),
        contentLocation: contentLocation === null ? null : addressFromHeader(contentLocation),
        isFramed: isFramed(answer),
      };
    } catch (error) {
      throw networkError(error, host, true);
    }
  }
}

/** Waits until the host may be asked. @returns milliseconds, which no server is to blame for. */
async function waitBeforeHop(request: WebRequest, url: URL): Promise<number> {
  const start = performance.now();
  await request.beforeHop?.(url.href);
  return performance.now() - start;
}

/** @throws ReaderError `network` for what is no address of the web. */
function webAddress(text: string): URL {
  const url = URL.parse(text);
  if (url === null || !/^https?:$/.test(url.protocol)) {
    throw new ReaderError('network', 'This is no address of the web.');
  }
  url.hash = '';
  return url;
}
