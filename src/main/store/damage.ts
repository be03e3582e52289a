/** What SQLite says when the file itself is at fault, and not the disk or the app. */

const OF_THE_FILE = /^SQLITE_(?:CORRUPT|NOTADB)/;

export function isDamage(error: unknown): boolean {
  return OF_THE_FILE.test(codeOf(error));
}

/** The code of an error of SQLite or of the system; empty when it has none. */
export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}

const OF_THE_DISK =
  /^(?:SQLITE_(?:FULL|IOERR|READONLY|CANTOPEN)|ENOSPC|EDQUOT|EIO|EROFS|EACCES|EPERM)/;

/** Full, failing or not to be written: nothing the app can mend. */
export function isOfTheDisk(error: unknown): boolean {
  return OF_THE_DISK.test(codeOf(error));
}

const NOT_WRITABLE = /^(?:SQLITE_(?:READONLY|CANTOPEN)|EROFS|EACCES|EPERM)/;

export function isWriteProtection(error: unknown): boolean {
  return NOT_WRITABLE.test(codeOf(error));
}
