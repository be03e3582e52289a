/**
 * Conditional GET over HTTP. Asks politely (validators byte for byte, an honest User-Agent, no
 * cookies, no Referer), goes only where the address policy lets it, reads within limits, and never
 * takes half an answer for a whole one.
 */
import { performance } from 'node:perf_hooks';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { ReaderError } from '../../shared/errors';
import { withoutCredentials } from '../core/addressCredentials';
import { withoutFragment } from '../core/feedUrl';
import type { Hop, Purpose, WebAnswer, WebRequest, WebSource } from '../core/ports';
import { mayReceive } from '../core/secretOrigin';
import { judgeAddress, publicOnly, type AddressPolicy } from './addressPolicy';
import { factsOf, isChallenge, isFramed, wantsSignIn, type Journey } from './answerFacts';
import { decodeBody } from './decodeBody';
import type { RawAnswer } from './exchange';
import { addressFromHeader, firstOf } from './headerText';
import { answered, networkError } from './networkError';
import { followRedirect } from './redirect';
import { requestHeaders } from './requestHeaders';
import { systemResolve, type Resolve } from './resolve';
import { RoutedExchange } from './routedExchange';
import type { ResolveProxy } from './routeFinder';

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
  readonly #routed: RoutedExchange;

  constructor(private readonly options: HttpClientOptions) {
    this.#policy = options.policy ?? publicOnly;
    this.#limits = {
      connectMs: options.connectMs ?? LIMITS.connectMs,
      headersMs: options.headersMs ?? LIMITS.headersMs,
      idleMs: options.idleMs ?? LIMITS.idleMs,
      totalMs: options.totalMs ?? LIMITS.totalMs,
    };
    this.#routed = new RoutedExchange({
      policy: this.#policy,
      resolve: options.resolve ?? systemResolve,
      resolveProxy: options.resolveProxy ?? null,
      authorities: options.authorities ?? [],
      connectMs: this.#limits.connectMs,
    });
  }

  async get(request: WebRequest): Promise<WebAnswer> {
    const progress = { isAnswered: false };
    try {
      return await this.#follow(request, progress);
    } catch (error) {
      throw progress.isAnswered ? answered(error) : error;
    }
  }

  /** Ends every connection, and every request with it. */
  close(): Promise<void> {
    return this.#routed.close();
  }

  async #follow(request: WebRequest, progress: { isAnswered: boolean }): Promise<WebAnswer> {
    // A name and password must be neither in a request line nor in anything that is kept or shown.
    const { url: start, credentials } = withoutCredentials(webAddress(request.url));
    const secret = request.credentials ?? credentials;
    let deadline = performance.now() + this.#limits.totalMs;
    const hops: Hop[] = [];
    const visited = new Set([start]);
    let url = new URL(start);
    let isPermanentSoFar = true;
    // As it was asked for, so that an address that did not move compares equal.
    let permanentUrl = request.url;
    let isAtHome = true;
    for (;;) {
      judgeAddress(this.#policy, url, request.privateOrigin, hops.length > 0);
      const answer = await this.#routed.ask(url, request.privateOrigin, {
        headers: requestHeaders(request, this.options.userAgent, secret, isAtHome),
        maxBytes: MAX_BYTES[request.purpose],
        patience: this.#limits,
        deadline,
        signal: request.signal,
      });
      progress.isAnswered = true;
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
      isAtHome &&= mayReceive(start, url.href);
      isPermanentSoFar &&= redirect.isPermanent;
      if (isPermanentSoFar) permanentUrl = url.href;
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
      throw networkError(error, host, 'reading');
    }
  }
}

/** Waits until the host may be asked. @returns milliseconds, which no server is to blame for. */
async function waitBeforeHop(request: WebRequest, url: URL): Promise<number> {
  const start = performance.now();
  await request.beforeHop?.(url.href);
  return performance.now() - start;
}

/**
 * @returns the address without its fragment, which is not sent.
 * @throws ReaderError `network` for what is no address of the web.
 */
function webAddress(text: string): string {
  const url = URL.parse(text);
  if (url === null || !/^https?:$/.test(url.protocol)) {
    throw new ReaderError('network', 'This is no address of the web.');
  }
  return withoutFragment(url.href);
}
