/** Where `tests/integration/buildThreads.ts` puts the compiled threads. */
import { resolve } from 'node:path';

export const PARSER_PATH = resolve('test-results/threads/parser.js');
export const ENGINE_PATH = resolve('test-results/threads/engine.js');
