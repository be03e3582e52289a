/** What the app can do, each service with the parts it needs. */
import type { FeedId } from '../../shared/model';
import type {
  ArticleCleaner,
  BundledCollection,
  ChangeSink,
  Clock,
  DocumentParser,
  Later,
  Log,
  MediaFiles,
  PageReader,
  Pause,
  Random,
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
  readonly files: MediaFiles;
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
  /** Whether somebody uses the library just now. */
  readonly isInUse: () => boolean;
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
  readonly collections: CollectionService;
  readonly pages: SavedPages;
  readonly refresh: RefreshService;
  readonly scheduler: RefreshScheduler;
  readonly icons: SiteIcons;
  readonly fullTexts: FullTexts;
  readonly search: SearchService;
  readonly indexer: SearchIndexer;
  readonly writes: WriteQueue;
}

export function createServices(stores: Stores, adapters: Adapters): Services {
  const changes: ChangeSink = {
    ...tellingAll(adapters.changes),
    articlesChanged(change) {
      adapters.changes.articlesChanged(change);
      indexer.wake();
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
  const isQuiet = (): boolean => !refresh.isRunning() && !scheduler.isOffline();
  const icons = new SiteIcons({ ...shared, search: new IconSearch({ ...own }), isQuiet });
  const fullTexts = new FullTexts({ ...own, requests, isQuiet });
  const indexer = new SearchIndexer({
    ...shared,
    transaction: adapters.unhurried,
    isQuiet: () => !refresh.isRunning(),
  });
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
    articles: new ArticleService(shared),
    collections: new CollectionService({ ...own, refresh }),
    pages: new SavedPages({ ...own, reader }),
    refresh,
    scheduler,
    icons,
    fullTexts,
    search: new SearchService(shared),
    indexer,
    writes,
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
