/** What the app can do, each service with the parts it needs. */
import type { FeedId, LibraryState } from '../../shared/model';
import type {
  ArticleCleaner,
  BundledCollection,
  ChangeSink,
  Clock,
  DocumentParser,
  Later,
  LibraryKeeper,
  LibraryTimes,
  LibraryUpkeep,
  Log,
  MediaFiles,
  PictureFolder,
  PageReader,
  Pause,
  Random,
  RecoveryNotices,
  Safe,
  Transaction,
  WebSource,
} from '../core/ports';
import { HostLimit } from '../core/limit';
import { AddressReader } from '../services/addressReader';
import { ArticleIntake } from '../services/articleIntake';
import { ArticleService } from '../services/articleService';
import { BundledPictures } from '../services/bundledPictures';
import { CollectionService } from '../services/collectionService';
import { Discovery } from '../services/discovery';
import { FeedMerge } from '../services/feedMerge';
import { FeedReader } from '../services/feedReader';
import { FeedRefresher } from '../services/feedRefresher';
import { FeedRequests } from '../services/feedRequests';
import { FeedSecrets } from '../services/feedSecrets';
import { FeedService } from '../services/feedService';
import { FeedSettingsService } from '../services/feedSettingsService';
import { FullTexts } from '../services/fullTexts';
import { FetchLedger } from '../services/fetchLedger';
import { IconSearch } from '../services/iconSearch';
import { LibraryCare } from '../services/libraryCare';
import { LibraryStanding } from '../services/libraryStanding';
import { PictureCare } from '../services/pictureCare';
import { MarkService } from '../services/markService';
import { RefreshScheduler } from '../services/refreshScheduler';
import { RefreshService } from '../services/refreshService';
import { SavedPages } from '../services/savedPages';
import { SearchIndexer } from '../services/searchIndexer';
import { SearchService } from '../services/searchService';
import { SiteIcons } from '../services/siteIcons';
import { WriteQueue } from '../services/writeQueue';
import type { Stores } from './createStores';

/** Requests at once, over all hosts and for one of them: quick for us, unnoticed by servers. */
const MOST_AT_ONCE = 6;
const MOST_PER_HOST = 1;

export interface Adapters {
  readonly web: WebSource;
  readonly bundled: BundledCollection;
  readonly parser: DocumentParser;
  readonly cleaner: ArticleCleaner;
  readonly pageReader: PageReader;
  readonly files: MediaFiles & PictureFolder;
  readonly safe: Safe;
  readonly changes: ChangeSink;
  readonly transaction: Transaction;
  readonly clock: Clock;
  readonly later: Later;
  readonly random: Random;
  readonly pause: Pause;
  readonly log: Log;
  readonly hashBytes: (bytes: Uint8Array) => string;
  readonly textOfHtml: (html: string) => string;
  /** As `transaction`, for what can be made again. */
  readonly unhurried: Transaction;
  /** As `transaction`, for what the reader does: kept though the disk is full, if it can be. */
  readonly dependable: Transaction;
  /** Whether the disk has room for what nobody asked for. */
  readonly hasRoom: () => boolean;
  /** Whether somebody uses the library just now. */
  readonly isInUse: () => boolean;
  readonly keeper: LibraryKeeper;
  readonly upkeep: LibraryUpkeep;
  readonly times: LibraryTimes;
  readonly notices: RecoveryNotices;
  readonly temporary: LibraryState['temporary'];
  /** Milliseconds that only ever go up. */
  readonly elapsed: () => number;
  /** The library reads wrong; nothing may be written to it any more. */
  readonly onDamage: () => void;
  /** Between two requests to one host, in milliseconds. */
  readonly hostSpacingMs: number;
  /** Aborted when the engine closes. */
  readonly closing: AbortSignal;
}

export interface Services {
  readonly feeds: FeedService;
  readonly feedSettings: FeedSettingsService;
  readonly merge: FeedMerge;
  readonly articles: ArticleService;
  readonly marks: MarkService;
  readonly collections: CollectionService;
  readonly pages: SavedPages;
  readonly refresh: RefreshService;
  readonly scheduler: RefreshScheduler;
  readonly icons: SiteIcons;
  readonly fullTexts: FullTexts;
  readonly pictureCare: PictureCare;
  readonly search: SearchService;
  readonly indexer: SearchIndexer;
  readonly writes: WriteQueue;
  readonly library: LibraryStanding;
  readonly care: LibraryCare;
}

