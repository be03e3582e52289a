/** From an address to the feeds behind it, with as few requests as possible. */
import { ReaderError } from '../../shared/errors';
import type { FeedCandidate } from '../../shared/model';
import { likelyFeedAddresses, offeredLinks, titledLinks } from '../core/feedDiscovery';
import { keepNewest } from '../core/keepNewest';
import type { FeedLink } from '../core/parsedFeed';
import { mayReceive } from '../core/secretOrigin';
import { knownPlace } from '../core/sites/knownSites';
import type { KnownPlace } from '../core/sites/site';
import type { AddressReader, AskedAddress, FetchedFeed, FetchedPage } from './addressReader';
import { askTyped, type TypedRequest } from './typedRequest';

/** More than any page offers to choose from; older ones are forgotten. */
const MOST_OFFERED = 200;
/** After these a server is asked nothing more that is only a guess. */
const REFUSALS: ReadonlySet<number> = new Set([401, 403, 429, 503]);
/** The guess itself came to nothing, which tells nothing about the next one. */
const HARMLESS: ReadonlySet<string> = new Set(['not-a-feed', 'incomplete', 'too-large']);

export class Discovery {
  /** Addresses that pages named, with what a person had said for the page. */
  readonly #offered = new Map<string, AskedAddress>();
  /** Pictures that pages named as their icons, by host. */
  readonly #icons = new Map<string, string>();

  constructor(private readonly parts: { readonly reader: AddressReader }) {}

  /**
   * A feed's own address costs one request, a page that names its feeds one as well. A page that
   * names none is asked for a few likely addresses, one after another, until one is a feed.
   *
   * @throws ReaderError `not-a-feed` when nothing is found, or what `AddressReader.read` throws.
   */
  async find(request: TypedRequest, signal: AbortSignal): Promise<FeedCandidate[]> {
    // What a person types is their own word, whatever a page said before.
    this.#offered.delete(request.url);
    const place = knownPlace(request.url);
    const known = place === null ? null : await this.#findKnown(place, request, signal);
    if (known !== null) return known;
    const found = await askTyped(request, (asked) => this.parts.reader.read(asked, signal));
    if (found.kind === 'feed') return [candidateOf(found)];
    const asked = { ...request, url: found.url, signIn: signInFor(found.url, request) };
    return this.#findAround(asked, found, signal);
  }

  /**
   * The feed at exactly this address, from memory if it was fetched a moment ago.
   * @throws ReaderError `not-a-feed` for a page, or what `AddressReader.read` throws.
   */
  async fetch(request: AskedAddress, signal: AbortSignal): Promise<FetchedFeed> {
    const { reader } = this.parts;
    const asked = this.#withConsent(request);
    const found = reader.take(asked) ?? (await reader.read(asked, signal));
    if (found.kind === 'page') throw nothingAt(request.url, 'This is a web page, not a feed.');
    reader.take({ ...asked, url: found.content.facts.permanentUrl });
    return found;
  }

  /** What a page of that host named as its icon, as far as one was read. */
  iconOf(host: string): string | null {
    return this.#icons.get(host) ?? null;
  }

