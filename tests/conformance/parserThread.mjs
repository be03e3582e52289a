/** The parser's own thread, run from its sources. */
import './sourceHooks.mjs';

await import(new URL('../../src/main/parser/entry.ts', import.meta.url).href);
