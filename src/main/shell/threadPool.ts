/**
 * More threads for what the runtime does beside JavaScript, in place of four. Asking the system for the
 * addresses of a name may use half of them, and a name whose server is dead keeps its thread for up to
 * 30 s, so that two such names would hold up every feed. A thread that waits costs some 10 KB.
 *
 * To be imported before everything else: the number is read once, when the first work is given away.
 * It holds for the engine's thread too. Electron for development has begun by then; it is told by
 * scripts/setup/electronRuntime.mjs.
 */
process.env.UV_THREADPOOL_SIZE ??= '64';
