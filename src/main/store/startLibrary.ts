/**
 * Opens the library at a start, whatever state it is in: as usual, put together again, or as a copy
 * that is not kept. docs/decisions/0020.
 */
import { accessSync, constants, existsSync, mkdirSync, readdirSync } from 'node:fs';
import Database from 'better-sqlite3';
import type { LibraryState, LibraryWay } from '../../shared/model';
import type { Log } from '../core/ports';
import { backUpBeforeMigration } from './backUpBeforeMigration';
import { listBackups } from './backups';
import { isDamage, isOfTheDisk, isWriteProtection } from './damage';
import type { WritableDb } from './database';
import { checkLibrary, isSound } from './libraryCheck';
import { backupsFolder, libraryPath, logPath } from './libraryFiles';
import { LibraryProblem } from './libraryProblem';
import { migrate } from './migrate';
import { closeUntouched, openDatabase, type OpenOptions } from './openDatabase';
import { takeOwnership } from './ownerLock';
import { isNotedInUse, noteClosed, noteInUse, readMarker, writeMarker } from './profileMarker';
import { HEAD } from './recovery/rebuildLibrary';
import {
  recoverLibrary,
  resumeRecovery,
  type RecoveryCause,
  type RecoveryParts,
} from './recovery/recoverLibrary';
import { readJournal, removeJournal, writeJournal } from './recovery/recoveryJournal';
import { mendIndex } from './recovery/mendIndex';
import { restoreOlder } from './recovery/restoreOlder';
import { copyToTemporary, removeTemporary } from './temporaryCopy';

export interface StartOptions extends Pick<OpenOptions, 'directory' | 'nativeBinding'> {
  readonly way: LibraryWay | null;
  readonly onMigrating: () => void;
  /** Called before anything that may take long. */
  readonly onRecovering: () => void;
  readonly now: () => number;
  readonly log: Log;
}

export interface StartedLibrary<T> {
  readonly database: WritableDb;
  /** What `prepare` made. */
  readonly prepared: T;
  readonly temporary: LibraryState['temporary'];
  /** The app ended without closing it the last time. */
  readonly wasInUse: boolean;
  /** To be called when the database is closed. */
  readonly release: () => void;
  /** To be called of a library that reads wrong; the next start checks it. */
  readonly suspect: () => void;
  /** Closes a library as it is: nothing of its log is folded into it. */
  readonly abandon: () => void;
}

/**
 * @param prepare makes what works on the library. It fails when the schema is not what it should be.
 * @throws LibraryProblem `newer` or `in-use`, and what the disk says when it has no room.
 */
export function startLibrary<T>(
  options: StartOptions,
  prepare: (database: WritableDb) => T,
): StartedLibrary<T> {
  const { directory, nativeBinding, way } = options;
  if (way === 'copy') return startCopy(options, prepare, 'newer');
  let giveBack: () => void;
  try {
    mkdirSync(directory, { recursive: true });
    refuseWriteProtection(directory);
    giveBack = takeOwnership(directory, nativeBinding);
  } catch (error) {
    if (!isWriteProtection(error) || !existsSync(directory)) throw error;
    return startCopy(options, prepare, 'read-only');
  }
  try {
    const parts: RecoveryParts = { ...options };
    if (way === 'backup') restoreOlder(parts);
    settleRecovery(options, parts);
    const wasInUse = isNotedInUse(directory);
    const opened = openOrRecover(options, parts, prepare);
    remember(options);
    return {
      ...opened,
      temporary: null,
      wasInUse,
      release: () => {
        noteClosed(directory);
        giveBack();
      },
      suspect: () => {
        writeJournal(directory, { stage: 'suspected' });
      },
      abandon: () => {
        closeUntouched(opened.database, nativeBinding);
        giveBack();
      },
    };
  } catch (error) {
    giveBack();
    throw error;
  }
}

/** On a disk without room the library opens all the same. */
function remember({ directory, now, log }: StartOptions): void {
  try {
    noteInUse(directory);
    if (readMarker(directory) === null) {
      writeMarker(directory, { createdAt: now(), checkedAt: null });
    }
  } catch (error) {
    if (!isOfTheDisk(error)) throw error;
    log.warn('It could not be noted that the library is in use', error);
  }
}

/** Other ways to open a library that was refused, as far as there are any. */
export function otherWays(
  problem: unknown,
  { directory, nativeBinding }: Pick<StartOptions, 'directory' | 'nativeBinding'>,
): LibraryWay[] {
  if (!(problem instanceof LibraryProblem) || problem.kind !== 'newer') return [];
  const older = listBackups(directory, nativeBinding).some(({ version }) => version <= HEAD);
  return older ? ['copy', 'backup'] : ['copy'];
}

