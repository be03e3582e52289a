/** The engine: opens the library, joins use cases and adapters, closes. Tests run it without a thread. */
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { ReaderEvent } from '../../shared/contract/events';
import type { Handlers } from '../../shared/contract/index';
import type { EngineOptions, MediaLocation, SystemNotice } from '../../shared/engineMessages';
import type { MediaId } from '../../shared/model';
import type { Clock, Later, Log, Random, Safe, WebSource } from '../core/ports';
import { publicOnly, type AddressPolicy } from '../fetch/addressPolicy';
import { BundledFiles } from '../fetch/bundledCollection';
import { HttpClient } from '../fetch/httpClient';
import { appUserAgent } from '../fetch/userAgent';
import { MediaDirectory } from '../media/mediaFiles';
import { ParserPool } from '../parser/parserPool';
import { textOfHtml } from '../parser/readHtml';
import { purgeRemovedFeeds } from '../services/removedFeedPurge';
import { closeDatabase, openDatabase } from '../store/openDatabase';
import { createUnhurriedTransaction } from '../store/unhurriedTransaction';
import { CallTimes } from './callTimes';
import { createHandlers } from './handlers';
import { createServices } from './createServices';
import { createStores } from './createStores';
import { EventBus } from './eventBus';
import { createStorageGuard } from './storageGuard';

/** Between two requests to one host, in milliseconds. */
const HOST_SPACING_MS = 1000;

export interface EngineParts {
  readonly publish: (event: ReaderEvent) => void;
  readonly onMigrating: () => void;
  readonly log: Log;
  readonly clock?: Clock;
  readonly later?: Later;
  readonly random?: Random;
  /** Who may be asked; the public internet unless a test says otherwise. */
  readonly addressPolicy?: AddressPolicy;
  /** An address to a proxy list as browsers write it; no proxy unless given. */
  readonly resolveProxy?: (url: string) => Promise<string>;
  /** Where secrets are kept; in memory unless given. */
  readonly safe?: Safe;
  /** Instead of the network. */
  readonly web?: WebSource;
  /** Milliseconds between two requests to one host. */
  readonly hostSpacingMs?: number;
}

export interface Engine {
  readonly handlers: Handlers<'engine'>;
  readonly locateMedia: (id: MediaId) => MediaLocation;
  /** Begins work that nobody asked for: due feeds, clean-up. */
  startBackgroundWork(): void;
  /** Hears what only the system notices. */
  notice(notice: SystemNotice): void;
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
  const closing = new AbortController();

  const stores = createStores(database);
  const files = new MediaDirectory(join(options.profileDirectory, 'media'));
  const http = new HttpClient({
    userAgent: appUserAgent(options.appVersion),
    policy: parts.addressPolicy ?? publicOnly,
    resolveProxy: parts.resolveProxy ?? (() => Promise.resolve('DIRECT')),
  });
  const parser = new ParserPool({ path: options.parserPath });
  // A thread of its own, so that an article opens while a refresh keeps the parser busy.
  const cleaner = new ParserPool({ path: options.parserPath });
  // Another, so that feeds do not wait for a page that takes its time. It runs only when needed.
  const pageReader = new ParserPool({ path: options.parserPath, isSparing: true });
  const { publish } = parts;
  const calls = new CallTimes();
  const changes = new EventBus({ publish, counts: () => stores.states.counts(), log });
  const services = createServices(stores, {
    web: parts.web ?? http,
    bundled: new BundledFiles(options.sampleDirectory),
    parser,
    cleaner,
    pageReader,
    files,
    safe: parts.safe ?? NO_SAFE,
    changes,
    transaction,
    unhurried: guard.transaction(createUnhurriedTransaction(database)),
    clock,
    later: parts.later ?? laterByTimer,
    random,
    pause,
    log,
    textOfHtml,
    isInUse: () => calls.isInUse(),
    hashBytes: (bytes) => createHash('sha256').update(bytes).digest('hex'),
    hostSpacingMs: parts.hostSpacingMs ?? HOST_SPACING_MS,
    closing: closing.signal,
  });
  const { merge, refresh, scheduler, icons, fullTexts, writes, indexer } = services;

  const cleanUp = async (): Promise<void> => {
    await merge.finishInterrupted();
    const { signal } = closing;
    await purgeRemovedFeeds({ ...stores, transaction, clock, pause, closing: signal });
    indexer.wake();
  };

  return {
    handlers: calls.handlers(
      guard.handlers(createHandlers({ ...services, settings: stores.settings })),
    ),
    locateMedia(id) {
      const contentType = stores.media.contentTypeOf(id);
      return contentType === null ? null : { path: files.pathOf(id), contentType };
    },
    startBackgroundWork() {
      scheduler.start();
      icons.wake();
      indexer.wake();
      fullTexts.wake();
      cleanUp().catch((error: unknown) => {
        if (!closing.signal.aborted) log.error('Clearing up after removed and joined feeds', error);
      });
    },
    notice(notice) {
      scheduler.notice(notice);
      if (notice !== 'online') return;
      icons.wake();
      fullTexts.retry();
    },
    async close() {
      scheduler.stop();
      icons.stop();
      fullTexts.stop();
      closing.abort();
      const running = refresh.status();
      if (running !== null) refresh.cancel(running.runId);
      await Promise.all([parser.close(), cleaner.close(), pageReader.close(), http.close()]);
      // What waits to be written is, or learns that it is too late; then its turn ends.
      writes.flush();
      await pause();
      changes.close();
      closeDatabase(database);
    },
  };
}

/** Where the system offers no safe, secrets are never written down. */
const NO_SAFE: Safe = {
  seal: () => Promise.resolve(null),
  open: () => Promise.resolve(null),
};

/** The app may end while something waits for its time. */
const laterByTimer: Later = (milliseconds, work) => {
  const timer = setTimeout(work, milliseconds);
  timer.unref();
  return () => {
    clearTimeout(timer);
  };
};
