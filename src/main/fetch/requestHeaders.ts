/** What a request says about itself: who asks, for what, and which version it has. Nothing else. */
import { isReservedHeader } from '../../shared/reservedHeaders';
import type { Credentials, Purpose, WebRequest } from '../core/ports';
import { ACCEPTED_CODINGS } from './decodeBody';
import { isHeaderName, isSendable } from './headerText';

const ACCEPT: Readonly<Record<Purpose, string>> = {
  feed: 'application/atom+xml, application/rss+xml, application/feed+json, application/rdf+xml;q=0.9, application/xml;q=0.8, text/xml;q=0.8, application/json;q=0.7, text/html;q=0.5, */*;q=0.1',
  page: 'text/html, application/xhtml+xml, application/xml;q=0.9, */*;q=0.8',
  image: 'image/webp, image/png, image/jpeg, image/gif, image/*;q=0.5, */*;q=0.1',
  icon: 'image/png, image/webp, image/jpeg, image/gif, image/x-icon, image/*;q=0.5, */*;q=0.1',
};

/**
 * @param isAtHome whether every hop so far was to the server that was asked for, or to the same one
 *   encrypted; only then are a password and a feed's own headers sent.
 * @returns names and values in turn.
 */
export function requestHeaders(
  request: WebRequest,
  appName: string,
  credentials: Credentials | null,
  isAtHome: boolean,
): string[] {
  const { etag = null, lastModified = null } = request.validators ?? {};
  const headers = new Map([
    ['user-agent', request.userAgent ?? appName],
    ['accept', ACCEPT[request.purpose]],
    ['accept-encoding', ACCEPTED_CODINGS],
  ]);
  if (etag !== null) headers.set('if-none-match', etag);
  if (lastModified !== null) headers.set('if-modified-since', lastModified);
  if (isAtHome && credentials !== null) headers.set('authorization', basic(credentials));
  for (const { name, value } of isAtHome ? request.headers : []) {
    const key = name.toLowerCase();
    if (isHeaderName(key) && !isReservedHeader(key)) headers.set(key, value);
  }
  return [...headers].filter(([, value]) => isSendable(value)).flat();
}

/** RFC 7617, in UTF-8. */
function basic({ username, password }: Credentials): string {
  return `Basic ${Buffer.from(`${username}:${password}`, 'utf8').toString('base64')}`;
}
