/**
 * Puts a library together again that cannot be used: the old files are moved aside, never deleted,
 * and a new one is made of all that can be had. docs/decisions/0020 has the order and the reasons.
 */
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { RecoveryNotice } from '../../../shared/model';
import type { Log } from '../../core/ports';
import { newestSoundBackup } from '../backups';
import { isOfTheDisk } from '../damage';
import { moveDurably, syncFolder } from '../durableFile';
import { libraryPath, moveLibrary, removeSideFiles } from '../libraryFiles';
import { readExport } from '../stateExport';
import { amountsIn } from './amounts';
import { HEAD, rebuildLibrary, type Rebuilt, type RecoverySources } from './rebuildLibrary';
import { removeJournal, writeJournal, writeNotice, type RecoveryJournal } from './recoveryJournal';

export type RecoveryCause = RecoveryNotice['cause'];

export interface RecoveryParts {
  readonly directory: string;
  readonly nativeBinding: string | null;
  readonly now: () => number;
  readonly log: Log;
}

/**
 * Begins a recovery and carries it through.
 *
 * @throws the system's error, such as of a full disk; the next start then goes on.
 */
export function recoverLibrary(cause: RecoveryCause, parts: RecoveryParts): void {
  const startedAt = parts.now();
  const folder = `corrupt-${new Date(startedAt).toISOString().replace(/[:.]/g, '-')}`;
  goOn({ stage: 'moving', cause, folder, startedAt }, parts);
}

/** Goes on with a recovery that was interrupted. @throws as `recoverLibrary`. */
export function resumeRecovery(
  journal: Exclude<RecoveryJournal, { stage: 'suspected' }>,
  parts: RecoveryParts,
): void {
  if (journal.stage === 'moving') goOn(journal, parts);
  else putInPlace(journal.notice, parts);
}

function goOn(moving: Extract<RecoveryJournal, { stage: 'moving' }>, parts: RecoveryParts): void {
  const { directory, nativeBinding, log } = parts;
  const { cause, folder, startedAt } = moving;
  writeJournal(directory, moving);
  mkdirSync(join(directory, folder), { recursive: true });
  setAside(directory, folder);

  const old = libraryPath(join(directory, folder));
  const backup = newestSoundBackup(directory, nativeBinding, HEAD);
  const exported = readExport(directory);
  const all: RecoverySources = { damaged: existsSync(old) ? old : null, backup, exported };
  const rebuilt = rebuildFromBest(all, parts);
  const notice: RecoveryNotice = {
    at: startedAt,
    cause,
    folder,
    backupAt: rebuilt.usedBackup ? (backup?.madeAt ?? null) : null,
    exportAt: rebuilt.usedExport ? (exported?.exportedAt ?? null) : null,
    isWhole: rebuilt.isWhole,
    ...amountsIn(unfinishedPath(directory), nativeBinding),
  };
  log.warn(`The library was put together again: ${JSON.stringify(notice)}`);
  putInPlace(notice, parts);
}

/** Moves the old files into a folder beside them, which is there. */
export function setAside(directory: string, folder: string): void {
  const aside = join(directory, folder);
  moveLibrary(directory, aside);
  syncFolder(aside);
  syncFolder(directory);
}

/** What cannot be made of everything is made of less: a start that fails helps nobody. */
function rebuildFromBest(all: RecoverySources, parts: RecoveryParts): Rebuilt {
  const target = unfinishedPath(parts.directory);
  const choices: RecoverySources[] = [
    all,
    { ...all, damaged: null },
    { ...all, damaged: null, backup: null },
    { damaged: null, backup: null, exported: null },
  ];
  let failure: unknown;
  for (const sources of choices) {
    try {
      return rebuildLibrary(target, sources, parts.nativeBinding);
    } catch (error) {
      // Without room there is nothing to be done with less either.
      if (isOfTheDisk(error)) throw error;
      parts.log.error('The library could not be put together from all that is left', error);
      failure = error;
    }
  }
  throw failure;
}

/** The new library takes its place, and the person is told. */
export function putInPlace(notice: RecoveryNotice, { directory }: RecoveryParts): void {
  writeJournal(directory, { stage: 'made', notice });
  const made = unfinishedPath(directory);
  if (existsSync(made)) {
    removeSideFiles(libraryPath(directory));
    moveDurably(made, libraryPath(directory));
  }
  writeNotice(directory, notice);
  removeJournal(directory);
}

export function unfinishedPath(directory: string): string {
  return join(directory, 'library.recovering');
}
