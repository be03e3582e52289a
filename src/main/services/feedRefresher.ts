/** Asks one feed's server what is new, takes it in, and has the answer noted. */
import { ReaderError, toWire } from '../../shared/errors';
import type { FeedId } from '../../shared/model';
import type {
  AnswerFacts,
  ChangeSink,
  Clock,
  DocumentParser,
  FeedStore,
  FetchState,
  FetchStateStore,
  Log,
  Validators,
  WebAnswer,
  WebContent,
  WebRequest,
  WebSource,
} from '../core/ports';
import { isAboutHost } from '../core/refreshPolicy';
import { isProbeDue } from '../core/unconditionalProbe';
import { hasValidators } from '../core/validators';
import type { ArticleIntake } from './articleIntake';
import type { FeedRequests } from './feedRequests';
import type { FetchLedger } from './fetchLedger';
import type { WriteQueue } from './writeQueue';

export interface FeedRefresherParts {
  readonly feeds: FeedStore;
  readonly fetchStates: FetchStateStore;
  readonly requests: FeedRequests;
  readonly source: WebSource;
  readonly parser: DocumentParser;
  readonly intake: ArticleIntake;
  readonly ledger: FetchLedger;
  readonly writes: WriteQueue;
  readonly changes: ChangeSink;
  readonly clock: Clock;
  readonly log: Log;
  readonly hashBytes: (bytes: Uint8Array) => string;
  /** Aborted when the engine closes. */
  readonly closing: AbortSignal;
}

export interface RefreshManner {
  /** As in `WebRequest`; may throw `HeldOnTheWay`. */
  readonly beforeHop: (url: string) => Promise<void>;
  /** Whether it changed since what the server is asked, so that its answer is of no use. */
  readonly isOutdated: () => boolean;
  /** Nobody is waiting for it. */
  readonly isAutomatic: boolean;
}

export type Outcome =
  /** `added` articles were not known before. */
  | { readonly kind: 'done'; readonly added: number }
  | { readonly kind: 'failed' }
  /** Its server wants to be left alone, until then in milliseconds since 1970. */
  | { readonly kind: 'held'; readonly until: number }
  /** There was nothing to ask. */
  | { readonly kind: 'skipped' };

const UNCHANGED: Outcome = { kind: 'done', added: 0 };
export const SKIPPED: Outcome = { kind: 'skipped' };

/** A redirect leads to a host that wants to be left alone, so that it is not followed. */
export class HeldOnTheWay extends Error {
  /** @param until milliseconds since 1970. */
  constructor(readonly until: number) {
    super('The host wants to be left alone.');
  }
}

/** What is left to do once the server has answered and may be forgotten. */
export interface Rest {
  /** Of a document to read and store, which takes memory until it is done; 0 when there is none. */
  readonly bytes: number;
  /** The answer may be about the whole host, so that it must be noted before the host is asked again. */
  readonly isAboutHost: boolean;
  /** @throws what the library throws when not even a failure can be written down. */
  readonly finish: () => Promise<Outcome>;
}

export class FeedRefresher {
  constructor(private readonly parts: FeedRefresherParts) {}

  /**
   * Makes ready what is asked, which may take as long as the system's safe takes.
   *
   * @param signal ends the request.
   * @returns what comes of a feed that cannot be asked.
   */
  async prepare(
    id: FeedId,
    signal: AbortSignal,
    isOutdated: () => boolean,
  ): Promise<WebRequest | Outcome> {
    const url = this.parts.feeds.urlOf(id);
    if (url === null) return SKIPPED;
    try {
      return await this.parts.requests.build(id, 'feed', null, signal);
    } catch (error) {
      // A safe that does not answer says nothing of the feed, which is tried again when it is due.
      if (error instanceof ReaderError && error.code === 'unavailable') return { kind: 'failed' };
      return this.#fail({ id, url, isOutdated }, error, null);
    }
  }