export function createServices(stores: Stores, adapters: Adapters): Services {
  const changes: ChangeSink = {
    ...tellingAll(adapters.changes),
    feedsChanged() {
      adapters.changes.feedsChanged();
      care.noteChange();
    },
    articlesChanged(change) {
      adapters.changes.articlesChanged(change);
      if (change.removed) care.noteDeletion();
      indexer.wake();
    },
    statesChanged(states) {
      adapters.changes.statesChanged(states);
      care.noteChange();
    },
  };
  const shared = { ...stores, ...adapters, changes };
  const { web, bundled, files, media, clock, log } = shared;
  const source = new FeedReader(web, bundled);
  const pictures = new BundledPictures({ bundled, files, index: media, clock, log });
  const writes = new WriteQueue(shared);
  const intake = new ArticleIntake({ ...shared, writes, pictures });
  const ledger = new FetchLedger(shared);
  const secrets = new FeedSecrets({ ...shared, settings: stores.feedSettings });
  const settings = stores.feedSettings;
  const limit = new HostLimit({
    most: MOST_AT_ONCE,
    mostPerHost: MOST_PER_HOST,
    spacingMs: adapters.hostSpacingMs,
    later: adapters.later,
  });
  const own = { ...shared, settings, source, intake, ledger, secrets, writes, limit };

  const merge = new FeedMerge(shared);
  const requests = new FeedRequests(own);
  const refresher = new FeedRefresher({ ...own, requests });
  const refresh = new RefreshService({
    ...own,
    refresher,
    onOver: () => {
      icons.wake();
      indexer.wake();
      fullTexts.wake();
    },
  });
  const scheduler = new RefreshScheduler({ ...own, refresh });
  const isQuiet = (): boolean =>
    !refresh.isRunning() && !scheduler.isOffline() && adapters.hasRoom();
  const icons = new SiteIcons({ ...shared, search: new IconSearch({ ...own }), isQuiet });
  const fullTexts = new FullTexts({ ...own, requests, isQuiet });
  const indexer = new SearchIndexer({
    ...shared,
    transaction: adapters.unhurried,
    isQuiet: () => !refresh.isRunning(),
  });
  const care = new LibraryCare({ ...shared, isQuiet: () => !refresh.isRunning() });
  const reader = new AddressReader(own);
  const discovery = new Discovery({ reader });
  const startFeeds = (ids: readonly FeedId[]): void => void refresh.startFeeds(ids);
  const startAnew = (ids: readonly FeedId[]): void => void refresh.startAnew(ids);

  return {
    feeds: new FeedService({ ...own, discovery, icons }),
    feedSettings: new FeedSettingsService({
      ...own,
      merge,
      startFeeds,
      startAnew,
      wakeFullTexts: () => {
        fullTexts.wake();
      },
    }),
    merge,
    articles: new ArticleService({ ...shared, transaction: adapters.dependable }),
    marks: new MarkService({ ...shared, transaction: adapters.dependable }),
    collections: new CollectionService({ ...own, refresh }),
    pages: new SavedPages({ ...own, reader }),
    refresh,
    scheduler,
    icons,
    fullTexts,
    pictureCare: new PictureCare({
      ...shared,
      wakeIcons: () => {
        icons.wake();
      },
    }),
    search: new SearchService(shared),
    indexer,
    writes,
    library: new LibraryStanding(shared),
    care,
  };
}

/** A sink is an object of a class, whose methods a copy of its own properties would lack. */
function tellingAll(sink: ChangeSink): ChangeSink {
  return {
    feedsChanged: () => {
      sink.feedsChanged();
    },
    articlesChanged: (change) => {
      sink.articlesChanged(change);
    },
    statesChanged: (states) => {
      sink.statesChanged(states);
    },
    refreshProgressed: (status) => {
      sink.refreshProgressed(status);
    },
  };
}
