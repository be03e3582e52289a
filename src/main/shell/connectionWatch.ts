import type { SystemNotice } from '../../shared/engineMessages';

/** Milliseconds between two looks. A look asks the system alone and sends nothing. */
const LOOK_EVERY_MS = 5000;

export interface ConnectionWatchParts {
  /** False is certain; true only says that some line is up. */
  readonly isOnline: () => boolean;
  readonly tell: (notice: Extract<SystemNotice, 'online' | 'offline'>) => void;
}

/**
 * Tells when the machine loses its connection and when it has one again; a machine with one at the
 * start is what everybody expects, and is not told.
 *
 * @returns ends the watch.
 */
export function watchConnection({ isOnline, tell }: ConnectionWatchParts): () => void {
  let wasOnline = true;
  const look = (): void => {
    const isNowOnline = isOnline();
    if (isNowOnline === wasOnline) return;
    wasOnline = isNowOnline;
    tell(isNowOnline ? 'online' : 'offline');
  };
  look();
  const timer = setInterval(look, LOOK_EVERY_MS);
  return () => {
    clearInterval(timer);
  };
}
