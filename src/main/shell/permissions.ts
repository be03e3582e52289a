import type { Session } from 'electron';
import { isAppPage } from './appAddress';

/** Copying text, and the window's own full screen. Everything else a page can ask for is refused. */
const GRANTED: ReadonlySet<string> = new Set(['clipboard-sanitized-write', 'fullscreen']);

/** Who asks: a frame, and the address it last loaded. */
interface PermissionAsker {
  readonly isMainFrame: boolean;
  readonly requestingUrl?: string | undefined;
}

/** True only for the two harmless permissions, and only for the app's own main frame. */
export function isPermitted(permission: string, asker: PermissionAsker): boolean {
  return GRANTED.has(permission) && asker.isMainFrame && isAppPage(asker.requestingUrl ?? '');
}

/**
 * Refuses permissions on a session. Both handlers are needed: Chromium asks the check handler
 * first and skips the request when the check allows; without handlers Electron allows everything.
 */
export function refusePermissions(session: Session): void {
  session.setPermissionRequestHandler((_contents, permission, answer, asker) => {
    answer(isPermitted(permission, asker));
  });
  session.setPermissionCheckHandler((_contents, permission, _origin, asker) =>
    isPermitted(permission, asker),
  );
}
