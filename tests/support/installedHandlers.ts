/** The very functions the app puts on a session, taken while it hardens a new one. */
import type { ElectronApplication } from '@playwright/test';

/** As much of a handler of Electron's as a test needs: it answers by what it returns, or by a callback. */
export type Handler = (...input: unknown[]) => unknown;

/**
 * Makes a session, shows it to the app as Electron does, and keeps under `installedHandlers` what
 * was set on it, by the name of the method. Electron itself does not give back a session's handlers.
 *
 * @returns the names of the methods.
 */
export function keepInstalledHandlers(electron: ElectronApplication): Promise<string[]> {
  return electron.evaluate(({ app, session }) => {
    const kept: Record<string, Handler> = {};
    Object.assign(globalThis, { installedHandlers: kept });
    const watched = new Proxy(session.fromPartition('kept-handlers'), {
      get(real, name) {
        const value = Reflect.get(real, name) as unknown;
        if (typeof value !== 'function') return value;
        return (...input: unknown[]) => {
          if (String(name).startsWith('set')) kept[String(name)] = input[0] as Handler;
          return (value as Handler).apply(real, input);
        };
      },
    });
    app.emit('session-created', watched);
    return Object.keys(kept);
  });
}
