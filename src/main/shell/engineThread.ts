import { mkdirSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import { app } from 'electron';
import type { EngineOptions, FromEngine, ToEngine } from '../../shared/engineMessages';
import type { Places } from './places';

/** As much of a worker thread as its host uses. */
export interface EngineThread {
  postMessage(message: ToEngine): void;
  on(event: 'message', listener: (message: FromEngine) => void): unknown;
  on(event: 'error', listener: (error: Error) => void): unknown;
  on(event: 'exit', listener: (code: number) => void): unknown;
  terminate(): Promise<unknown>;
}

/** Starts the engine by its file, the only thing the shell knows of it. */
export function startEngineThread(places: Places): EngineThread {
  mkdirSync(places.library, { recursive: true });
  const workerData: EngineOptions = {
    profileDirectory: places.library,
    sampleDirectory: places.sample,
    parserPath: places.parser,
    appVersion: app.getVersion(),
    sqliteBinding: developmentSqliteBinding(),
  };
  return new Worker(places.engine, { workerData });
}

/** The development runtime needs a build of its own (docs/decisions/0007); a release never does. */
function developmentSqliteBinding(): string | null {
  return app.isPackaged ? null : (process.env.BROADSHEET_SQLITE_BINDING ?? null);
}
