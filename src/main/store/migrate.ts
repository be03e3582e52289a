/** Brings a library up to date: forward only, one step at a time, each step whole or not at all. */
import type { WritableDb } from './database';
import { migrations, type Migration } from './migrations/index';
import { LibraryProblem } from './libraryProblem';

/**
 * Comes before anything is written, pragmas included.
 * @throws LibraryProblem when a newer version of the app made this library.
 */
export function refuseNewerLibrary(
  database: WritableDb,
  steps: readonly Migration[] = migrations,
): void {
  if (versionOf(database) > (steps.at(-1)?.version ?? 0)) {
    throw new LibraryProblem(
      'newer',
      'This library was made by a newer version of Broadsheet. It was left as it is; please update the app.',
    );
  }
}

/**
 * @param onMigrating called once before the first step runs.
 * @throws LibraryProblem as `refuseNewerLibrary`.
 */
export function migrate(
  database: WritableDb,
  onMigrating: () => void,
  steps: readonly Migration[] = migrations,
): void {
  refuseNewerLibrary(database, steps);
  const version = versionOf(database);
  const due = steps.filter((step) => step.version > version);
  if (due.length > 0) onMigrating();
  for (const step of due) {
    database
      .transaction(() => {
        step.run(database);
        database.pragma(`user_version = ${String(step.version)}`);
      })
      .immediate();
  }
}

function versionOf(database: WritableDb): number {
  return database.pragma('user_version', { simple: true }) as number;
}
