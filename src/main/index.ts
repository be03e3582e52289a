/** Where the app begins. Everything before `whenReady` must come before Electron is ready. */
import './shell/threadPool';
import { app, BrowserWindow } from 'electron';
import { composeShell } from './shell/composeShell';
import { Log } from './shell/log';
import { guardNavigation } from './shell/navigationGuard';
import { sealNameResolution } from './shell/networkSeal';
import { openExternal } from './shell/openExternal';
import { findPlaces } from './shell/places';
import { registerSchemes } from './shell/schemes';
import { hardenSessions } from './shell/sessionHardening';
import { isAnotherRunning, isWriteProtected, makeSessionFolder } from './shell/writeProtection';

const places = findPlaces();
const log = new Log(places.logs, !app.isPackaged);
process.on('uncaughtExceptionMonitor', (error) => {
  log.error('The main process failed.', error);
});

// Root in a container must do without the system's sandbox, and says so on the command line; asking for
// it all the same would end every child process. Each page asks for its sandbox besides.
if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
registerSchemes();
sealNameResolution();
hardenSessions();
guardNavigation((address, contents) => {
  const window = BrowserWindow.fromWebContents(contents);
  if (window === null) return;
  openExternal(address, window).catch((error: unknown) => {
    log.warn('The system could not open an address.', error);
  });
});

const userData = app.getPath('userData');
const start = (): void => void app.whenReady().then(() => composeShell(places, log));
if (isWriteProtected(userData)) {
  app.setPath('sessionData', makeSessionFolder());
  // Here nobody gets the lock, so that it says nothing about another instance.
  void isAnotherRunning(userData).then((isRunning) => {
    if (isRunning) app.exit(1);
    else start();
  });
} else if (app.requestSingleInstanceLock()) {
  start();
} else {
  // The first instance was told, and comes to the front.
  app.exit(1);
}