/** Root may write everywhere but where the disk itself may not be written, which this notices too. */
function refuseWriteProtection(directory: string): void {
  accessSync(directory, constants.W_OK);
  for (const path of [libraryPath(directory), logPath(directory)]) {
    if (existsSync(path)) accessSync(path, constants.W_OK);
  }
}

/** The library, or what the folder has instead of one, in a folder of the system's. */
function startCopy<T>(
  options: StartOptions,
  prepare: (database: WritableDb) => T,
  why: 'read-only' | 'newer',
): StartedLibrary<T> {
  const folder = copyToTemporary(options.directory);
  const remove = (): void => {
    removeTemporary(folder);
  };
  try {
    const own = { ...options, directory: folder };
    const opened =
      why === 'newer' ? openNewer(own, prepare) : openOrRecover(own, { ...own }, prepare);
    return {
      ...opened,
      temporary: why,
      wasInUse: false,
      release: remove,
      suspect: () => undefined,
      abandon: () => {
        opened.database.close();
        remove();
      },
    };
  } catch (error) {
    remove();
    throw error;
  }
}

interface Opened<T> {
  readonly database: WritableDb;
  readonly prepared: T;
}

function openNewer<T>(options: StartOptions, prepare: (database: WritableDb) => T): Opened<T> {
  const database = openDatabase({ ...options, takesNewer: true });
  try {
    return { database, prepared: prepare(database) };
  } catch (error) {
    database.close();
    options.log.error('The library of a newer version cannot be read', error);
    throw new LibraryProblem(
      'newer',
      'The newer version of Broadsheet keeps this library in a way that this one cannot read. It was left as it is; please update the app.',
    );
  }
}

/** Ends what an earlier start, or damage noticed while the app ran, left to be done. */
function settleRecovery(
  { directory, nativeBinding, onRecovering }: StartOptions,
  parts: RecoveryParts,
): void {
  const journal = readJournal(directory);
  if (journal === null) return;
  onRecovering();
  if (journal.stage !== 'suspected') {
    resumeRecovery(journal, parts);
    return;
  }
  const path = libraryPath(directory);
  if (existsSync(path)) {
    const verdict = checkLibrary(path, nativeBinding);
    if (!isSound(verdict)) {
      if (mendIndex(verdict, parts)) return;
      recoverLibrary(verdict.isIndexAlone ? 'index' : 'damaged', parts);
      return;
    }
  }
  removeJournal(directory);
}

function openOrRecover<T>(
  options: StartOptions,
  parts: RecoveryParts,
  prepare: (database: WritableDb) => T,
): Opened<T> {
  try {
    return open(options, prepare);
  } catch (error) {
    const cause = causeOf(error);
    if (cause === null) throw error;
    options.log.error('The library cannot be used as it is', error);
    options.onRecovering();
    recoverLibrary(cause, parts);
    return open(options, prepare);
  }
}

function causeOf(error: unknown): RecoveryCause | null {
  if (!(error instanceof LibraryProblem)) return null;
  return error.kind === 'newer' || error.kind === 'in-use' ? null : error.kind;
}

function open<T>(options: StartOptions, prepare: (database: WritableDb) => T): Opened<T> {
  const { directory, nativeBinding, log } = options;
  if (!existsSync(libraryPath(directory)) && hadLibrary(directory)) {
    throw new LibraryProblem('missing', 'The library file is gone.');
  }
  const database = openDatabase({
    ...options,
    beforeMigration: (before) => {
      try {
        if (!backUpBeforeMigration(before, directory, nativeBinding)) {
          log.warn('There is no room for a copy of the library before it is brought up to date.');
        }
      } catch (error) {
        // Each migration is whole or not at all; only what reads wrong must not go through one.
        if (!isOfTheDisk(error)) throw error;
        log.warn('The library could not be copied before it is brought up to date', error);
      }
    },
  });
  try {
    return { database, prepared: prepare(database) };
  } catch (error) {
    closeUntouched(database, nativeBinding);
    if (!isDamage(error) && !fitsNewLibrary(prepare, nativeBinding)) throw error;
    log.error('The schema of the library is not what it should be', error);
    throw new LibraryProblem('damaged', 'The schema of the library is damaged.');
  }
}

/** Whether a library just made would do: if not, the fault is the app's and not the file's. */
function fitsNewLibrary(
  prepare: (database: WritableDb) => unknown,
  nativeBinding: string | null,
): boolean {
  const fresh = new Database(
    ':memory:',
    nativeBinding === null ? {} : { nativeBinding },
  ) as WritableDb;
  try {
    migrate(fresh, () => undefined);
    prepare(fresh);
    return true;
  } catch {
    return false;
  } finally {
    fresh.close();
  }
}

function hadLibrary(directory: string): boolean {
  if (readMarker(directory) !== null) return true;
  const folder = backupsFolder(directory);
  return existsSync(folder) && readdirSync(folder).some((name) => name.endsWith('.sqlite3'));
}
