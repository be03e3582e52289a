import { Worker } from 'node:worker_threads';
import { app } from 'electron';
import type { EngineOptions, FromEngine, ToEngine } from '../../shared/engineMessages';
import type { LibraryWay } from '../../shared/model';
import type { Places } from './places';

/** As much of a worker thread as its host uses. */
export interface EngineThread {
  postMessage(message: ToEngine): void;
  on(event: 'message', listener: (message: FromEngine) => void): unknown;
  on(event: 'error', listener: (error: Error) => void): unknown;
  on(event: 'exit', listener: (code: number) => void): unknown;
  terminate(): Promise<unknown>;
}

/**
 * Of the engine's heap. Left to itself, V8 lets young objects fill 48 MB, and what they hold outside of it twice as
 * much again: the engine then takes 340 MB for a refresh of 500 feeds instead of 280 MB, in the same time (measured).
 */
const YOUNG_MEGABYTES = 12;

/** Starts the engine by its file, the only thing the shell knows of it. */
export function startEngineThread(places: Places, way: LibraryWay | null): EngineThread {
  const workerData: EngineOptions = {
    profileDirectory: places.library,
    sampleDirectory: places.sample,
    parserPath: places.parser,
    caretakerPath: places.caretaker,
    way,
    appVersion: app.getVersion(),
    sqliteBinding: developmentSqliteBinding(),
  };
  const resourceLimits = { maxYoungGenerationSizeMb: YOUNG_MEGABYTES };
  return new Worker(places.engine, { workerData, resourceLimits });
}

/** The development runtime needs a build of its own (docs/decisions/0007); a release never does. */
function developmentSqliteBinding(): string | null {
  return app.isPackaged ? null : (process.env.BROADSHEET_SQLITE_BINDING ?? null);
}
