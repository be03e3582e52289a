/** Makes a new library from what is left of the old one, a backup and what was written out. */
import { copyFileSync, constants, rmSync } from 'node:fs';
import type Database from 'better-sqlite3';
import type { Backup } from '../backups';
import { isDamage } from '../damage';
import type { WritableDb } from '../database';
import { checkTables, openToRead } from '../libraryCheck';
import { removeSideFiles } from '../libraryFiles';
import { dataTables } from '../libraryTables';
import { migrate } from '../migrate';
import { migrations } from '../migrations/index';
import { hasOurMark, makeUnfinishedLibrary, upgradeFile } from '../openDatabase';
import { requeueEverything } from '../searchRebuild';
import type { ExportedState } from '../stateExport';
import { fillFromExport } from './fillFromExport';
import { mendReferences } from './mendReferences';
import { mendTexts } from './mendTexts';
import { mendUnread } from './mendUnread';
import { salvageStates } from './salvageStates';
import { isConfirmedByIndex, salvageTable } from './salvageTable';
import { withoutTriggers } from './withoutTriggers';

export interface RecoverySources {
  /** The old library, moved aside; null when there is no file to read. */
  readonly damaged: string | null;
  readonly backup: Backup | null;
  readonly exported: ExportedState | null;
}

export interface Rebuilt {
  /** All of the old library could be read. */
  readonly isWhole: boolean;
  readonly usedBackup: boolean;
  readonly usedExport: boolean;
}

export const HEAD = migrations.at(-1)?.version ?? 0;

/**
 * Rows are taken from the old library first, since they are the newest. Only what a damaged table
 * may lack comes from the backup and from what was written out: of a table that is sound, a row that
 * is not there was deleted.
 *
 * @param target where the new library is made; overwritten when it is there. Closed afterwards.
 * @throws what is wrong with the target or the disk.
 */
export function rebuildLibrary(
  target: string,
  sources: RecoverySources,
  nativeBinding: string | null,
): Rebuilt {
  const { damaged, backup, exported } = sources;
  const salvaged = damaged === null ? null : salvage(target, damaged, nativeBinding);
  if (salvaged?.gaps.size === 0) {
    finish(salvaged.database);
    return { isWhole: true, usedBackup: false, usedExport: false };
  }
  const database = salvaged?.database ?? makeUnfinishedLibrary(target, nativeBinding, HEAD);
  const mayLack = (table: string): boolean => salvaged?.gaps.has(table) !== false;
  try {
    withoutTriggers(database, () => {
      if (backup !== null)
        fillFromBackup(database, backup, mayLack, `${target}.backup`, nativeBinding);
      if (exported !== null) fillFromExport(database, exported, mayLack);
    });
  } catch (error) {
    database.close();
    throw error;
  }
  finish(database);
  return { isWhole: false, usedBackup: backup !== null, usedExport: exported !== null };
}

/** @returns null when not even the old schema can be read; else at the newest version, still open. */
function salvage(
  target: string,
  damaged: string,
  nativeBinding: string | null,
): { database: WritableDb; gaps: ReadonlySet<string> } | null {
  const source = openToRead(damaged, nativeBinding);
  try {
    const version = versionToRead(source);
    if (version === null) return null;
    const database = makeUnfinishedLibrary(target, nativeBinding, version);
    try {
      const gaps = new Set<string>();
      withoutTriggers(database, () => {
        const suspects = suspectsIn(source);
        for (const table of dataTables(database)) {
          const { hasGaps } = salvageTable(source, database, table);
          const isDoubtful = suspects.has(table.name) && !isConfirmedByIndex(source, table);
          if (hasGaps || isDoubtful) gaps.add(table.name);
        }
        if (gaps.has('article_states')) salvageStates(source, database);
      });
      migrate(database, () => undefined);
      return { database, gaps };
    } catch (error) {
      database.close();
      throw error;
    }
  } finally {
    source.close();
  }
}

/** The version whose tables the file has; null when it cannot be made out that it is a library. */
function versionToRead(source: Database.Database): number | null {
  try {
    if (!hasOurMark(source)) return null;
    source.prepare('SELECT count(*) FROM sqlite_schema').get();
    const version = source.pragma('user_version', { simple: true }) as number;
    return migrations.some((step) => step.version === version) ? version : null;
  } catch (error) {
    if (!isDamage(error)) throw error;
    return null;
  }
}

/** @throws when what was made is not sound after all. */
function finish(database: WritableDb): void {
  try {
    withoutTriggers(database, () => {
      mendReferences(database);
      mendTexts(database);
      mendUnread(database);
      requeueEverything(database);
    });
    if (suspectsIn(database).size > 0) throw new Error('The library that was made is not sound.');
  } finally {
    database.close();
  }
}

function suspectsIn(source: Database.Database): ReadonlySet<string> {
  return new Set([...checkTables(source)].filter((table) => table !== null));
}

/** @param mayLack whether a table may lack rows. */
function fillFromBackup(
  database: WritableDb,
  backup: Backup,
  mayLack: (table: string) => boolean,
  scratch: string,
  nativeBinding: string | null,
): void {
  // The backup itself stays as it is, and may be of an older version.
  copyFileSync(backup.path, scratch, constants.COPYFILE_FICLONE);
  try {
    upgradeFile(scratch, nativeBinding);
    const source = openToRead(scratch, nativeBinding);
    try {
      for (const table of dataTables(database)) {
        if (mayLack(table.name)) salvageTable(source, database, table);
      }
    } finally {
      source.close();
    }
  } finally {
    rmSync(scratch, { force: true });
    removeSideFiles(scratch);
  }
}
