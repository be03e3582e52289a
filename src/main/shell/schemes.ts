import { protocol } from 'electron';
import { APP_SCHEME, IMAGE_SCHEME } from './appAddress';
import { answerApp } from './appProtocol';
import { answerImage, type LocateMedia } from './imageProtocol';

/**
 * Makes the app's two schemes behave like web origins. Must run before the app is ready.
 *
 * `bypassCSP` and `allowServiceWorkers` stay off: the content security policy holds for the app
 * itself, and nothing may answer in place of the protocol handlers.
 */
export function registerSchemes(): void {
  const privileges = { standard: true, secure: true, codeCache: true };
  protocol.registerSchemesAsPrivileged([
    { scheme: APP_SCHEME, privileges },
    { scheme: IMAGE_SCHEME, privileges },
  ]);
}

/** Serves the built window from `app://bundle/`. */
export function serveApp(rendererFolder: string): void {
  protocol.handle(APP_SCHEME, (request) => answerApp(request, rendererFolder));
}

/** Serves stored pictures from `app-img://<id>`: by id and row, never by path. */
export function serveImages(locate: LocateMedia): void {
  protocol.handle(IMAGE_SCHEME, (request) => answerImage(request, locate));
}
