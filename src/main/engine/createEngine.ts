/** Joins the use cases to their adapters. Runs in a thread, or without one in tests. */
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { ReaderEvent } from '../../shared/contract/events';
import type { Handlers } from '../../shared/contract/index';
import type { EngineOptions, MediaLocation } from '../../shared/engineMessages';
import type { MediaId } from '../../shared/model';
import type { Clock, Log, Random } from '../core/ports';
import { BundledFiles } from '../fetch/bundledCollection';
import { HttpClient } from '../fetch/httpClient';
import { MediaDirectory } from '../media/mediaFiles';
import { ParserPool } from '../parser/parserPool';
import { ArticleIntake } from '../services/articleIntake';
import { ArticleService } from '../services/articleService';
import { BundledPictures } from '../services/bundledPictures';
import { CollectionService } from '../services/collectionService';
import { Discovery } from '../services/discovery';
import { FeedReader } from '../services/feedReader';
import { FeedService } from '../services/feedService';
import { RefreshScheduler } from '../services/refreshScheduler';
import { RefreshService } from '../services/refreshService';
import { purgeRemovedFeeds } from '../services/removedFeedPurge';
import { createArticleStateStore } from '../store/articleStateStore';
import { createArticleStore } from '../store/articleStore';
import { createFeedStore } from '../store/feedStore';
import { createMediaStore } from '../store/mediaStore';
import { closeDatabase, openDatabase } from '../store/openDatabase';
import { createSettingsStore } from '../store/settingsStore';
import { EventBus } from './eventBus';
import { createHandlers } from './handlers';
import { createStorageGuard } from './storageGuard';

export interface EngineParts {
  readonly publish: (event: ReaderEvent) => void;
  readonly onMigrating: () => void;
  readonly log: Log;
  readonly clock?: Clock;
  readonly random?: Random;
}

export interface Engine {
  readonly handlers: Handlers<'engine'>;
  readonly locateMedia: (id: MediaId) => MediaLocation;
  /** Begins work that nobody asked for: due feeds, clean-up. */
  startBackgroundWork(): void;
  /** Finishes the piece under way, tells what is waiting, closes the database. */
  close(): Promise<void>;
}

/** @throws LibraryProblem when the library cannot be opened; it is then left as it is. */
export function createEngine(options: EngineOptions, parts: EngineParts): Engine {
  const { log, clock = { now: () => Date.now() }, random = Math.random } = parts;
  const database = openDatabase({
    directory: options.profileDirectory,
    nativeBinding: options.sqliteBinding,
    onMigrating: parts.onMigrating,
  });
  const guard = createStorageGuard(log);
  const transaction = guard.transaction((work) => database.transaction(work).immediate());
  const pause = (): Promise<void> => nextTurn();
  const hashBytes = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
  const closing = new AbortController();

  const feeds = createFeedStore(database);
  const index = createMediaStore(database);
  const articles = createArticleStore(database, index);
  const states = createArticleStateStore(database);
  const settings = createSettingsStore(database);
  const files = new MediaDirectory(join(options.profileDirectory, 'media'));
  const http = new HttpClient({ userAgent: `Broadsheet/${options.appVersion}` });
  const bundled = new BundledFiles(options.sampleDirectory);
  const source = new FeedReader(http, bundled);
  const parser = new ParserPool({ path: options.parserPath });

  const changes = new EventBus({ publish: parts.publish, counts: () => states.counts(), log });
  const tools = { clock, pause, log, hashBytes, closing: closing.signal };
  const shared = { feeds, articles, parser, transaction, changes, ...tools };
  const pictures = new BundledPictures({ bundled, files, index, clock, log });
  const intake = new ArticleIntake({ ...shared, pictures });
  const refresh = new RefreshService({ ...shared, source, intake, random });
  const scheduler = new RefreshScheduler({ feeds, refresh, clock, log });
  const discovery = new Discovery({ source, parser, clock });

  return {
    handlers: guard.handlers(
      createHandlers({
        feeds: new FeedService({ ...shared, discovery, intake }),
        articles: new ArticleService({ ...shared, states }),
        collections: new CollectionService({ ...shared, bundled, refresh }),
        refresh,
        settings,
      }),
    ),
    locateMedia(id) {
      const contentType = index.contentTypeOf(id);
      return contentType === null ? null : { path: files.pathOf(id), contentType };
    },
    startBackgroundWork() {
      scheduler.start();
      purgeRemovedFeeds(shared).catch((error: unknown) => {
        log.error('Deleting removed feeds', error);
      });
    },
    async close() {
      scheduler.stop();
      closing.abort();
      const running = refresh.status();
      if (running !== null) refresh.cancel(running.runId);
      await parser.close();
      await http.close();
      // A piece that is being written ends within this turn.
      await pause();
      changes.close();
      closeDatabase(database);
    },
  };
}
