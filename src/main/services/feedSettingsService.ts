/** One feed in detail, and what a reader changes about it. */
import { ReaderError } from '../../shared/errors';
import type { Feed, FeedDetails, FeedId, FeedSettingsChange, SignIn } from '../../shared/model';
import { SAVED_PAGES_URL } from '../../shared/savedPages';
import { withoutCredentials, type BareAddress } from '../core/addressCredentials';
import { duplicateFeed, noSuchFeed } from '../core/feedErrors';
import { ledgerOf } from '../core/feedLedger';
import {
  changedSettings,
  isAskedOtherwise,
  isSameHeader,
  stateAtOtherAddress,
} from '../core/feedSettings';
import { tidyAddress } from '../core/feedUrl';
import type {
  ChangeSink,
  Clock,
  FeedSettingsStore,
  FeedStore,
  FetchStateStore,
  FullTextStore,
  Transaction,
} from '../core/ports';
import type { FeedMerge } from './feedMerge';
import { NO_SECRETS, type FeedSecrets, type KnownSecrets, type SecretsChange } from './feedSecrets';
import type { FetchLedger } from './fetchLedger';

/**
 * Articles whose full text is wanted when a reader begins to want those of a feed. What is read already
 * counts too: somebody who wants more has often just read what there was.
 */
const WANTED_AT_ONCE = { unread: 100, read: 20 };

export interface FeedSettingsServiceParts {
  readonly feeds: FeedStore;
  readonly settings: FeedSettingsStore;
  readonly fetchStates: FetchStateStore;
  readonly fullTexts: FullTextStore;
  /** Tells that full texts may be wanted. */
  readonly wakeFullTexts: () => void;
  readonly ledger: FetchLedger;
  readonly secrets: FeedSecrets;
  readonly merge: FeedMerge;
  /** Asks these feeds, but for those whose servers want to be left alone. */
  readonly startFeeds: (ids: readonly FeedId[]) => void;
  /** As `startFeeds`; what they were asked before, and is not answered yet, is of no use any more. */
  readonly startAnew: (ids: readonly FeedId[]) => void;
  readonly transaction: Transaction;
  readonly changes: ChangeSink;
  readonly clock: Clock;
}

export class FeedSettingsService {
  constructor(private readonly parts: FeedSettingsServiceParts) {}

  /** @throws ReaderError `not-found`. */
  async details(feedId: FeedId): Promise<FeedDetails> {
    const { settings, fetchStates, fullTexts, ledger, clock } = this.parts;
    const { credentials, header, isTemporary } = await this.#secretsOf(this.#find(feedId));
    // Read only now: while the safe was asked, the feed may have changed, or gone.
    const feed = this.#find(feedId);
    const state = fetchStates.read(feedId);
    const plain = settings.read(feedId);
    return {
      feed,
      settings: { ...plain, header },
      fullTexts: plain.fullText ? fullTexts.countsOf(feedId) : null,
      ledger: ledgerOf(state, {
        isPaused: feed.isPaused,
        hasServer: feed.url !== SAVED_PAGES_URL,
        heldUntil: ledger.heldUntil({ ...state, url: feed.url }),
        now: clock.now(),
      }),
      hasCredentials: credentials !== null,
      credentialsAreTemporary: credentials !== null && isTemporary,
    };
  }

