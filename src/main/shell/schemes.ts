import { protocol } from 'electron';
import { APP_SCHEME, IMAGE_SCHEME } from './appAddress';

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
