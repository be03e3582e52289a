// @ts-check
// The engine's thread as the app starts it.
import { Worker } from 'node:worker_threads';
import { inProject } from '../setup/projectFolder.mjs';

/**
 * @param {string} profile folder of the library
 * @returns {Worker}
 */
export function startEngineWorker(profile) {
  return new Worker(inProject('out', 'main', 'engine.js'), {
    // That of src/main/shell/engineThread.ts.
    resourceLimits: { maxYoungGenerationSizeMb: 12 },
    workerData: {
      profileDirectory: profile,
      sampleDirectory: inProject('resources', 'sample'),
      parserPath: inProject('out', 'main', 'parser.js'),
      caretakerPath: inProject('out', 'main', 'caretaker.js'),
      way: null,
      appVersion: '0.0.0',
      sqliteBinding: null,
    },
  });
}