  /**
   * Changes what is named and nothing else. Where the server may answer differently now, the feed is
   * asked at once. A feed that takes the address of a removed one takes over its articles as well.
   *
   * @throws ReaderError `not-found`; `invalid-input` for an address that is none, and for saved pages,
   *   which have no server that any of this could be about; `duplicate-feed`
   *   for the address of another feed; `sign-in` when a new header would lose a password.
   */
  async configure(feedId: FeedId, change: FeedSettingsChange): Promise<FeedDetails> {
    const { secrets, merge, changes } = this.parts;
    refuseSavedPages(this.#find(feedId));
    const before = await this.details(feedId);
    const address = change.url === undefined ? null : this.#otherAddress(before.feed, change.url);
    const secret = secretsOf(change, before, address);
    // First, since it alone may be refused.
    if (secret !== null) await secrets.keep(feedId, address?.url ?? before.feed.url, secret);
    if (address?.removed != null) await merge.absorbRemoved(address.removed, feedId);
    const asked = this.#store(feedId, change, address, secret !== null);
    changes.feedsChanged();
    if (asked === 'anew') this.#startAnew([feedId]);
    else if (asked === 'again') this.#start([feedId]);
    this.parts.wakeFullTexts();
    return this.details(feedId);
  }

  /**
   * Keeps a name and password, or forgets them, and asks the server at once.
   * @throws ReaderError `not-found`; `invalid-input` for saved pages; as `FeedSecrets.keep`.
   */
  async signIn(feedId: FeedId, signIn: SignIn | null): Promise<FeedDetails> {
    const { secrets, fetchStates, changes, transaction } = this.parts;
    const feed = this.#find(feedId);
    refuseSavedPages(feed);
    await secrets.keep(feedId, feed.url, { credentials: signIn });
    transaction(() => {
      fetchStates.allowNow(feedId);
    });
    changes.feedsChanged();
    this.#startAnew([feedId]);
    return this.details(feedId);
  }

  /**
   * These feeds may be asked on this machine or a private network; they are, at once. Feeds that are
   * not there any more are passed over.
   *
   * @throws ReaderError `not-found` when none of them is there.
   */
  allowPrivate(feedIds: readonly FeedId[]): void {
    const { settings, fetchStates, changes, transaction } = this.parts;
    const allowed = transaction(() => {
      const ids = settings.allowPrivate(feedIds);
      for (const id of ids) fetchStates.allowNow(id);
      return ids;
    });
    if (allowed.length === 0) throw noSuchFeed();
    changes.feedsChanged();
    this.#startAnew(allowed);
  }

  /** @returns how the feed is to be asked now, if it is. */
  #store(
    feedId: FeedId,
    change: FeedSettingsChange,
    address: OtherAddress | null,
    hasOtherSecret: boolean,
  ): 'anew' | 'again' | null {
    const { feeds, settings, fetchStates, fullTexts, ledger, transaction, clock } = this.parts;
    return transaction(() => {
      const before = settings.read(feedId);
      if (address?.isOther === true) {
        // Another feed may have got the address while the safe was asked.
        if (!feeds.changeUrl(feedId, address.url))
          throw duplicateFeed(feeds.findByUrl(address.url)?.id);
        fetchStates.write(feedId, stateAtOtherAddress(fetchStates.read(feedId)));
      }
      // After the address, since a new one forgets what was allowed for the old.
      const after = changedSettings(settings.read(feedId), change);
      settings.write(feedId, after);
      if (after.intervalMinutes !== before.intervalMinutes) ledger.noteInterval(feedId);
      if (after.fullText && !before.fullText) {
        fullTexts.wantNewest(feedId, WANTED_AT_ONCE, clock.now());
      }
      const isOther =
        hasOtherSecret || address?.isOther === true || isAskedOtherwise(before, after);
      if (isOther) {
        fetchStates.allowNow(feedId);
        return 'anew';
      }
      return before.isPaused && !after.isPaused ? 'again' : null;
    });
  }

  /** @throws ReaderError `invalid-input`, `duplicate-feed`. */
  #otherAddress(feed: Feed, typed: string): OtherAddress {
    const bare = withoutCredentials(tidyAddress(typed));
    if (bare.url === feed.url) return { ...bare, isOther: false, removed: null };
    const known = this.parts.feeds.findByUrl(bare.url);
    if (known?.isRemoved === false) throw duplicateFeed(known.id);
    return { ...bare, isOther: true, removed: known?.id ?? null };
  }

  /** What a safe that does not answer holds is not shown; everything else can still be set. */
  async #secretsOf({ id, url }: Feed): Promise<KnownSecrets> {
    try {
      return await this.parts.secrets.of(id, url);
    } catch (error) {
      if (error instanceof ReaderError && error.code === 'unavailable') return NO_SECRETS;
      throw error;
    }
  }

  #start(feedIds: readonly FeedId[]): void {
    const asked = this.#unpaused(feedIds);
    if (asked.length > 0) this.parts.startFeeds(asked);
  }

  #startAnew(feedIds: readonly FeedId[]): void {
    const asked = this.#unpaused(feedIds);
    if (asked.length > 0) this.parts.startAnew(asked);
  }

  #unpaused(feedIds: readonly FeedId[]): FeedId[] {
    return feedIds.filter((id) => this.parts.feeds.find(id)?.isPaused === false);
  }

  #find(feedId: FeedId): Feed {
    const feed = this.parts.feeds.find(feedId);
    if (feed === null) throw noSuchFeed();
    return feed;
  }
}

interface OtherAddress extends BareAddress {
  /** False when a person typed the address that the feed has anyway. */
  readonly isOther: boolean;
  /** A feed that was removed and still has the address. */
  readonly removed: FeedId | null;
}

/** What is to be kept as a secret, or null when nothing of that changes. */
function secretsOf(
  { header }: FeedSettingsChange,
  before: FeedDetails,
  address: OtherAddress | null,
): SecretsChange | null {
  const hasOtherHeader = header !== undefined && !isSameHeader(header, before.settings.header);
  const credentials = address?.credentials ?? null;
  if (!hasOtherHeader && credentials === null) return null;
  return {
    ...(hasOtherHeader ? { header } : {}),
    ...(credentials === null ? {} : { credentials }),
  };
}

function refuseSavedPages({ url }: Feed): void {
  if (url !== SAVED_PAGES_URL) return;
  throw new ReaderError('invalid-input', 'Saved pages come from no server of their own.');
}
