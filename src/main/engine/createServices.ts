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
  Pause,
  Random,
  Safe,
  Transaction,
  WebSource,
} from '../core/ports';
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
import { FetchLedger } from '../services/fetchLedger';
import { IconSearch } from '../services/iconSearch';
import { RefreshScheduler } from '../services/refreshScheduler';
import { RefreshService } from '../services/refreshService';
import { SiteIcons } from '../services/siteIcons';
import { WriteQueue } from '../services/writeQueue';
import type { Stores } from './createStores';

export interface Adapters {
  readonly web: WebSource;
  readonly bundled: BundledCollection;
  readonly parser: DocumentParser;
  readonly cleaner: ArticleCleaner;
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
  readonly refresh: RefreshService;
  readonly scheduler: RefreshScheduler;
  readonly icons: SiteIcons;
  readonly writes: WriteQueue;
}

export function createServices(stores: Stores, adapters: Adapters): Services {
  const shared = { ...stores, ...adapters };
  const { web, bundled, files, media, clock, log } = shared;
  const source = new FeedReader(web, bundled);
  const pictures = new BundledPictures({ bundled, files, index: media, clock, log });
  const writes = new WriteQueue(shared);
  const intake = new ArticleIntake({ ...shared, writes, pictures });
  const ledger = new FetchLedger(shared);
  const secrets = new FeedSecrets({ ...shared, settings: stores.feedSettings });
  const settings = stores.feedSettings;
  const own = { ...shared, settings, source, intake, ledger, secrets, writes };

  const merge = new FeedMerge(shared);
  const requests = new FeedRequests(own);
  const refresher = new FeedRefresher({ ...own, requests });
  const refresh = new RefreshService({
    ...own,
    refresher,
    onOver: () => {
      icons.wake();
    },
  });
  const scheduler = new RefreshScheduler({ ...own, refresh });
  const icons = new SiteIcons({
    ...shared,
    search: new IconSearch({ ...own }),
    isQuiet: () => !refresh.isRunning() && !scheduler.isOffline(),
  });
  const discovery = new Discovery({ reader: new AddressReader(own) });
  const startFeeds = (ids: readonly FeedId[]): void => void refresh.startFeeds(ids);

  return {
    feeds: new FeedService({ ...own, discovery, icons }),
    feedSettings: new FeedSettingsService({ ...own, merge, startFeeds }),
    merge,
    articles: new ArticleService(shared),
    collections: new CollectionService({ ...own, refresh }),
    refresh,
    scheduler,
    icons,
    writes,
  };
}
