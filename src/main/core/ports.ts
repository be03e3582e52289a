/**
 * What the use cases need from the world, as interfaces. Adapters implement them; tests may
 * replace the clock and the randomness, and nothing else.
 */
import type { ErrorCode, ErrorDetails } from '../../shared/errors';
import type {
  Article,
  ArticleId,
  ArticleRow,
  ArticleState,
  Counts,
  Cursor,
  Feed,
  FeedId,
  Folder,
  FolderId,
  MediaId,
  RefreshStatus,
  Scope,
  Settings,
  SettingsChange,
  StoredImage,
} from '../../shared/model';
import type { Inspection, Outline, ParsedArticle, ParsedFeed } from './parsedFeed';

export interface Clock {
  /** Milliseconds since 1970, UTC. */
  now(): number;
}

/** A number in [0, 1). */
export type Random = () => number;

/** Lets waiting calls run before long work goes on. */
export type Pause = () => Promise<void>;

export interface Log {
  info(message: string): void;
  warn(message: string, error?: unknown): void;
  error(message: string, error?: unknown): void;
}

/** What a server said about the version of a feed it sent, to be given back byte for byte. */
export interface Validators {
  readonly etag: string | null;
  readonly lastModified: string | null;
}

export interface FeedRequest {
  readonly url: string;
  readonly validators: Validators | null;
  readonly signal: AbortSignal;
}

export type FeedAnswer =
  | { readonly kind: 'not-modified' }
  | {
      readonly kind: 'content';
      readonly bytes: Uint8Array;
      readonly contentType: string | null;
      /** Where the content was found in the end; relative addresses start here. */
      readonly url: string;
      /** How far permanent redirects alone led: the address to ask next time. */
      readonly permanentUrl: string;
      readonly validators: Validators;
    };

/** Where the bytes of feeds come from. */
export interface FeedSource {
  /** @throws ReaderError `network`, `timeout`, `http-status`, `too-large`, `incomplete`, `cancelled`. */
  get(request: FeedRequest): Promise<FeedAnswer>;
}

/** The collection that comes with the app. */
export interface BundledCollection extends FeedSource {
  /** The OPML document that lists the bundled feeds. */
  readOutlines(): Promise<Uint8Array>;
  /** @throws ReaderError `not-found` for anything that is not part of the collection. */
  readFile(url: string): Promise<Uint8Array>;
}

export interface DocumentContext {
  readonly url: string;
  readonly contentType: string | null;
}

/** Reads untrusted documents in a thread that can be killed. */
export interface DocumentParser {
  /** @throws ReaderError `not-a-feed`, `incomplete`, `timeout`, `too-large`. */
  parseFeed(bytes: Uint8Array, context: DocumentContext): Promise<ParsedFeed>;
  /** Tells a feed from a page and reads either. @throws as `parseFeed`. */
  inspect(bytes: Uint8Array, context: DocumentContext): Promise<Inspection>;
  /**
   * @param bytes UTF-8, whatever an XML declaration in them says.
   * @throws ReaderError `invalid-input` when the text is no OPML at all.
   */
  readOpml(bytes: Uint8Array): Promise<readonly Outline[]>;
}

/** Runs work in one transaction: all of it is kept, or none. */
export type Transaction = <T>(work: () => T) => T;

/** One version of a feed's document, as its server and its bytes name it. */
export interface DocumentVersion {
  readonly validators: Validators;
  /** Hash of the body that was parsed; the same body need not be parsed again. */
  readonly bodyHash: string;
}

interface FetchState {
  readonly validators: Validators;
  readonly bodyHash: string | null;
  readonly failureCount: number;
}

export interface KnownFeed {
  readonly id: FeedId;
  readonly title: string;
  readonly isRemoved: boolean;
}

