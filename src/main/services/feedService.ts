/** Subscribing, discovering, removing and bringing back. */
import { ReaderError } from '../../shared/errors';
import type { Feed, FeedCandidate, FeedId, Folder } from '../../shared/model';
import { tidyAddress } from '../core/feedUrl';
import type { ChangeSink, Clock, FeedStore, KnownFeed, Transaction } from '../core/ports';
import type { ArticleIntake } from './articleIntake';
import type { Discovery } from './discovery';

export interface FeedServiceParts {
  readonly feeds: FeedStore;
  readonly discovery: Discovery;
  readonly intake: ArticleIntake;
  readonly transaction: Transaction;
  readonly changes: ChangeSink;
  readonly clock: Clock;
  readonly hashBytes: (bytes: Uint8Array) => string;
  /** Aborted when the engine closes. */
  readonly closing: AbortSignal;
}

export class FeedService {
  constructor(private readonly parts: FeedServiceParts) {}

  list(): { feeds: Feed[]; folders: Folder[] } {
    return this.parts.feeds.list();
  }

  /**
   * @throws ReaderError `duplicate-feed`, before any request, for an address already subscribed;
   *   `invalid-input` for what is no address; otherwise what `Discovery.find` throws.
   */
  async discover(address: string): Promise<FeedCandidate[]> {
    const url = tidyAddress(address);
    const known = this.parts.feeds.findByUrl(url);
    if (known?.isRemoved === true) return [{ url, title: known.title }];
    refuseDuplicate(known);
    return this.parts.discovery.find(url, this.parts.closing);
  }

  /**
   * Subscribes and takes in the articles. A removed feed comes back with its marks.
   * @throws ReaderError `duplicate-feed`, or what `Discovery.fetch` throws; nothing is stored then.
   */
  async subscribe(address: string): Promise<{ feedId: FeedId; title: string }> {
    const { feeds, discovery, intake, transaction, changes, clock, hashBytes, closing } =
      this.parts;
    const requested = tidyAddress(address);
    const known = feeds.findByUrl(requested);
    if (known?.isRemoved === true) return this.#bringBack(known);
    refuseDuplicate(known);

    const { feed, content } = await discovery.fetch(requested, closing);
    const url = content.permanentUrl;
    // While the request ran, or behind a redirect, the same feed may have been added.
    const meanwhile = feeds.findByUrl(url);
    if (meanwhile?.isRemoved === true) return this.#bringBack(meanwhile);
    refuseDuplicate(meanwhile);

    const title = feed.title || new URL(url).host;
    const feedId = transaction(() =>
      feeds.add({ url, title, siteUrl: feed.siteUrl, folderId: null, addedAt: clock.now() }),
    );
    changes.feedsChanged();
    await intake.takeIn(feedId, feed, {
      validators: content.validators,
      bodyHash: hashBytes(content.bytes),
    });
    return { feedId, title };
  }

  /** @throws ReaderError `not-found`. */
  unsubscribe(feedId: FeedId): { title: string } {
    const { feeds, changes, clock } = this.parts;
    const feed = feeds.find(feedId);
    if (feed === null) throw new ReaderError('not-found', 'There is no such feed.');
    feeds.markRemoved(feedId, clock.now());
    changes.feedsChanged();
    changes.articlesChanged({ feedId, added: 0, removed: true });
    return { title: feed.title };
  }

  /** Undoes `unsubscribe`: the feed and its articles are back as they were. */
  restore(feedId: FeedId): void {
    const { feeds, changes } = this.parts;
    feeds.restore(feedId);
    if (feeds.find(feedId) === null) throw new ReaderError('not-found', 'There is no such feed.');
    changes.feedsChanged();
    changes.articlesChanged({ feedId, added: 0, removed: false });
  }

  #bringBack({ id, title }: KnownFeed): { feedId: FeedId; title: string } {
    this.restore(id);
    return { feedId: id, title };
  }
}

function refuseDuplicate(known: KnownFeed | null): void {
  if (known === null) return;
  throw new ReaderError('duplicate-feed', 'This feed is already here.', { feedId: known.id });
}