  /**
   * Asks the server. What comes of it, a failure too, is noted by the rest, so this never throws.
   *
   * @param request as `prepare` made it.
   */
  async ask(id: FeedId, request: WebRequest, manner: RefreshManner): Promise<Rest> {
    const feed = { id, url: request.url, isOutdated: manner.isOutdated };
    if (this.#isOther(feed)) return restOf(() => Promise.resolve(SKIPPED));
    let asked: Asked;
    try {
      asked = await this.#ask(feed, request, manner);
    } catch (error) {
      return restOf(() => this.#fail(feed, error, null));
    }
    const { answer } = asked;
    const isOfHost = answer.kind === 'refused' && isAboutHost(answer.facts.status);
    // Whatever was asked, a host that wants to be left alone is.
    const own = isOfHost ? { ...feed, isOutdated: () => false } : feed;
    return {
      bytes: answer.kind === 'content' ? answer.bytes.byteLength : 0,
      isAboutHost: isOfHost,
      finish: () =>
        this.#use(own, asked).catch((error: unknown) => this.#fail(own, error, answer.facts)),
    };
  }

  async #ask(
    feed: AskedFeed,
    request: WebRequest,
    { beforeHop, isAutomatic }: RefreshManner,
  ): Promise<Asked> {
    const { fetchStates, source, clock, ledger, writes } = this.parts;
    const before = fetchStates.read(feed.id);
    const known = knownVersion(before);
    const isProbe = known !== null && isAutomatic && isProbeDue(feed.url, before, clock.now());
    const validators = isProbe ? null : known;
    // What comes with the app bothers nobody, and may be read again at once.
    const isOfWeb = /^https?:/.test(feed.url);
    const noteAsked = (): void => {
      if (!this.#isOther(feed)) ledger.noteAsked(feed.id);
    };
    const isNoted = isOfWeb ? writes.note(noteAsked) : () => true;
    const answer = await source.get({ ...request, validators, beforeHop });
    const wasConditional = validators !== null;
    return { answer, isProbe, wasConditional, knownHash: before.bodyHash, isNoted };
  }

  async #use(feed: AskedFeed, asked: Asked): Promise<Outcome> {
    const { ledger } = this.parts;
    const { answer } = asked;
    if (this.#isOther(feed)) return SKIPPED;
    switch (answer.kind) {
      case 'content':
        return this.#take(feed, answer, asked);
      case 'refused':
        await this.#note(feed, () => {
          ledger.noteRefused(feed.id, answer, asked.isProbe);
        });
        return { kind: 'failed' };
      case 'not-modified':
        if (!asked.wasConditional) throw unasked(answer.facts);
        await this.#note(feed, () => {
          ledger.noteNotModified(feed.id, answer.facts);
        });
        return UNCHANGED;
    }
  }

  async #fail(feed: AskedFeed, error: unknown, facts: AnswerFacts | null): Promise<Outcome> {
    const { ledger, log, closing } = this.parts;
    if (error instanceof HeldOnTheWay) {
      await this.#note(feed, () => {
        ledger.noteHeld(feed.id, error.until);
      });
      return { kind: 'held', until: error.until };
    }
    const { code, message, details } = toWire(error);
    // That it was asked is noted. The library may be closed by now.
    if (code === 'cancelled' || closing.aborted || this.#isOther(feed)) return SKIPPED;
    if (code === 'internal') log.error(`Refreshing feed ${String(feed.id)}`, error);
    await this.#note(feed, () => {
      ledger.noteFailure(feed.id, new ReaderError(code, message, details), facts);
    });
    return { kind: 'failed' };
  }

  /**
   * Removed, joined into another feed, given another address or asked otherwise meanwhile: the answer
   * is not its own.
   */
  #isOther(feed: AskedFeed): boolean {
    return feed.isOutdated() || this.parts.feeds.urlOf(feed.id) !== feed.url;
  }

  /** Writes down what came of a feed, together with what else there is to write. */
  async #note(feed: AskedFeed, write: () => void): Promise<void> {
    // The library is closed a moment later, once what waits by now is written.
    if (this.parts.closing.aborted) return;
    await this.parts.writes.run(() => {
      if (!this.#isOther(feed)) write();
    });
    this.parts.changes.feedsChanged();
  }

  async #take(
    feed: AskedFeed,
    content: WebContent,
    { knownHash, isNoted }: Asked,
  ): Promise<Outcome> {
    const { feeds, writes, parser, intake, ledger, changes, hashBytes } = this.parts;
    const { facts, bytes, contentType, contentLocation, isFramed } = content;
    const bodyHash = hashBytes(bytes);
    if (bodyHash === knownHash) {
      await this.#note(feed, () => {
        ledger.noteSameBody(feed.id, content);
      });
      return UNCHANGED;
    }
    const context = { url: facts.url, contentType, contentLocation, isFramed };
    const known = await intake.knownFor(feed.id, bytes.length);
    const parsed = await parser.parseFeed(bytes, context, known);
    // A document that is the end of the engine must not be met again at its next start.
    if (!isNoted()) await writes.run(() => undefined);
    if (this.#isOther(feed)) return SKIPPED;
    const { siteUrl, description, language, iconUrl } = parsed;
    const title = parsed.title === '' ? feeds.titleOf(feed.id) : parsed.title;
    const added = await intake.takeIn(feed.id, parsed, (taken) => {
      // Given another address meanwhile, it must not take this document's version along.
      if (this.#isOther(feed)) return;
      const words = { siteUrl, description, language, iconUrl };
      feeds.describe(feed.id, { title: title ?? new URL(feed.url).host, ...words });
      ledger.noteContent(feed.id, content, parsed, bodyHash, taken);
    });
    changes.feedsChanged();
    return { kind: 'done', added };
  }
}

/** Of what brought no answer. */
function restOf(finish: () => Promise<Outcome>): Rest {
  return { bytes: 0, isAboutHost: false, finish };
}

/** A feed, and the address it was asked at. */
interface AskedFeed {
  readonly id: FeedId;
  readonly url: string;
  /** As in `RefreshManner`. */
  readonly isOutdated: () => boolean;
}

/** What was asked of a server, and its answer. */
interface Asked {
  readonly answer: WebAnswer;
  /** Asked whole though the version was known. */
  readonly isProbe: boolean;
  readonly wasConditional: boolean;
  /** Of the body that was taken in last. */
  readonly knownHash: string | null;
  /** Whether it is stored by now that the feed was asked. */
  readonly isNoted: () => boolean;
}

function knownVersion({ validators }: FetchState): Validators | null {
  return hasValidators(validators) ? validators : null;
}

/** "Not modified" to a question that named no version leaves nothing to show. */
function unasked({ status, url }: AnswerFacts): ReaderError {
  const details = { status, host: new URL(url).host };
  return new ReaderError('http-status', 'The server answered 304 to a whole request.', details);
}
