/**
 * How far a recovery has come, in a file of its own, so that one that is interrupted goes on at the
 * next start instead of finding a folder without a library.
 */
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { RecoveryNotice } from '../../../shared/model';
import type { RecoveryNotices } from '../../core/ports';
import { syncFolder, writeDurably } from '../durableFile';

const Journal = z.discriminatedUnion('stage', [
  /** Something read wrong while the app ran; the library is to be checked before it is opened. */
  z.strictObject({ stage: z.literal('suspected') }),
  /** The old files are being moved, or are already; a new library is not in place. */
  z.strictObject({
    stage: z.literal('moving'),
    cause: RecoveryNotice.shape.cause,
    folder: z.string().min(1),
    startedAt: z.int(),
  }),
  /** The new library is about to take its place, if it has not. */
  z.strictObject({ stage: z.literal('made'), notice: RecoveryNotice }),
]);
export type RecoveryJournal = z.infer<typeof Journal>;

const journalPath = (directory: string): string => join(directory, 'recovery.json');
const noticePath = (directory: string): string => join(directory, 'notice.json');

/** @returns null when nothing is under way. One that cannot be read asks for a check. */
export function readJournal(directory: string): RecoveryJournal | null {
  const path = journalPath(directory);
  if (!existsSync(path)) return null;
  const read = Journal.safeParse(parsed(path));
  return read.success ? read.data : { stage: 'suspected' };
}

/** @throws the system's error. */
export function writeJournal(directory: string, journal: RecoveryJournal): void {
  writeDurably(journalPath(directory), JSON.stringify(journal));
}

export function removeJournal(directory: string): void {
  rmSync(journalPath(directory), { force: true });
  syncFolder(directory);
}

/** @throws the system's error. */
export function writeNotice(directory: string, notice: RecoveryNotice): void {
  writeDurably(noticePath(directory), JSON.stringify(notice));
}

/** Implements `RecoveryNotices` of core/ports. */
export function createRecoveryNotices(directory: string): RecoveryNotices {
  const path = noticePath(directory);
  return {
    read() {
      if (!existsSync(path)) return null;
      const read = RecoveryNotice.safeParse(parsed(path));
      return read.success ? read.data : null;
    },
    remove() {
      rmSync(path, { force: true });
    },
  };
}

function parsed(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as unknown;
  } catch {
    return null;
  }
}
