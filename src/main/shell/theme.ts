import { type BrowserWindow, nativeTheme } from 'electron';

/** What a window shows until its page is drawn: the page's own background, so nothing flashes. */
const BACKGROUND = { light: '#fbfaf7', dark: '#191817' };

/** The background for the theme of the moment. */
export function windowBackground(): string {
  return nativeTheme.shouldUseDarkColors ? BACKGROUND.dark : BACKGROUND.light;
}

/** Keeps a window's background with the system's theme as long as the window lives. */
export function followTheme(window: BrowserWindow): void {
  const apply = (): void => {
    window.setBackgroundColor(windowBackground());
  };
  nativeTheme.on('updated', apply);
  window.once('closed', () => {
    nativeTheme.off('updated', apply);
  });
}
