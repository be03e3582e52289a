/** Why a library cannot be opened. The file stays as it is. */
export type LibraryProblemKind =
  /** No bytes at all, which SQLite would take for a sound, empty database. */
  | 'empty'
  /** There was a library, and its file is gone. */
  | 'missing'
  | 'damaged'
  /** Something else lies in its place. */
  | 'foreign'
  /** Made by a newer version of the app. */
  | 'newer'
  /** Another process has it open. */
  | 'in-use';

export class LibraryProblem extends Error {
  override readonly name = 'LibraryProblem';

  /** @param message in words for the person. */
  constructor(
    readonly kind: LibraryProblemKind,
    message: string,
  ) {
    super(message);
  }
}
