/** Goes back, when the person asks for it, to a copy from before the library became too new. */
import { constants, copyFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { newestSoundBackup } from '../backups';
import { LibraryProblem } from '../libraryProblem';
import { amountsIn } from './amounts';
import { HEAD } from './rebuildLibrary';
import { putInPlace, setAside, unfinishedPath, type RecoveryParts } from './recoverLibrary';

/**
 * The newer library is moved to a folder of its own, where its app can find it.
 *
 * @throws LibraryProblem `newer` when there is no copy that this version can read; nothing is changed.
 */
export function restoreOlder(parts: RecoveryParts): void {
  const { directory, nativeBinding, now } = parts;
  const backup = newestSoundBackup(directory, nativeBinding, HEAD);
  if (backup === null) {
    throw new LibraryProblem(
      'newer',
      'There is no backup that this version of Broadsheet can read. The library was left as it is.',
    );
  }
  const made = unfinishedPath(directory);
  copyFileSync(backup.path, made, constants.COPYFILE_FICLONE);
  const at = now();
  const folder = `newer-${new Date(at).toISOString().replace(/[:.]/g, '-')}`;
  mkdirSync(join(directory, folder), { recursive: true });
  setAside(directory, folder);
  putInPlace(
    {
      at,
      cause: 'newer',
      folder,
      backupAt: backup.madeAt,
      exportAt: null,
      isWhole: false,
      ...amountsIn(made, nativeBinding),
    },
    parts,
  );
}
