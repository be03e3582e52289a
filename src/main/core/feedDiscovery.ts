/** Where to look for a feed when a page names none. */

/** The addresses the common publishing systems use, most frequent first. */
const COMMON_PATHS = ['feed', 'rss.xml', 'feed.xml', 'atom.xml', 'index.xml', 'rss'];

/**
 * Addresses worth a try below a site, first in the folder of the page itself (`/blog/`), then at
 * the root. Few, because each one is a request to somebody's server.
 */
export function commonFeedAddresses(pageUrl: string): string[] {
  const page = new URL(pageUrl);
  const folder = page.pathname.endsWith('/') ? page.pathname : `${page.pathname}/`;
  // Joined as text: a folder that begins with `//` would name another host.
  const below = folder === '/' ? [] : [new URL(`${page.origin}${folder}feed`).href];
  return [...below, ...COMMON_PATHS.map((path) => new URL(`/${path}`, page.origin).href)];
}
