/** Subscribing, discovering, removing and bringing back. */
import type { Input } from '../../shared/contract/index';
import type { Feed, FeedCandidate, FeedId, Folder } from '../../shared/model';
import { duplicateFeed, noSuchFeed } from '../core/feedErrors';
import { withoutEncryption } from '../core/feedUrl';
import type {
  ChangeSink,
  Clock,
  Credentials,
  FeedSettingsStore,
  FeedStore,
  KnownFeed,
  Transaction,
} from '../core/ports';
import { mayReceive } from '../core/secretOrigin';
import { iconHostOf } from '../core/siteIcon';
import type { FetchedFeed } from './addressReader';
import type { ArticleIntake } from './articleIntake';
import type { Discovery } from './discovery';
import type { FeedSecrets } from './feedSecrets';
import type { FetchLedger } from './fetchLedger';
import type { SiteIcons } from './siteIcons';
import { requestOf, type TypedRequest } from './typedRequest';

export interface FeedServiceParts {
  readonly feeds: FeedStore;
  readonly settings: FeedSettingsStore;
  readonly secrets: FeedSecrets;
  readonly discovery: Discovery;
  readonly intake: ArticleIntake;
  readonly ledger: FetchLedger;
  readonly icons: SiteIcons;
  readonly transaction: Transaction;
  readonly changes: ChangeSink;
  readonly clock: Clock;
  /** Aborted when the engine closes. */
  readonly closing: AbortSignal;
}

interface Subscribed {
  readonly feedId: FeedId;
  readonly title: string;
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
  async discover(typed: Input<'feeds.discover'>): Promise<FeedCandidate[]> {
    const request = requestOf(typed.address, typed);
    const plainUrl = request.hasScheme ? null : withoutEncryption(request.url);
    for (const url of [request.url, plainUrl]) {
      const known = url === null ? null : this.parts.feeds.findByUrl(url);
      if (known?.isRemoved === true) return [{ url: url ?? request.url, title: known.title }];
      refuseDuplicate(known);
    }
    return this.parts.discovery.find(request, this.parts.closing);
  }

  /**
   * Subscribes and takes in the articles. A removed feed comes back with its marks.
   * @throws ReaderError `duplicate-feed`, or what `Discovery.fetch` throws; nothing is stored then.
   */
  async subscribe(typed: Input<'feeds.subscribe'>): Promise<Subscribed> {
    const { feeds, discovery, closing } = this.parts;
    const request = requestOf(typed.url, typed);
    const known = feeds.findByUrl(request.url);
    if (known?.isRemoved === true) return this.#bringBack(known, request.url, request);
    refuseDuplicate(known);

    const fetched = await discovery.fetch(request, closing);
    const url = fetched.content.facts.permanentUrl;
    // While the request ran, or behind a redirect, the same feed may have been added.
    const meanwhile = feeds.findByUrl(url);
    if (meanwhile?.isRemoved === true) return this.#bringBack(meanwhile, url, fetched.asked);
    refuseDuplicate(meanwhile);
    return this.#add(url, fetched);
  }

  /** @throws ReaderError `not-found`. */
  unsubscribe(feedId: FeedId): { title: string } {
    const { feeds, changes, clock } = this.parts;
    const feed = feeds.find(feedId);
    if (feed === null) throw noSuchFeed();
    feeds.markRemoved(feedId, clock.now());
    changes.feedsChanged();
    changes.articlesChanged({ feedId, added: 0, removed: true });
    return { title: feed.title };
  }

  /** Undoes `unsubscribe`: the feed and its articles are back as they were. */
  restore(feedId: FeedId): void {
    const { feeds, changes } = this.parts;
    feeds.restore(feedId);
    if (feeds.find(feedId) === null) throw noSuchFeed();
    changes.feedsChanged();
    changes.articlesChanged({ feedId, added: 0, removed: false });
  }

  /** The first answer is the first fetch, its validators included: nothing is asked twice. */
  async #add(url: string, { asked, feed, content, bodyHash }: FetchedFeed): Promise<Subscribed> {
    const { feeds, intake, ledger, icons, transaction, changes, clock } = this.parts;
    const title = feed.title || new URL(url).host;
    const { siteUrl, description, language, iconUrl } = feed;
    // One origin was allowed, not wherever it leads.
    const allowsPrivate = asked.privateOrigin === new URL(url).origin;
    const feedId = transaction(() => {
      const id = feeds.add({ url, title, siteUrl, folderId: null, addedAt: clock.now(), allowsPrivate }); // prettier-ignore
      feeds.describe(id, { title, siteUrl, description, language, iconUrl });
      // It was asked a moment ago, and is not asked again while all this is being stored.
      ledger.noteAsked(id);
      return id;
    });
    changes.feedsChanged();
    this.#suggestIcon({ url, siteUrl });
    await this.#keepSignIn(feedId, url, asked.signIn, asked.url);
    await intake.takeIn(feedId, feed, (articleChanges) => {
      ledger.noteContent(feedId, content, feed, bodyHash, articleChanges);
    });
    icons.wake();
    return { feedId, title };
  }

  /** The page that led here was read a moment ago; what it said need not be asked again. */
  #suggestIcon(feed: { readonly url: string; readonly siteUrl: string | null }): void {
    const host = iconHostOf(feed);
    const icon = host === null ? null : this.parts.discovery.iconOf(host);
    if (host !== null && icon !== null) this.parts.icons.suggest(host, icon);
  }

  /** What a person says while subscribing again holds for the feed that comes back. */
  async #bringBack(
    { id, title }: KnownFeed,
    url: string,
    { privateOrigin, signIn, url: asked }: Pick<TypedRequest, 'privateOrigin' | 'signIn' | 'url'>,
  ): Promise<Subscribed> {
    // Once it is back it may be asked at any moment.
    await this.#keepSignIn(id, url, signIn, asked);
    this.restore(id);
    if (privateOrigin === new URL(url).origin) this.parts.settings.allowPrivate([id]);
    return { feedId: id, title };
  }

  /** @param given the address that the name and password were given for. */
  async #keepSignIn(
    feedId: FeedId,
    url: string,
    signIn: Credentials | null,
    given: string,
  ): Promise<void> {
    if (signIn === null || !mayReceive(given, url)) return;
    await this.parts.secrets.keep(feedId, url, { credentials: signIn });
  }
}

function refuseDuplicate(known: KnownFeed | null): void {
  if (known !== null) throw duplicateFeed(known.id);
}
