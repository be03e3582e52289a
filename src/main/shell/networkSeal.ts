import type { Session } from 'electron';
import { app } from 'electron';
import { isRequestAllowed } from './pageRequest';

/** Cancels every request on a session that is not the app's own. The engine alone has a network. */
export function sealNetwork(session: Session): void {
  session.webRequest.onBeforeRequest((request, answer) => {
    answer({ cancel: !isRequestAllowed(request, !app.isPackaged) });
  });
}

/**
 * Takes name resolution from Chromium altogether. Cancelling requests cannot stop a DNS lookup or
 * a bare connection, which `dns-prefetch` and `preconnect` make, and content policies do not cover
 * them. Must run before the app is ready.
 */
export function sealNameResolution(): void {
  app.commandLine.appendSwitch('host-resolver-rules', 'MAP * ~NOTFOUND');
}