  /**
   * A page may not send a reader into a private network, even one who would agree to it: what it
   * named is private only where the page itself was allowed to be.
   */
  #withConsent(request: AskedAddress): AskedAddress {
    const consent = this.#offered.get(request.url);
    if (consent === undefined) return request;
    const { privateOrigin } = consent;
    return {
      url: request.url,
      privateOrigin: request.privateOrigin === privateOrigin ? privateOrigin : null,
      signIn: request.signIn ?? signInFor(request.url, consent),
    };
  }

  /** @returns null when the rule led nowhere, so that the address itself must be asked. */
  async #findKnown(
    place: KnownPlace,
    request: TypedRequest,
    signal: AbortSignal,
  ): Promise<FeedCandidate[] | null> {
    const asked = { ...request, signIn: null };
    const feeds = place.kind === 'feeds' ? place.feeds : await this.#askFor(place, asked, signal);
    const [only, ...others] = offeredLinks(feeds, request.privateOrigin);
    if (only === undefined) return null;
    if (others.length > 0) return this.#offer([only, ...others], asked);
    const found = await this.#tryRead({ ...asked, url: only.url }, signal);
    return found?.kind === 'feed' ? [candidateOf(found)] : null;
  }

  async #askFor(
    place: Extract<KnownPlace, { kind: 'ask' }>,
    asked: AskedAddress,
    signal: AbortSignal,
  ): Promise<FeedLink[]> {
    const { reader } = this.parts;
    const content = await unlessMissing(reader.ask({ ...asked, url: place.url }, signal));
    const link = content === null ? null : place.read(new TextDecoder().decode(content.bytes));
    return link === null ? [] : [link];
  }

  /** What a page names, or else what lies where feeds usually lie. */
  async #findAround(
    asked: AskedAddress,
    first: FetchedPage,
    signal: AbortSignal,
  ): Promise<FeedCandidate[]> {
    const named = this.#candidatesOf(first, asked);
    if (named.length > 0) return named;
    for (const url of likelyFeedAddresses(first.url)) {
      const found = await this.#tryRead({ ...asked, url }, signal).catch(unlessRefused);
      if (found === 'refused') break;
      if (found === null) continue;
      if (found.kind === 'feed') return [candidateOf(found)];
      const elsewhere = this.#candidatesOf(found, asked);
      if (elsewhere.length > 0) return elsewhere;
      // A server that answers everything with the same page will do so again.
      if (found.bodyHash === first.bodyHash) break;
    }
    throw nothingAt(first.url, 'There is no feed at this address.');
  }

  #candidatesOf({ page, url }: FetchedPage, asked: AskedAddress): FeedCandidate[] {
    const { host, origin } = new URL(url);
    const [icon] = page.icons;
    if (icon !== undefined) keepNewest(this.#icons, host, icon, MOST_OFFERED);
    const privateOrigin = origin === asked.privateOrigin ? origin : null;
    return this.#offer(offeredLinks(titledLinks(page), origin), { ...asked, privateOrigin });
  }

  #offer(links: FeedLink[], consent: AskedAddress): FeedCandidate[] {
    for (const { url } of links) keepNewest(this.#offered, url, consent, MOST_OFFERED);
    return links;
  }

  /** @returns null for what is no feed and no page, or not there. @throws for everything else. */
  #tryRead(asked: AskedAddress, signal: AbortSignal): Promise<FetchedFeed | FetchedPage | null> {
    return unlessMissing(this.parts.reader.read(asked, signal));
  }
}

/** @returns null where nothing usable lies, which says nothing about other addresses of the host. */
async function unlessMissing<T>(answer: Promise<T>): Promise<T | null> {
  try {
    return await answer;
  } catch (error) {
    if (!(error instanceof ReaderError)) throw error;
    const { code, details } = error;
    const isMissing = code === 'http-status' && !REFUSALS.has(details?.status ?? 0);
    if (isMissing || HARMLESS.has(code)) return null;
    throw error;
  }
}

/** The host does not answer, or wants no more questions. */
function unlessRefused(error: unknown): 'refused' {
  if (error instanceof ReaderError && error.code !== 'cancelled') return 'refused';
  throw error;
}

function candidateOf({ feed, content }: FetchedFeed): FeedCandidate {
  const { permanentUrl } = content.facts;
  return { url: permanentUrl, title: feed.title || new URL(permanentUrl).host };
}

/** A name and password are for the server they were typed for. */
function signInFor(url: string, { url: typed, signIn }: AskedAddress): AskedAddress['signIn'] {
  return mayReceive(typed, url) ? signIn : null;
}

function nothingAt(url: string, message: string): ReaderError {
  return new ReaderError('not-a-feed', message, { host: new URL(url).host });
}
