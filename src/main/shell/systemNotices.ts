import { net, powerMonitor } from 'electron';
import type { SystemNotice } from '../../shared/engineMessages';
import { watchConnection } from './connectionWatch';

/**
 * Tells what happens to the machine that a thread cannot notice: it woke, its connection went or
 * came. Call once the app is ready.
 *
 * @returns ends it.
 */
export function watchSystem(tell: (notice: SystemNotice) => void): () => void {
  const woke = (): void => {
    tell('woke');
  };
  powerMonitor.on('resume', woke);
  const endWatch = watchConnection({ isOnline: () => net.isOnline(), tell });
  return () => {
    powerMonitor.off('resume', woke);
    endWatch();
  };
}
