/** Where `tests/integration/buildThreads.ts` puts the compiled threads. */
import { resolve } from 'node:path';

/** Names the folder of this run of tests to all of its processes. */
export const THREADS_VARIABLE = 'BROADSHEET_TEST_THREADS';

/** Tests that are run without the threads, such as those of units, have no folder and no use for it. */
const directory = process.env[THREADS_VARIABLE] ?? 'not-compiled';

export const PARSER_PATH = resolve(directory, 'parser.js');
export const CARETAKER_PATH = resolve(directory, 'caretaker.js');
export const ENGINE_PATH = resolve(directory, 'engine.js');
export const LIBRARY_WRITER_PATH = resolve(directory, 'libraryWriter.js');
export const STATE_WRITER_PATH = resolve(directory, 'stateWriter.js');
export const MIGRATING_PATH = resolve(directory, 'migratingProcess.js');
