/** From an address to the feeds behind it, with as few requests as possible. */
import { ReaderError } from '../../shared/errors';
import type { FeedCandidate } from '../../shared/model';
import { commonFeedAddresses } from '../core/feedDiscovery';
import type { Inspection, ParsedFeed } from '../core/parsedFeed';
import type { Clock, DocumentParser, FeedAnswer, FeedSource } from '../core/ports';

type Content = Extract<FeedAnswer, { kind: 'content' }>;

/** A feed that was just fetched, and can be subscribed to without asking again. */
export interface FetchedFeed {
  readonly feed: ParsedFeed;
  readonly content: Content;
}

interface Inspected {
  readonly inspection: Inspection;
  readonly content: Content;
}

/** How long a fetched feed may stand in for a new request. */
const FRESH_MS = 5 * 60_000;
/** A person looks at a few candidates, not at hundreds. */
const MOST_REMEMBERED = 8;

export interface DiscoveryParts {
  readonly source: FeedSource;
  readonly parser: DocumentParser;
  readonly clock: Clock;
}

export class Discovery {
  readonly #fetched = new Map<string, { fetched: FetchedFeed; at: number }>();

  constructor(private readonly parts: DiscoveryParts) {}

  /**
   * A feed's own address costs one request, a page that names its feeds one as well. A page that
   * names none is asked for the common addresses, one after another, until one is a feed.
   *
   * @throws ReaderError `not-a-feed` when nothing is found, or what the fetch throws.
   */
  async find(url: string, signal: AbortSignal): Promise<FeedCandidate[]> {
    const { inspection, content } = await this.#inspect(url, signal);
    if (inspection.kind === 'feed') return [candidateOf(inspection.feed, content)];
    if (inspection.links.length > 0) return [...inspection.links];
    for (const guess of commonFeedAddresses(content.url)) {
      const found = await this.#tryInspect(guess, signal);
      if (found?.inspection.kind === 'feed') {
        return [candidateOf(found.inspection.feed, found.content)];
      }
    }
    throw new ReaderError('not-a-feed', 'There is no feed at this address.', {
      host: new URL(url).host,
    });
  }

  /**
   * The feed at exactly this address, from memory if it was fetched a moment ago.
   * @throws ReaderError `not-a-feed` for a page, or what the fetch throws.
   */
  async fetch(url: string, signal: AbortSignal): Promise<FetchedFeed> {
    const remembered = this.#fetched.get(url);
    this.#fetched.delete(url);
    if (remembered !== undefined && this.parts.clock.now() - remembered.at < FRESH_MS) {
      return remembered.fetched;
    }
    const { inspection, content } = await this.#inspect(url, signal);
    if (inspection.kind === 'page') {
      throw new ReaderError('not-a-feed', 'This is a web page, not a feed.', {
        host: new URL(url).host,
      });
    }
    this.#fetched.delete(content.permanentUrl);
    return { feed: inspection.feed, content };
  }

  async #tryInspect(url: string, signal: AbortSignal): Promise<Inspected | null> {
    try {
      return await this.#inspect(url, signal);
    } catch (error) {
      // A guess that is no feed says nothing about the next one.
      if (error instanceof ReaderError && error.code !== 'cancelled') return null;
      throw error;
    }
  }

  async #inspect(url: string, signal: AbortSignal): Promise<Inspected> {
    const content = await this.parts.source.get({ url, validators: null, signal });
    if (content.kind === 'not-modified') {
      throw new ReaderError('network', 'The server answered 304 to a first request.');
    }
    const inspection = await this.parts.parser.inspect(content.bytes, content);
    if (inspection.kind === 'feed') {
      this.#remember(content.permanentUrl, { feed: inspection.feed, content });
    }
    return { inspection, content };
  }

  #remember(url: string, fetched: FetchedFeed): void {
    const oldest = this.#fetched.keys().next();
    if (this.#fetched.size >= MOST_REMEMBERED && oldest.done !== true) {
      this.#fetched.delete(oldest.value);
    }
    this.#fetched.set(url, { fetched, at: this.parts.clock.now() });
  }
}

function candidateOf(feed: ParsedFeed, content: Content): FeedCandidate {
  return { url: content.permanentUrl, title: feed.title || new URL(content.url).host };
}
