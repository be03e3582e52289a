/** Brings a library up to date: forward only, one step at a time, each step whole or not at all. */
import type { WritableDb } from './database';
import { migrations, type Migration } from './migrations/index';
import { LibraryProblem } from './libraryProblem';

/**
 * @param onMigrating called once before the first step runs.
 * @throws LibraryProblem when a newer version of the app made this library.
 */
export function migrate(
  database: WritableDb,
  onMigrating: () => void,
  steps: readonly Migration[] = migrations,
): void {
  const version = database.pragma('user_version', { simple: true }) as number;
  const newest = steps.at(-1)?.version ?? 0;
  if (version > newest) {
    throw new LibraryProblem(
      'This library was made by a newer version of Broadsheet. It was left as it is; please update the app.',
    );
  }
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
