/** What SQLite reports of the disk and not of the app: full, failing, read-only, damaged, in use. */
import { ReaderError } from '../../shared/errors';

const OF_THE_DISK = /^SQLITE_(?:FULL|IOERR|READONLY|CANTOPEN|BUSY|CORRUPT|NOTADB)/;

/** @returns the failure a person can act on, or null when the error is another one. */
export function storageFailure(error: unknown): ReaderError | null {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return OF_THE_DISK.test(code)
    ? new ReaderError('storage', 'The library could not be read or written.')
    : null;
}
