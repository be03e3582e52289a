/** What is kept of feeds, and of fetching them. */
import type {
  ArticleState,
  Feed,
  FeedFailure,
  FeedId,
  FeedSettings,
  Folder,
  FolderId,
} from '../../../shared/model';
import type { UpdateHints } from '../parsedFeed';
import type { Validators } from './web';

/** The publisher's own words for a feed. */
export interface FeedWords {
  readonly title: string;
  readonly siteUrl: string | null;
  readonly description: string | null;
  readonly language: string | null;
  readonly iconUrl: string | null;
}

export interface KnownFeed {
  readonly id: FeedId;
  readonly title: string;
  readonly isRemoved: boolean;
}

export interface FeedStore {
  list(): { feeds: Feed[]; folders: Folder[] };
  /**
   * Feeds that are not removed and have a server to ask, in the order of the sidebar; one that is named
   * is given back though it has none.
   */
  idsIn(scope: RefreshScope): FeedId[];
  find(id: FeedId): Feed | null;
  /** The address of a feed that is not removed. Cheaper than `find`, as is `titleOf`. */
  urlOf(id: FeedId): string | null;
  titleOf(id: FeedId): string | null;
  findByUrl(url: string): KnownFeed | null;
  add(feed: {
    /** Without a name or password in it; see `withoutCredentials`. */
    url: string;
    title: string;
    siteUrl: string | null;
    folderId: FolderId | null;
    addedAt: number;
    /** A person said that it may lie on a private network; false unless given. */
    allowsPrivate?: boolean;
  }): FeedId;
  /** Keeps what the publisher says of the feed. @returns whether anything was different. */
  describe(id: FeedId, words: FeedWords): boolean;
  /**
   * Gives a feed another address; its articles and settings stay. What was allowed for the old origin
   * is not allowed for another one.
   *
   * @returns false, and changes nothing, when another feed has that address, even a removed one.
   */
  changeUrl(id: FeedId, url: string): boolean;
  markRemoved(id: FeedId, at: number): void;
  /** Does nothing to a feed that is being joined into another. */
  restore(id: FeedId): void;
  /** Those being joined into another are left out. */
  removedBefore(at: number): FeedId[];
  /** Forgets a removed feed once nothing of it is kept. */
  deleteIfEmpty(id: FeedId): void;
  /** The folder of that title inside `parentId`, made if it is missing. */
  ensureFolder(parentId: FolderId | null, title: string): FolderId;
}

/** Everything that is remembered about fetching one feed. Times in milliseconds since 1970. */
export interface FetchState {
  /** Null once the feed has another address than the one they came from. */
  readonly validators: Validators;
  /** Hash of the body that was taken in last; the same body need not be parsed again. */
  readonly bodyHash: string | null;
  /** When a server last answered, whatever it said. */
  readonly checkedAt: number | null;
  readonly nextDueAt: number;
  /** Before this even a reader's own refresh leaves the server alone; 0 when nothing forbids it. */
  readonly nextAllowedAt: number;
  /** When the whole document last came, and not "not modified". */
  readonly wholeAt: number | null;
  /** The server was annoyed when it was asked for the whole document though its version was known. */
  readonly refusesProbes: boolean;
  readonly hints: UpdateHints | null;
  /** Where permanent redirects led to a feed, and since when, as long as the address is not taken over. */
  readonly movedTo: string | null;
  readonly movedFirstAt: number | null;
  /** When the server said that the feed is gone for good (HTTP 410). */
  readonly goneAt: number | null;
  readonly failure: FeedFailure | null;
  readonly requests: number;
  readonly notModified: number;
  /** Of all bodies, as they came over the wire. */
  readonly bytes: number;
  readonly lastStatus: number | null;
  /** When an article was last new or changed. */
  readonly lastChangeAt: number | null;
  /** Usual time between two new articles, in milliseconds. */
  readonly rhythmMs: number | null;
}

/** How far ahead of now stored times may lie, in milliseconds. */
export interface LongestWaits {
  readonly due: number;
  readonly allowed: number;
  /** A due time that was worked out by a clock ahead of the present one. */
  readonly unsure: number;
}

