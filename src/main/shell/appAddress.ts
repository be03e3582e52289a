/** The app's own addresses. Everything the window may show or load is one of these. */
import { parseAddress } from './parseAddress';

export const APP_SCHEME = 'app';
const APP_HOST = 'bundle';
export const APP_ORIGIN = `${APP_SCHEME}://${APP_HOST}`;
export const APP_PAGE = `${APP_ORIGIN}/index.html`;

/** Scheme of stored pictures: `app-img://<64 hex digits>`. */
export const IMAGE_SCHEME = 'app-img';

/**
 * True for an address inside the app's own origin.
 *
 * Compared by parts: outside the browser a URL of this scheme has the origin `null`, and text
 * comparison would take `app://bundle.evil` or `app://user@bundle` for ours.
 */
export function isAppAddress(address: string): boolean {
  const url = parseAddress(address);
  return (
    url !== null &&
    url.protocol === `${APP_SCHEME}:` &&
    url.host === APP_HOST &&
    url.username === '' &&
    url.password === ''
  );
}

/** True for the one document the window shows, whatever its query or fragment. */
export function isAppPage(address: string): boolean {
  return isAppAddress(address) && new URL(address).pathname === new URL(APP_PAGE).pathname;
}
