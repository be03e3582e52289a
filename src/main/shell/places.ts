import { join } from 'node:path';
import { app } from 'electron';

/** Where the app's files are: built code, bundled data, and what belongs to the person. */
export interface Places {
  readonly renderer: string;
  readonly preload: string;
  readonly engine: string;
  readonly parser: string;
  readonly caretaker: string;
  readonly sample: string;
  readonly library: string;
  readonly logs: string;
  readonly windowState: string;
}

/** Reads the places from Electron. Sound from the start of the app; nothing is created. */
export function findPlaces(): Places {
  const built = join(app.getAppPath(), 'out');
  const resources = app.isPackaged ? process.resourcesPath : join(app.getAppPath(), 'resources');
  const userData = app.getPath('userData');
  return {
    renderer: join(built, 'renderer'),
    preload: join(built, 'preload', 'index.cjs'),
    engine: join(built, 'main', 'engine.js'),
    parser: join(built, 'main', 'parser.js'),
    caretaker: join(built, 'main', 'caretaker.js'),
    sample: join(resources, 'sample'),
    library: join(userData, 'library'),
    logs: join(userData, 'logs'),
    windowState: join(userData, 'window.json'),
  };
}