/** What decides whether a feed may be asked now. */
export interface FeedStanding {
  readonly url: string;
  readonly isPaused: boolean;
  readonly isGone: boolean;
  /** Milliseconds since 1970; before then its server is left alone. */
  readonly nextAllowedAt: number;
}

export interface FetchStateStore {
  /** Null for a feed that is not there, removed, or without a server to ask. Cheaper than `read`. */
  standing(id: FeedId): FeedStanding | null;
  /** @throws ReaderError `not-found`. */
  read(id: FeedId): FetchState;
  write(id: FeedId, state: FetchState): void;
  /** Keeps whatever is later, these times or those that are stored. Nothing for a feed not there. */
  putOff(id: FeedId, times: Pick<FetchState, 'nextDueAt' | 'nextAllowedAt'>): void;
  /** The reader's own interval for a feed, in minutes, or null. */
  ownInterval(id: FeedId): number | null;
  /**
   * Feeds that may be asked and whose time has come, longest due first; no paused, gone or removed ones,
   * and no saved pages.
   */
  dueIds(now: number): FeedId[];
  /** Makes the next fetch a whole one, and due at once, though nothing may have changed. */
  forgetVersion(id: FeedId): void;
  /** Makes a feed due and allowed at once, as after a person changed what was wrong. */
  allowNow(id: FeedId): void;
  /** Makes due at once what was out of reach. */
  retryUnreached(): void;
  /** Brings back times that a clock gone wrong put further away than any rule does. */
  clampTimes(now: number, longest: LongestWaits): void;
  /** The clock was set: moves every stored time by so many milliseconds. */
  shiftTimes(by: number): void;
}

/** Hosts that asked to be left alone. A host is a name with its port, as in `URL.host`. */
export interface HostHoldStore {
  /** Keeps the longer of two holds. */
  hold(host: string, until: number): void;
  /** @returns when the hold ends, or null when there is none any more. */
  heldUntil(host: string, now: number): number | null;
  /** As `FetchStateStore.clampTimes`; forgets what is over. */
  clampTimes(now: number, longest: number): void;
  shiftTimes(by: number): void;
}

/** What a reader set for one feed, but for what is secret. */
export type PlainFeedSettings = Omit<FeedSettings, 'header'>;

export interface FeedSettingsStore {
  /** @throws ReaderError `not-found` for a feed that is not there or was removed. */
  read(id: FeedId): PlainFeedSettings;
  write(id: FeedId, settings: PlainFeedSettings): void;
  /** @returns those that are there and have a server to ask, allowed from now on. */
  allowPrivate(ids: readonly FeedId[]): FeedId[];
  /** What `Safe.seal` made of the feed's secrets, or null. */
  sealed(id: FeedId): Uint8Array | null;
  keepSealed(id: FeedId, sealed: Uint8Array | null): void;
}

/** A feed that is being joined into another; what is left of it is hidden meanwhile. */
export interface FeedMerger {
  readonly from: FeedId;
  readonly into: FeedId;
}

/** Joins two feeds in pieces. Whatever interrupts it, each article is in exactly one of them. */
export interface FeedMergeStore {
  /** Hides `from` and notes where its articles go. */
  begin(merger: FeedMerger, at: number): void;
  /** Begun and not finished, as after a crash. */
  unfinished(): FeedMerger[];
  /**
   * Begins to take articles over, at most `limit` of them each time it is called. One that both have
   * stays once: read if either was, with the earlier bookmark, and where the earlier one stood.
   * Returned are the states of the articles taken over; none when nothing is left.
   */
  takingOver(merger: FeedMerger): (limit: number) => ArticleState[];
  /** Forgets the feed that is empty now. */
  finish(merger: FeedMerger): void;
}

export type RefreshScope =
  | { readonly kind: 'all' }
  | { readonly kind: 'folder'; readonly folderId: FolderId }
  | { readonly kind: 'feed'; readonly feedId: FeedId };
