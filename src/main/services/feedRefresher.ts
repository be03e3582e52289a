/** Asks one feed's server what is new, takes it in, and has the answer noted. */
import { ReaderError, toWire } from '../../shared/errors';
import type { FeedId } from '../../shared/model';
import type {
  AnswerFacts,
  ArticleStore,
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
  WebSource,
} from '../core/ports';
import { isProbeDue } from '../core/unconditionalProbe';
import type { ArticleIntake } from './articleIntake';
import type { FeedRequests } from './feedRequests';
import type { FetchLedger } from './fetchLedger';
import type { WriteQueue } from './writeQueue';

export interface FeedRefresherParts {
  readonly feeds: FeedStore;
  readonly fetchStates: FetchStateStore;
  readonly articles: ArticleStore;
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
}

export interface RefreshManner {
  readonly signal: AbortSignal;
  /** As in `WebRequest`. */
  readonly beforeHop: (url: string) => Promise<void>;
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
const SKIPPED: Outcome = { kind: 'skipped' };

/** What is left to do once the server has answered and may be forgotten. */
export interface Rest {
  /** There is a document to read and store, which takes memory until it is done. */
  readonly hasDocument: boolean;
  /** Throws what the library throws when not even a failure can be written down. */
  readonly finish: () => Promise<Outcome>;
}

/** Of a feed that is not asked. */
export function nothingLeft(outcome: Outcome): Rest {
  return { hasDocument: false, finish: () => Promise.resolve(outcome) };
}

export class FeedRefresher {
  constructor(private readonly parts: FeedRefresherParts) {}

  /**
   * Asks the server. What comes of it, a failure too, is noted by the rest.
   */
  async ask(id: FeedId, manner: RefreshManner): Promise<Rest> {
    const url = this.parts.feeds.urlOf(id);
    if (url === null) return nothingLeft(SKIPPED);
    const feed = { id, url };
    let asked: Asked;
    try {
      asked = await this.#ask(feed, manner);
    } catch (error) {
      const finish = (): Promise<Outcome> => this.#fail(feed, manner.signal, error, null);
      return { hasDocument: false, finish };
    }
    const { facts, kind } = asked.answer;
    const finish = (): Promise<Outcome> =>
      this.#use(feed, manner.signal, asked).catch((error: unknown) =>
        this.#fail(feed, manner.signal, error, facts),
      );
    return { hasDocument: kind === 'content', finish };
  }

  async #ask(feed: AskedFeed, { signal, beforeHop, isAutomatic }: RefreshManner): Promise<Asked> {
    const { fetchStates, requests, source, clock } = this.parts;
    const before = fetchStates.read(feed.id);
    const known = knownVersion(before);
    const isProbe = known !== null && isAutomatic && isProbeDue(feed.url, before, clock.now());
    const validators = isProbe ? null : known;
    const request = await requests.build(feed.id, 'feed', validators, signal);
    const answer = await source.get({ ...request, beforeHop });
    return { answer, isProbe, wasConditional: validators !== null, knownHash: before.bodyHash };
  }

  async #use(feed: AskedFeed, signal: AbortSignal, asked: Asked): Promise<Outcome> {
    const { ledger } = this.parts;
    const { answer } = asked;
    if (signal.aborted || this.#isOther(feed)) return SKIPPED;
    switch (answer.kind) {
      case 'content':
        return this.#take(feed, answer, asked.knownHash, signal);
      case 'refused':
        await this.#note(signal, () => {
          ledger.noteRefused(feed.id, answer, asked.isProbe);
        });
        return { kind: 'failed' };
      case 'not-modified':
        if (!asked.wasConditional) throw unasked(answer.facts);
        await this.#note(signal, () => {
          ledger.noteNotModified(feed.id, answer.facts);
        });
        return UNCHANGED;
    }
  }

  async #fail(
    feed: AskedFeed,
    signal: AbortSignal,
    error: unknown,
    facts: AnswerFacts | null,
  ): Promise<Outcome> {
    const { ledger, log } = this.parts;
    const { code, message, details } = toWire(error);
    // The library may be closed by now.
    if (code === 'cancelled' || signal.aborted || this.#isOther(feed)) return SKIPPED;
    if (code === 'internal') log.error(`Refreshing feed ${String(feed.id)}`, error);
    await this.#note(signal, () => {
      ledger.noteFailure(feed.id, new ReaderError(code, message, details), facts);
    });
    return { kind: 'failed' };
  }

  /** Removed, joined into another feed or given another address meanwhile: the answer is not its own. */
  #isOther(feed: AskedFeed): boolean {
    return this.parts.feeds.urlOf(feed.id) !== feed.url;
  }

  /** Writes down what came of a feed, together with what else there is to write. */
  async #note(signal: AbortSignal, write: () => void): Promise<void> {
    // The library may be closed by now, or a moment later.
    if (signal.aborted) return;
    await this.parts.writes.run(() => {
      if (!signal.aborted) write();
    });
    this.parts.changes.feedsChanged();
  }

  async #take(
    feed: AskedFeed,
    content: WebContent,
    knownHash: string | null,
    signal: AbortSignal,
  ): Promise<Outcome> {
    const { feeds, articles, parser, intake, ledger, changes, hashBytes } = this.parts;
    const { facts, bytes, contentType, contentLocation, isFramed } = content;
    const bodyHash = hashBytes(bytes);
    if (bodyHash === knownHash) {
      await this.#note(signal, () => {
        ledger.noteSameBody(feed.id, content);
      });
      return UNCHANGED;
    }
    const context = { url: facts.url, contentType, contentLocation, isFramed };
    const parsed = await parser.parseFeed(bytes, context, articles.knownOf(feed.id));
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

/** A feed, and the address it was asked at. */
interface AskedFeed {
  readonly id: FeedId;
  readonly url: string;
}

/** What was asked of a server, and its answer. */
interface Asked {
  readonly answer: WebAnswer;
  /** Asked whole though the version was known. */
  readonly isProbe: boolean;
  readonly wasConditional: boolean;
  /** Of the body that was taken in last. */
  readonly knownHash: string | null;
}

function knownVersion({ validators }: FetchState): Validators | null {
  return validators.etag === null && validators.lastModified === null ? null : validators;
}

/** "Not modified" to a question that named no version leaves nothing to show. */
function unasked({ status, url }: AnswerFacts): ReaderError {
  const details = { status, host: new URL(url).host };
  return new ReaderError('http-status', 'The server answered 304 to a whole request.', details);
}
