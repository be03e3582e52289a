/**
 * Fetches the full texts of articles whose feeds give only a part, beforehand, so that they are there
 * without a network. Few at once, one for each feed, and only while no feed is being refreshed.
 */
import { ReaderError, toWire } from '../../shared/errors';
import type { FeedId } from '../../shared/model';
import { nextFullTextTry } from '../core/fullTextRetry';
import { hostHoldAfter } from '../core/hostHold';
import type { HostLimit } from '../core/limit';
import type {
  ChangeSink,
  Clock,
  FullTextContent,
  FullTextStore,
  HostHoldStore,
  Later,
  Log,
  PageReader,
  WantedFullText,
  WebContent,
  WebRequest,
  WebSource,
} from '../core/ports';
import { refusalOf } from '../core/refusal';
import type { FeedRequests } from './feedRequests';
import { HeldOnTheWay } from './feedRefresher';
import type { WriteQueue } from './writeQueue';

/** Pages at once. Each takes memory until it is read. */
const MOST_AT_ONCE = 3;
/** A page that was asked for when the app ended is not the first to be asked for at its next start. */
const INTERRUPTED_MS = 60 * 60_000;
/** Between two looks at what may be asked for by now, in milliseconds, whatever is stored. */
const LONGEST_SLEEP_MS = 60 * 60_000;
/** Of what has waited its time, so that a clock set back makes no loop. */
const SHORTEST_SLEEP_MS = 1000;

export interface FullTextsParts {
  readonly fullTexts: FullTextStore;
  readonly requests: FeedRequests;
  readonly source: WebSource;
  readonly pageReader: PageReader;
  readonly hostHolds: HostHoldStore;
  /** Shared with the refreshing of feeds. */
  readonly limit: HostLimit;
  readonly writes: WriteQueue;
  readonly changes: ChangeSink;
  readonly clock: Clock;
  readonly later: Later;
  readonly log: Log;
  /** Aborted when the engine closes. */
  readonly closing: AbortSignal;
  /** False while feeds are being refreshed, and while the network is known to be out. */
  readonly isQuiet: () => boolean;
}

export class FullTexts {
  readonly #feedsInHand = new Set<FeedId>();
  #cancelSleep: () => void = () => undefined;

  constructor(private readonly parts: FullTextsParts) {}

  /** To be called when something may be wanted or asked for: after a refresh, a setting, on reconnect. */
  wake(): void {
    this.#cancelSleep();
    const { closing, isQuiet, log } = this.parts;
    if (closing.aborted || !isQuiet()) return;
    try {
      this.#begin();
    } catch (error) {
      // A disk that fails for a moment must not end the engine; the next refresh wakes it again.
      log.error('Looking for full texts that are wanted', error);
    }
  }

  /** The network is another: what was out of reach may be there now. */
  retry(): void {
    this.parts.fullTexts.retryUnreached();
    this.wake();
  }

  stop(): void {
    this.#cancelSleep();
  }

  #begin(): void {
    const { fullTexts, clock } = this.parts;
    while (this.#feedsInHand.size < MOST_AT_ONCE) {
      const wanted = fullTexts.next(clock.now(), [...this.#feedsInHand]);
      if (wanted === null) break;
      this.#feedsInHand.add(wanted.feedId);
      void this.#handle(wanted);
    }
    if (this.#feedsInHand.size === 0) this.#sleep();
  }

  #sleep(): void {
    const { fullTexts, clock, later } = this.parts;
    const at = fullTexts.nextTryAt();
    if (at === null) return;
    const wait = Math.min(Math.max(at - clock.now(), SHORTEST_SLEEP_MS), LONGEST_SLEEP_MS);
    this.#cancelSleep = later(wait, () => {
      this.wake();
    });
  }

  async #handle(wanted: WantedFullText): Promise<void> {
    const { closing, log } = this.parts;
    let isStored = false;
    try {
      isStored = await this.#fetch(wanted);
    } catch (error) {
      // Nothing could be written, as on a full disk. To go on would only ask servers for nothing.
      if (!closing.aborted) log.warn(`The full text of article ${String(wanted.id)}`, error);
    } finally {
      this.#feedsInHand.delete(wanted.feedId);
    }
    if (isStored) this.wake();
  }

  /** @returns whether what came of it is written down. */
  async #fetch(wanted: WantedFullText): Promise<boolean> {
    const { fullTexts, writes, changes, clock, closing } = this.parts;
    const { id, feedId } = wanted;
    await writes.run(() => {
      fullTexts.putOff(id, clock.now() + INTERRUPTED_MS);
    });
    let write: () => void;
    try {
      const content = await this.#ask(wanted);
      write = () => {
        fullTexts.keep(id, content, clock.now());
      };
    } catch (error) {
      if (error instanceof HeldOnTheWay) {
        write = () => {
          fullTexts.putOff(id, error.until);
        };
      } else {
        write = this.#failing(wanted, error);
      }
    }
    // The library is closed a moment later.
    if (closing.aborted) return false;
    await writes.run(write);
    changes.articlesChanged({ feedId, added: 0, removed: false });
    return true;
  }

  /** @returns what writes a failure down. @throws ReaderError `cancelled`, which is none. */
  #failing({ id, wantedAt }: WantedFullText, error: unknown): () => void {
    const { fullTexts, clock, log } = this.parts;
    const { code, message, details = {} } = toWire(error);
    if (code === 'cancelled') throw error;
    if (code === 'internal') log.error(`The full text of article ${String(id)}`, error);
    const failure = new ReaderError(code, message, details);
    const now = clock.now();
    return () => {
      fullTexts.fail(id, { code, details }, nextFullTextTry(failure, wantedAt, now), now);
    };
  }

  /** @throws ReaderError of any kind, `HeldOnTheWay`. */
  async #ask(wanted: WantedFullText): Promise<FullTextContent> {
    const { requests, limit, pageReader, closing } = this.parts;
    const request = await requests.buildPage(wanted.feedId, wanted.url, closing);
    const { host } = new URL(request.url);
    const { bytes, facts, contentType } = await limit.run(
      host,
      async (turn) => {
        this.#refuseHeld(request.url);
        const enter = async (url: string): Promise<void> => {
          await turn.enter(new URL(url).host);
          this.#refuseHeld(url);
        };
        return this.#get(request, enter);
      },
      closing,
    );
    const content = await pageReader.readFullText(bytes, { url: facts.url, contentType });
    // A page that shows strangers less than the feed does, as behind a payment, is of no use.
    if (content.wordCount > wanted.wordCount) return content;
    throw new ReaderError('no-article', 'The page has no more than the feed.', { host });
  }

  async #get(request: WebRequest, beforeHop: (url: string) => Promise<void>): Promise<WebContent> {
    const { source, hostHolds, clock } = this.parts;
    const answer = await source.get({ ...request, beforeHop });
    if (answer.kind === 'content') return answer;
    if (answer.kind === 'not-modified') {
      throw new ReaderError('network', 'The server answered 304 to a first request.');
    }
    const hold = hostHoldAfter(answer.facts, clock.now());
    if (hold !== null) hostHolds.hold(hold.host, hold.until);
    throw refusalOf(answer);
  }

  /** @throws HeldOnTheWay while the host wants to be left alone. */
  #refuseHeld(url: string): void {
    const { hostHolds, clock } = this.parts;
    const until = hostHolds.heldUntil(new URL(url).host, clock.now());
    if (until !== null) throw new HeldOnTheWay(until);
  }
}
