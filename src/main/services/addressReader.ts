/** Asks one address and tells what it is. A feed that was just fetched is remembered for a moment. */
import { ReaderError } from '../../shared/errors';
import { hostHoldAfter } from '../core/hostHold';
import { keepNewest } from '../core/keepNewest';
import type { PageLinks, ParsedFeed } from '../core/parsedFeed';
import type {
  Clock,
  Credentials,
  DocumentParser,
  HostHoldStore,
  Later,
  WebAnswer,
  WebContent,
  WebSource,
} from '../core/ports';
import { refusalOf } from '../core/refusal';
import { mayReceive } from '../core/secretOrigin';

/** What to ask, and what a person said about it. */
export interface AskedAddress {
  /** Without a name or password in it; see `withoutCredentials`. */
  readonly url: string;
  /** The private origin that a person allowed, or null. */
  readonly privateOrigin: string | null;
  readonly signIn: Credentials | null;
}

/** A feed that can be subscribed to without asking again. The bytes of `content` are read already. */
export interface FetchedFeed {
  readonly kind: 'feed';
  readonly asked: AskedAddress;
  readonly feed: ParsedFeed;
  readonly content: WebContent;
  readonly bodyHash: string;
}

export interface FetchedPage {
  readonly kind: 'page';
  readonly page: PageLinks;
  /** Where it was found in the end. */
  readonly url: string;
  readonly bodyHash: string;
}

/** How long a fetched feed may stand in for a new request, in milliseconds. It takes memory meanwhile. */
const FRESH_MS = 5 * 60_000;
/** A person looks at a few candidates, not at hundreds. */
const MOST_REMEMBERED = 8;
const READ = new Uint8Array(0);

export interface AddressReaderParts {
  readonly source: WebSource;
  readonly parser: DocumentParser;
  readonly hostHolds: HostHoldStore;
  readonly clock: Clock;
  readonly later: Later;
  readonly hashBytes: (bytes: Uint8Array) => string;
}

interface Remembered {
  readonly fetched: FetchedFeed;
  readonly at: number;
  /** It need not be forgotten any more. */
  readonly cancel: () => void;
}

export class AddressReader {
  readonly #remembered = new Map<string, Remembered>();

  constructor(private readonly parts: AddressReaderParts) {}

  /**
   * One request.
   * @throws ReaderError `sign-in`, `challenge`, `http-status`, or what fetching and parsing throw.
   */
  async read(asked: AskedAddress, signal: AbortSignal): Promise<FetchedFeed | FetchedPage> {
    const content = await this.ask(asked, signal);
    const { facts, contentType, contentLocation, isFramed, bytes } = content;
    const bodyHash = this.parts.hashBytes(bytes);
    const context = { url: facts.url, contentType, contentLocation, isFramed };
    const inspection = await this.parts.parser.inspect(bytes, context);
    if (inspection.kind === 'page') {
      return { kind: 'page', page: inspection.page, url: facts.url, bodyHash };
    }
    const fetched: FetchedFeed = {
      kind: 'feed',
      asked,
      feed: inspection.feed,
      content: { ...content, bytes: READ },
      bodyHash,
    };
    this.#remember(fetched);
    return fetched;
  }

  /** The document at an address, whatever it is. @throws as `read` does. */
  async ask(
    asked: AskedAddress,
    signal: AbortSignal,
    purpose: 'feed' | 'page' = 'feed',
  ): Promise<WebContent> {
    const answer = await this.#get(asked, asked.url, purpose, signal);
    if (answer.kind === 'content') return answer;
    if (answer.kind === 'not-modified') {
      throw new ReaderError('network', 'The server answered 304 to a first request.');
    }
    // A password goes to no other server, but to the same one once it is reached over encryption.
    const { url, status } = answer.facts;
    const wasWithheld = new URL(url).origin !== new URL(asked.url).origin;
    if (status === 401 && asked.signIn !== null && wasWithheld && mayReceive(asked.url, url)) {
      const again = await this.#get(asked, url, purpose, signal);
      if (again.kind === 'content') return again;
    }
    throw refusalOf(answer);
  }

  /**
   * The feed at exactly this address, if it was fetched a moment ago. It is given out once.
   *
   * @returns null also when it was fetched with another sign-in than the one meant now.
   */
  take(asked: AskedAddress): FetchedFeed | null {
    const found = this.#remembered.get(asked.url);
    if (found === undefined) return null;
    this.#remembered.delete(asked.url);
    const { fetched, at, cancel } = found;
    cancel();
    if (this.parts.clock.now() - at >= FRESH_MS) return null;
    const isMeant = asked.signIn === null || isSame(asked.signIn, fetched.asked.signIn);
    return isMeant ? fetched : null;
  }

  async #get(
    asked: AskedAddress,
    url: string,
    purpose: 'feed' | 'page',
    signal: AbortSignal,
  ): Promise<WebAnswer> {
    const { source, hostHolds, clock } = this.parts;
    this.#refuseHeld(url);
    const answer = await source.get({
      url,
      purpose,
      validators: null,
      privateOrigin: asked.privateOrigin,
      credentials: asked.signIn,
      userAgent: null,
      headers: [],
      signal,
      beforeHop: (next) => {
        this.#refuseHeld(next);
        return Promise.resolve();
      },
    });
    // A server that asks for patience is left alone by everything, not only by its known feeds.
    const hold = answer.kind === 'refused' ? hostHoldAfter(answer.facts, clock.now()) : null;
    if (hold !== null) hostHolds.hold(hold.host, hold.until);
    return answer;
  }

  /** @throws ReaderError `http-status` while the host wants to be left alone, as if it said so again. */
  #refuseHeld(url: string): void {
    const { hostHolds, clock } = this.parts;
    const { host } = new URL(url);
    if (hostHolds.heldUntil(host, clock.now()) === null) return;
    throw new ReaderError('http-status', 'The server asked to be left alone.', {
      status: 429,
      host,
    });
  }

  #remember(fetched: FetchedFeed): void {
    const { clock, later } = this.parts;
    const url = fetched.content.facts.permanentUrl;
    const cancel = later(FRESH_MS, () => {
      if (this.#remembered.get(url) === remembered) this.#remembered.delete(url);
    });
    const remembered: Remembered = { fetched, at: clock.now(), cancel };
    keepNewest(this.#remembered, url, remembered, MOST_REMEMBERED);
  }
}

function isSame(one: Credentials, other: Credentials | null): boolean {
  return one.username === other?.username && one.password === other.password;
}
