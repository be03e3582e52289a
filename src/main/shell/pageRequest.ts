import { APP_SCHEME, IMAGE_SCHEME, isAppAddress, isAppPage } from './appAddress';
import { parseAddress } from './parseAddress';

/** One request of a page, as Electron's `webRequest` describes it. */
interface PageRequest {
  readonly url: string;
  readonly resourceType: string;
}

/**
 * Judges a request of a page by an allow-list, so that a scheme nobody thought of is refused.
 *
 * @param allowDevTools whether the developer tools may load their own pages.
 */
export function isRequestAllowed(request: PageRequest, allowDevTools: boolean): boolean {
  const url = parseAddress(request.url);
  if (url === null) return false;
  switch (url.protocol) {
    case `${APP_SCHEME}:`:
      if (request.resourceType === 'mainFrame') return isAppPage(request.url);
      return request.resourceType !== 'subFrame' && isAppAddress(request.url);
    case `${IMAGE_SCHEME}:`:
      // Never as a document: stored bytes came from outside.
      return request.resourceType === 'image';
    case 'data:':
      return request.resourceType === 'image';
    case 'devtools:':
      return allowDevTools;
    default:
      return false;
  }
}
