/** Where `tests/integration/buildThreads.ts` puts the compiled threads. */
import { resolve } from 'node:path';

/** Names the folder of this run of tests to all of its processes. */
export const THREADS_VARIABLE = 'BROADSHEET_TEST_THREADS';

/** Tests that are run without the threads, such as those of units, have no folder and no use for it. */
const directory = process.env[THREADS_VARIABLE] ?? 'not-compiled';

export const PARSER_PATH = resolve(directory, 'parser.js');
export const ENGINE_PATH = resolve(directory, 'engine.js');
