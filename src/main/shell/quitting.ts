import { app } from 'electron';

/**
 * Lets the app end only after `finish`. The windows are gone by then, so a person never looks at
 * a window that is waiting for the disk.
 */
export function finishBeforeQuit(finish: () => Promise<void>): void {
  let finished = false;
  app.on('will-quit', (event) => {
    if (finished) return;
    event.preventDefault();
    void finish().finally(() => {
      finished = true;
      app.quit();
    });
  });
}
