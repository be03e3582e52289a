/** Looks for the icons of sites: rarely, one host at a time, and only when nothing else is going on. */
import { ReaderError } from '../../shared/errors';
import type { ChangeSink, Clock, IconStore, Later, Log, Transaction } from '../core/ports';
import { iconHostOf } from '../core/siteIcon';
import type { IconSearch } from './iconSearch';

/** Between two hosts, and before the first: six a minute at most. */
const SPACING_MS = 10_000;

export interface SiteIconsParts {
  readonly icons: IconStore;
  readonly search: IconSearch;
  readonly transaction: Transaction;
  readonly changes: ChangeSink;
  readonly clock: Clock;
  readonly later: Later;
  readonly log: Log;
  /** Aborted when the engine closes. */
  readonly closing: AbortSignal;
  /** False while feeds are being refreshed, and while the network is known to be out. */
  readonly isQuiet: () => boolean;
}

export class SiteIcons {
  #cancel: (() => void) | null = null;
  #isSearching = false;

  constructor(private readonly parts: SiteIconsParts) {}

  /** To be called when icons may have become due: after a refresh, after subscribing, on reconnect. */
  wake(): void {
    const { later, closing } = this.parts;
    if (this.#cancel !== null || this.#isSearching || closing.aborted) return;
    this.#cancel = later(SPACING_MS, () => {
      this.#cancel = null;
      void this.#lookOnce();
    });
  }

  stop(): void {
    this.#cancel?.();
    this.#cancel = null;
  }

  /** A page that was read anyway said where its icon is. */
  suggest(host: string, url: string): void {
    this.parts.icons.suggest(host, url);
  }

  async #lookOnce(): Promise<void> {
    const { search, log, closing, changes } = this.parts;
    if (closing.aborted || !this.parts.isQuiet()) return;
    this.#isSearching = true;
    let goesOn = false;
    try {
      const host = this.#nextHost();
      if (host !== null) {
        const { isNew, wasReached } = await search.look(host);
        if (isNew) changes.feedsChanged();
        // Where one host is out of reach the others often are as well; the next refresh will tell.
        goesOn = wasReached;
      }
    } catch (error) {
      const isClosing = error instanceof ReaderError && error.code === 'cancelled';
      if (!isClosing) log.warn('Looking for the icon of a site', error);
    } finally {
      this.#isSearching = false;
    }
    if (goesOn) this.wake();
  }

  #nextHost(): string | null {
    const { icons, transaction, clock } = this.parts;
    transaction(() => {
      for (const feed of icons.seekers()) {
        const host = iconHostOf(feed);
        if (host !== feed.host) icons.assign(feed.id, host);
      }
    });
    return icons.nextDue(clock.now());
  }
}
