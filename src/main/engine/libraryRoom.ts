/** The room that the library has on its disk: watched, told, and kept to. */
import type { ReaderEvent } from '../../shared/contract/events';
import type { LibraryDisk } from '../core/ports';
import { DiskWatch } from '../services/diskWatch';
import type { WritableDb } from '../store/database';
import { paceLog } from '../store/fullDisk';
import { createLibraryDisk } from '../store/libraryDisk';

export interface LibraryRoom {
  readonly disk: LibraryDisk;
  readonly watch: DiskWatch;
}

/** @param directory the folder of the library. */
export function createLibraryRoom(
  database: WritableDb,
  directory: string,
  publish: (event: ReaderEvent) => void,
): LibraryRoom {
  const disk = createLibraryDisk(directory);
  const onSpace = (space: Parameters<typeof paceLog>[1]): void => {
    paceLog(database, space);
    publish({ name: 'library.space', payload: { space } });
  };
  return { disk, watch: new DiskWatch({ disk, onSpace }) };
}
