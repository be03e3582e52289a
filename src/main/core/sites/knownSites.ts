/** Sites whose feeds can be told from the address of a page, so that nobody is asked around. */
import { blogSites } from './blogSites';
import { codeSites } from './codeSites';
import { mediaSites } from './mediaSites';
import type { KnownPlace, Site } from './site';
import { socialSites } from './socialSites';

const SITES: readonly Site[] = [...codeSites, ...blogSites, ...socialSites, ...mediaSites];
/** What already looks like a feed is asked as it is. */
const FEED_FILE = /\.(?:atom|rss|xml|json|rdf)\/?$/i;
const FEED_FOLDER = /\/(?:feed|feeds|rss|atom)(?:\/|$)/i;

/**
 * @param address an absolute http(s) address.
 * @returns null when the site is none of those known, or the address follows none of its rules.
 */
export function knownPlace(address: string): KnownPlace | null {
  const url = new URL(address);
  const host = url.hostname.replace(/^www\./, '');
  const site = SITES.find(({ covers }) => covers(host));
  if (site === undefined || isFeed(url, site)) return null;
  return site.find(url, decodedPath(url));
}

function isFeed({ pathname, searchParams }: URL, { hasFreeNames = false }: Site): boolean {
  if (/\/\.rss$|\.(?:atom|rss)$/i.test(pathname) || searchParams.get('format') === 'atom')
    return true;
  return !hasFreeNames && (FEED_FILE.test(pathname) || FEED_FOLDER.test(pathname));
}

function decodedPath(url: URL): string[] {
  return url.pathname
    .split('/')
    .filter((segment) => segment !== '')
    .map((segment) => {
      try {
        return decodeURIComponent(segment);
      } catch {
        return segment;
      }
    });
}
