import { app, type Session } from 'electron';
import { refuseDevices } from './devices';
import { sealNetwork } from './networkSeal';
import { refusePermissions } from './permissions';

/** Hardens every session there will ever be. Must run before the app is ready. */
export function hardenSessions(): void {
  app.on('session-created', hardenSession);
}

function hardenSession(session: Session): void {
  // `spellcheck: false` does not keep Chromium from asking Google for a dictionary; this does
  // (electron/electron#22995).
  session.setSpellCheckerLanguages([]);
  refusePermissions(session);
  refuseDevices(session);
  sealNetwork(session);
  session.on('will-download', (event, item) => {
    event.preventDefault();
    item.cancel();
  });
}
