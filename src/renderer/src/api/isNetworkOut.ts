import type { Feed } from '../../../shared/model';

/**
 * True when none of several feeds could be reached. That is trouble of the line and not of the
 * feeds: on a train every one of them would be marked otherwise. The bundled ones need no line.
 */
export function isNetworkOut(feeds: readonly Feed[]): boolean {
  const remote = feeds.filter((feed) => /^https?:/.test(feed.url));
  return remote.length > 1 && remote.every((feed) => feed.failure?.code === 'network');
}
