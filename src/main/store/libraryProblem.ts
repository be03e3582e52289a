/** Why a library cannot be opened, in words for the person. The file stays as it is. */
export class LibraryProblem extends Error {
  override readonly name = 'LibraryProblem';
}
