/** Damage of the search index alone, mended where it is. */
import { isDamage } from '../damage';
import type { LibraryVerdict } from '../libraryCheck';
import { checkLibrary, isSound, openToRead } from '../libraryCheck';
import { libraryPath } from '../libraryFiles';
import { fullTextTables } from '../libraryTables';
import { openDatabase } from '../openDatabase';
import { requeueEverything } from '../searchRebuild';
import { amountsIn } from './amounts';
import type { RecoveryParts } from './recoverLibrary';
import { removeJournal, writeNotice } from './recoveryJournal';

/**
 * Tells the index everything anew, and no data is touched. Only where the words in it disagree: pages
 * that hang together wrongly could share what is freed with the articles.
 *
 * @returns false when that is not all, or does not help.
 */
export function mendIndex(verdict: LibraryVerdict, parts: RecoveryParts): boolean {
  const { directory, nativeBinding, now, log } = parts;
  const path = libraryPath(directory);
  if (!verdict.isIndexAlone || !isOfWordsAlone(verdict, path, nativeBinding)) return false;
  try {
    const database = openDatabase({ directory, nativeBinding, onMigrating: () => undefined });
    try {
      database
        .transaction(() => {
          requeueEverything(database);
        })
        .immediate();
    } finally {
      database.close();
    }
  } catch (error) {
    if (!isDamage(error)) throw error;
    return false;
  }
  if (!isSound(checkLibrary(path, nativeBinding))) return false;
  const notice = { cause: 'index', folder: null, backupAt: null, exportAt: null } as const;
  writeNotice(directory, {
    ...notice,
    at: now(),
    isWhole: true,
    ...amountsIn(path, nativeBinding),
  });
  removeJournal(directory);
  log.warn('The search index was damaged and is made anew.');
  return true;
}

function isOfWordsAlone(
  { damaged }: LibraryVerdict,
  path: string,
  nativeBinding: string | null,
): boolean {
  const database = openToRead(path, nativeBinding);
  try {
    const indexes = new Set(fullTextTables(database));
    return damaged.every((table) => indexes.has(table));
  } finally {
    database.close();
  }
}
