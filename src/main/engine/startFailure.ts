/** Why the library did not open, in one sentence for the person, and what else can be done. */
import type { EngineOptions } from '../../shared/engineMessages';
import type { EngineStatus } from '../../shared/model';
import { LibraryProblem } from '../store/libraryProblem';
import { otherWays } from '../store/startLibrary';

type Where = Pick<EngineOptions, 'profileDirectory' | 'sqliteBinding'>;

export function describeStartFailure(
  error: unknown,
  { profileDirectory: directory, sqliteBinding: nativeBinding }: Where,
): Extract<EngineStatus, { state: 'failed' }> {
  return {
    state: 'failed',
    reason: reasonOf(error),
    ways: otherWays(error, { directory, nativeBinding }),
  };
}

function reasonOf(error: unknown): string {
  if (error instanceof LibraryProblem) return error.message;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (/^(EACCES|EROFS|EPERM|SQLITE_CANTOPEN|SQLITE_READONLY)/.test(code)) {
    return 'The library cannot be written to; please check the permissions of its folder.';
  }
  if (/^(ENOSPC|SQLITE_FULL)/.test(code)) {
    return 'The disk is full, so the library cannot be opened; free some space and start again.';
  }
  return 'The library could not be opened; the log says more. Nothing in it was changed.';
}
