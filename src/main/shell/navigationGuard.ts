import { app, type WebContents } from 'electron';
import { isAppPage } from './appAddress';
import { watchClicks } from './clickGesture';
import { refuseBluetooth } from './devices';

/** Hears of an address a person clicked that leads outside. It is judged where it is opened. */
export type LinkClicked = (address: string, contents: WebContents) => void;

/** Guards every page there will ever be. Must run before the app is ready. */
export function guardNavigation(onLinkClicked: LinkClicked): void {
  app.on('web-contents-created', (_event, contents) => {
    guardContents(contents, onLinkClicked);
  });
}

/**
 * Keeps a page where it is. Clicks in an article arrive at the window-open handler, since its links
 * ask for a window. Electron fires `will-navigate` for the main frame only: without
 * `will-frame-navigate` a link that asks for none would load the remote page inside the app.
 */
function guardContents(contents: WebContents, onLinkClicked: LinkClicked): void {
  const click = watchClicks(contents);
  const offer = (address: string): void => {
    if (click.take()) onLinkClicked(address, contents);
  };
  contents.on('will-navigate', (details) => {
    if (!isAppPage(details.url)) details.preventDefault();
  });
  contents.on('will-frame-navigate', (details) => {
    if (details.isMainFrame && isAppPage(details.url)) return;
    details.preventDefault();
    if (!details.isMainFrame) offer(details.url);
  });
  contents.on('will-redirect', (details) => {
    if (!details.isMainFrame || !isAppPage(details.url)) details.preventDefault();
  });
  contents.setWindowOpenHandler(({ url }) => {
    offer(url);
    return { action: 'deny' };
  });
  contents.on('will-attach-webview', (event) => {
    event.preventDefault();
  });
  refuseBluetooth(contents);
}
