import type { Session } from 'electron';
import { app } from 'electron';
import { APP_SCHEME, IMAGE_SCHEME, isAppAddress, isAppPage } from './appAddress';
import { parseAddress } from './parseAddress';

/** One request of a page, as Electron's `webRequest` describes it. */
export interface PageRequest {
  readonly url: string;
  readonly resourceType: string;
}

/**
 * Judges a request of a page by an allow-list, so that a scheme nobody thought of is refused.
 *
 * @param allowDevTools whether the developer tools may load their own pages.
 */
export function isRequestAllowed(request: PageRequest, allowDevTools: boolean): boolean {
  switch (parseAddress(request.url)?.protocol) {
    case `${APP_SCHEME}:`:
      if (request.resourceType === 'mainFrame') return isAppPage(request.url);
      return request.resourceType !== 'subFrame' && isAppAddress(request.url);
    case `${IMAGE_SCHEME}:`:
      // Never as a document: stored bytes came from outside.
      return request.resourceType === 'image';
    case 'data:':
      return request.resourceType === 'image';
    case 'devtools:':
      return allowDevTools;
    default:
      return false;
  }
}

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
