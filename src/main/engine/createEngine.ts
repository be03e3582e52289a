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
import { settleAges } from '../services/settleAges';
import { CaretakerThread } from '../store/caretaker/caretakerThread';
import { isDamage } from '../store/damage';
import { createDependableTransaction } from '../store/fullDisk';
import { closeDatabase } from '../store/openDatabase';
import { createRecoveryNotices } from '../store/recovery/recoveryJournal';
import { startLibrary } from '../store/startLibrary';
import { createUnhurriedTransaction } from '../store/unhurriedTransaction';
import { createLibraryTimes, createUpkeep } from '../store/upkeep';
import { CallTimes } from './callTimes';
import { createHandlers } from './handlers';
import { createServices } from './createServices';
import { createStores } from './createStores';
import { EventBus } from './eventBus';
import { createLibraryRoom } from './libraryRoom';
import { createStorageGuard } from './storageGuard';

/** Between two requests to one host, in milliseconds. */
const HOST_SPACING_MS = 1000;

export interface EngineParts {
  readonly publish: (event: ReaderEvent) => void;
  readonly onMigrating: () => void;
  /** The library has to be put together again, which takes a while. */
  readonly onRecovering?: () => void;
  /** The library reads wrong. The engine is to be told to `abandon` it and then started anew. */
  readonly onDamage?: () => void;
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
  /** Milliseconds one page may take to be read; the parser's own limit unless given. */
  readonly pageDeadlineMs?: number;
  /** Milliseconds that only ever go up. */
  readonly elapsed?: () => number;
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
  /** As `close`, of a library that reads wrong: nothing more is written, and the next start checks it. */
  abandon(): Promise<void>;
}

/**
 * Opens the library, and puts it together again where it is damaged.
 *
 * @throws LibraryProblem when it is of a newer version or open elsewhere; it is then left as it is.
 */
export function createEngine(options: EngineOptions, parts: EngineParts): Engine {
  const { log, clock = { now: () => Date.now() }, random = Math.random } = parts;
  const { profileDirectory: directory, sqliteBinding: nativeBinding } = options;
  const started = startLibrary(
    {
      ...{ directory, nativeBinding, log, way: options.way },
      onMigrating: parts.onMigrating,
      onRecovering: parts.onRecovering ?? (() => undefined),
      now: () => clock.now(),
    },
    createStores,
  );
  const { database, prepared: stores, temporary } = started;
  let isDamaged = false;
  const onDamage = (): void => {
    // A copy that nobody keeps is not worth mending.
    if (isDamaged || temporary !== null) return;
    isDamaged = true;
    parts.onDamage?.();
  };
  const { disk, watch } = createLibraryRoom(database, directory, parts.publish);
  const guard = createStorageGuard({
    log,
    onFull: () => {
      watch.wasFull();
    },
    mayWrite: () => watch.mayWrite(),
    onDamage,
  });
  const transaction = guard.transaction((work) => database.transaction(work).immediate());
  const pause = (): Promise<void> => nextTurn();
  const closing = new AbortController();

  const files = new MediaDirectory(join(directory, 'media'));
  const keeper = new CaretakerThread({
    ...{ path: options.caretakerPath, directory, nativeBinding },
    now: () => clock.now(),
  });
  const http = new HttpClient({
    userAgent: appUserAgent(options.appVersion),
    policy: parts.addressPolicy ?? publicOnly,
    resolveProxy: parts.resolveProxy ?? (() => Promise.resolve('DIRECT')),
  });
  const parser = new ParserPool({ path: options.parserPath });
  // A thread of its own, so that an article opens while a refresh keeps the parser busy.
  const cleaner = new ParserPool({ path: options.parserPath });
  // Another, so that feeds do not wait for a page that takes its time. It runs only when needed.
  const pageReader = new ParserPool({
    path: options.parserPath,
    isSparing: true,
    ...(parts.pageDeadlineMs === undefined ? {} : { deadlineMs: parts.pageDeadlineMs }),
  });
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
    dependable: guard.dependable(createDependableTransaction(database, disk)),
    hasRoom: () => watch.hasRoom(),
    clock,
    later: parts.later ?? laterByTimer,
    random,
    pause,
    log,
    textOfHtml,
    isInUse: () => calls.isInUse(),
    keeper,
    upkeep: createUpkeep(database, directory),
    times: createLibraryTimes(directory),
    notices: createRecoveryNotices(directory),
    temporary,
    elapsed: parts.elapsed ?? (() => performance.now()),
    onDamage,
    hashBytes: (bytes) => createHash('sha256').update(bytes).digest('hex'),
    hostSpacingMs: parts.hostSpacingMs ?? HOST_SPACING_MS,
    closing: closing.signal,
  });
  const { merge, refresh, scheduler, icons, fullTexts, pictureCare, writes, indexer, care } =
    services;

  const cleanUp = async (): Promise<void> => {
    await merge.finishInterrupted();
    const { signal } = closing;
    if (settleAges({ ...stores, clock, transaction })) {
      await purgeRemovedFeeds({ ...stores, transaction, clock, pause, closing: signal });
    }
    indexer.wake();
    // A copy has the pictures of the library it is a copy of.
    if (temporary === null) await pictureCare.sweep();
  };

  const end = async (): Promise<void> => {
    scheduler.stop();
    icons.stop();
    fullTexts.stop();
    closing.abort();
    const cared = care.stop();
    const running = refresh.status();
    if (running !== null) refresh.cancel(running.runId);
    await Promise.all([parser.close(), cleaner.close(), pageReader.close(), http.close()]);
    // What waits to be written is, or learns that it is too late; then its turn ends.
    writes.flush();
    await pause();
    changes.close();
    await cared;
  };

  return {
    handlers: calls.handlers(
      guard.handlers(createHandlers({ ...services, settings: stores.settings })),
    ),
    locateMedia(id) {
      const contentType = stores.media.contentTypeOf(id);
      if (contentType === null || !pictureCare.isThere(id)) return null;
      return { path: files.pathOf(id), contentType };
    },
    startBackgroundWork() {
      scheduler.start();
      icons.wake();
      indexer.wake();
      fullTexts.wake();
      if (temporary === null) care.start(started.wasInUse);
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
      await end();
      try {
        closeDatabase(database);
      } catch (error) {
        if (!isDamage(error)) throw error;
        log.error('The library reads wrong', error);
        started.suspect();
      }
      started.release();
    },
    async abandon() {
      try {
        started.suspect();
      } finally {
        await end();
        started.abandon();
      }
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