export interface FeedStore {
  list(): { feeds: Feed[]; folders: Folder[] };
  /** Feeds that are not removed, in the order of the sidebar. */
  idsIn(scope: RefreshScope): FeedId[];
  /** Feeds whose time has come, and those that a clock gone wrong put off beyond any real interval. */
  dueIds(now: number): FeedId[];
  find(id: FeedId): Feed | null;
  findByUrl(url: string): KnownFeed | null;
  add(feed: {
    url: string;
    title: string;
    siteUrl: string | null;
    folderId: FolderId | null;
    addedAt: number;
  }): FeedId;
  /** The publisher's own words for the feed. */
  describe(id: FeedId, words: { title: string; siteUrl: string | null }): void;
  markRemoved(id: FeedId, at: number): void;
  restore(id: FeedId): void;
  removedBefore(at: number): FeedId[];
  /** Forgets a removed feed once nothing of it is kept. */
  deleteIfEmpty(id: FeedId): void;
  /** Makes the next fetch a whole one, and due at once, though nothing may have changed. */
  forgetVersion(id: FeedId): void;
  fetchState(id: FeedId): FetchState;
  recordSuccess(
    id: FeedId,
    outcome: {
      checkedAt: number;
      nextDueAt: number;
      /** Null when the server said that nothing changed: what is known stays. */
      version: DocumentVersion | null;
    },
  ): void;
  recordFailure(
    id: FeedId,
    outcome: {
      /** Null when no server answered: the last time one did stays. */
      checkedAt: number | null;
      nextDueAt: number;
      code: ErrorCode;
      details: ErrorDetails;
    },
  ): void;
  /** The folder of that title inside `parentId`, made if it is missing. */
  ensureFolder(parentId: FolderId | null, title: string): FolderId;
}

export type RefreshScope =
  | { readonly kind: 'all' }
  | { readonly kind: 'folder'; readonly folderId: FolderId }
  | { readonly kind: 'feed'; readonly feedId: FeedId };

export interface SavedArticle {
  readonly id: ArticleId;
  readonly outcome: 'added' | 'updated' | 'unchanged';
}

export interface ArticleStore {
  list(query: { scope: Scope; show: 'all' | 'unread'; before: Cursor | null; limit: number }): {
    rows: ArticleRow[];
    next: Cursor | null;
  };
  find(id: ArticleId): Article | null;
  /** Adds what is new and renews what changed, answering in the order given. */
  save(feedId: FeedId, articles: readonly ParsedArticle[], now: number): SavedArticle[];
  /**
   * Deletes at most `limit` articles of a removed feed, never bookmarked ones, and none once the
   * feed is back. @returns how many.
   */
  deleteOfRemoved(feedId: FeedId, limit: number): number;
}

export interface ArticleStateStore {
  /** @returns the states that really changed. */
  setRead(ids: readonly ArticleId[], read: boolean, at: number): ArticleState[];
  setBookmarked(id: ArticleId, bookmarked: boolean, at: number): ArticleState[];
  counts(): Counts;
}

export interface SettingsStore {
  read(): Settings;
  write(change: SettingsChange): Settings;
}

/** A picture as it lies on disk. */
export interface StoredPicture {
  readonly id: MediaId;
  readonly contentType: string;
  /** Pixels. */
  readonly width: number;
  readonly height: number;
  readonly byteLength: number;
}

/** Stored pictures as files named by their content. */
export interface MediaFiles {
  /** @throws ReaderError `invalid-input` when the bytes are no picture of a supported kind. */
  save(bytes: Uint8Array): Promise<StoredPicture>;
  pathOf(id: MediaId): string;
}

/** Which articles show which stored pictures. */
export interface MediaIndex {
  link(articleId: ArticleId, source: string, picture: StoredPicture, at: number): void;
  /** Forgets the pictures of an article that are none of these sources any more. */
  keepOnly(articleId: ArticleId, sources: readonly string[]): void;
  imagesOf(articleId: ArticleId): StoredImage[];
  /** Content type of a picture that an article of a present feed or a bookmark shows, else null. */
  contentTypeOf(id: MediaId): string | null;
}

/** How use cases report what changed. Reports reach the window after the transaction commits. */
export interface ChangeSink {
  feedsChanged(): void;
  articlesChanged(change: { feedId: FeedId; added: number; removed: boolean }): void;
  statesChanged(states: readonly ArticleState[]): void;
  refreshProgressed(status: RefreshStatus): void;
}
