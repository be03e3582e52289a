/** The only two names the window and the main process share on Electron's IPC. */
export const CALL_CHANNEL = 'reader:call';
export const EVENT_CHANNEL = 'reader:event';
