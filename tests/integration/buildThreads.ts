/** Bundles the thread entries once, so that integration tests run them as real threads and processes. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { build } from 'vite';
import { THREADS_VARIABLE } from '../support/threads';

/** In the project, where the threads find the libraries that are not bundled. */
const PARENT = 'test-results';

/** @returns what removes the threads again. The folder is of this run alone: two may run at once. */
export async function setup(): Promise<() => void> {
  mkdirSync(PARENT, { recursive: true });
  const directory = mkdtempSync(`${PARENT}/threads-`);
  const remove = (): void => {
    rmSync(directory, { recursive: true, force: true });
  };
  try {
    await build({
      configFile: false,
      logLevel: 'warn',
      build: {
        ssr: true,
        target: 'node20.18',
        outDir: directory,
        emptyOutDir: true,
        rolldownOptions: {
          external: ['better-sqlite3'],
          input: {
            engine: 'src/main/engine/entry.ts',
            parser: 'src/main/parser/entry.ts',
            caretaker: 'src/main/store/caretaker/entry.ts',
            libraryWriter: 'tests/support/libraryWriter.ts',
            migratingProcess: 'tests/support/migratingProcess.ts',
            stateWriter: 'tests/support/writesWindowState.ts',
          },
        },
      },
      ssr: { noExternal: true },
    });
  } catch (error) {
    remove();
    throw error;
  }
  process.env[THREADS_VARIABLE] = directory;
  return remove;
}
