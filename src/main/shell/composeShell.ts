import { app } from 'electron';
import { contract } from '../../shared/contract/index';
import { createDispatcher } from '../../shared/rpc';
import { EngineHost } from './engineHost';
import { startEngineThread } from './engineThread';
import { openGate } from './ipc';
import type { Log } from './log';
import { MainWindow } from './mainWindow';
import { installMenu } from './menu';
import type { Places } from './places';
import { finishBeforeQuit } from './quitting';
import { serveApp, serveImages } from './schemes';
import { shellAnswers } from './shellAnswers';
import { shellHandlers } from './shellHandlers';
import { watchSystem } from './systemNotices';

/** Joins the shell's parts, once the app is ready: window first, engine in parallel. */
export function composeShell(places: Places, log: Log): MainWindow {
  const window = new MainWindow({ preload: places.preload, stateFile: places.windowState, log });
  serveApp(places.renderer);
  installMenu((command) => {
    window.send({ name: 'menu.command', payload: { command } });
  });
  window.show();

  const engine = new EngineHost({
    startThread: (way) => startEngineThread(places, way),
    onEvent: (event) => {
      window.send(event);
    },
    answers: shellAnswers,
    log,
  });
  const endWatch = watchSystem((notice) => {
    engine.notify(notice);
  });
  serveImages((id) => engine.locateMedia(id));
  openGate({
    knownPage: () => {
      const contents = window.current?.webContents;
      return contents === undefined ? null : { contents, mainFrame: contents.mainFrame };
    },
    engine: (method, input) => engine.call(method, input),
    shell: createDispatcher(
      contract,
      shellHandlers({ window: () => window.current, engine, libraryFolder: places.library, log }),
      (method, error) => {
        log.error(`${method} failed.`, error);
      },
    ),
    log,
  });

  finishBeforeQuit(async () => {
    endWatch();
    await engine.close();
    await log.flush();
  });
  app.on('second-instance', () => {
    window.show();
  });
  app.on('activate', () => {
    window.show();
  });
  app.on('window-all-closed', () => {
    // On a Mac an app outlives its windows.
    if (process.platform !== 'darwin') app.quit();
  });
  return window;
}
