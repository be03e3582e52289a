/** Which of a page's feeds to offer, and where to look for one when the page names none. */
import { isPublicHost } from '../../shared/publicHost';
import { withoutFragment } from './feedUrl';
import type { FeedLink, PageLinks } from './parsedFeed';

/** The addresses the common publishing systems use, most frequent first. */
const COMMON_PATHS = ['/feed', '/rss.xml', '/feed.xml', '/atom.xml', '/index.xml'];
/** Each of them is a request to somebody's server. */
const MOST_ADDRESSES = 7;

/**
 * Addresses worth a try below a site: what the shape of the page's path tells, the site's first
 * folder (`/blog/`), the home page, which may name a feed where this one does not, and the root.
 */
export function likelyFeedAddresses(pageUrl: string): string[] {
  const page = new URL(pageUrl);
  const path = page.pathname.split('/').filter((segment) => segment !== '');
  // Joined as text: a path that begins with `//` would name another host.
  const addresses = [...shapedPaths(path), ...folderPaths(path), ...COMMON_PATHS].map(
    (likely) => `${page.origin}${likely}`,
  );
  return [...new Set(addresses)]
    .filter((address) => address !== page.href)
    .slice(0, MOST_ADDRESSES);
}

/** Software that runs on any host is known by the addresses of its pages. */
function shapedPaths([first = '', second]: readonly string[]): string[] {
  // Mastodon, Misskey and their kin: `.rss`; GoToSocial: `/feed.rss` (both in their documentation).
  if (first.startsWith('@')) return [`/${first}.rss`, `/${first}/feed.rss`];
  if (second === undefined) return [];
  // Pleroma and Akkoma; Pixelfed.
  if (first === 'users') return [`/users/${second}/feed.atom`, `/users/${second}.atom`];
  // Lemmy (lemmy-ui, `community-rss-url.ts`).
  if (first === 'c' || first === 'u') return [`/feeds/${first}/${second}.xml?sort=New`];
  return [];
}

/** A folder of the site such as `/blog`, then the home page, which may name what this page does not. */
function folderPaths([first, ...rest]: readonly string[]): string[] {
  if (first === undefined) return [];
  // Behind an article `/feed` would be its comments, behind a year what was written in it.
  const isFolder =
    /^[a-z][\w~]*(?:-[\w~]+)?$/i.test(first) || (rest.length === 0 && first.length < 12);
  return [...(isFolder ? [`/${first}/feed`] : []), '/'];
}

/** "Comments" as the common publishing systems write it in the titles of their feeds. */
const COMMENT_WORDS =
  /\bcomments?\b|commentaires|kommentar|coment[aá]rio|\bcommenti\b|reacties|коммент|评论|評論|コメント|댓글/i;
const COMMENT_PATH = /\/comments?(?:\/|$|\.)|[?&]feed=comments/i;

/** A feed of what readers say, which is hardly ever what is meant. */
export function isCommentFeed({ url, title }: FeedLink): boolean {
  return COMMENT_WORDS.test(title) || COMMENT_PATH.test(url);
}

/** What many pages call their feeds, which tells nobody whose they are. */
const FORMAT_NAME =
  /^(?:subscribe(?: to)? )?(?:the )?(?:main )?(?:rss|atom|xml|json|rdf)?[ -]?(?:[012]\.\d+)?[ -]?(?:feed)?$/i;

/** A page's links, each with a title that says whose feed it is. */
export function titledLinks({ feeds, title }: PageLinks): FeedLink[] {
  return feeds.map((link) => {
    const isNameless = link.title === new URL(link.url).host;
    if (title === '' || !(isNameless || FORMAT_NAME.test(link.title))) return link;
    const isAlone = isNameless || feeds.length === 1;
    return { url: link.url, title: isAlone ? title : `${title} (${link.title})` };
  });
}

/**
 * What is offered of a page's links: each address once, feeds of comments last, and nothing on a
 * private network but on the page's own origin.
 *
 * @param origin where the page lies. If that is a private network, a person allowed it.
 */
export function offeredLinks(links: readonly FeedLink[], origin: string | null): FeedLink[] {
  const once = [...new Map(links.map((link) => [withoutFragment(link.url), link])).entries()]
    .map(([url, { title }]) => ({ url, title }))
    .filter(({ url }) => new URL(url).origin === origin || isPublicHost(new URL(url).hostname));
  return [...once.filter((link) => !isCommentFeed(link)), ...once.filter(isCommentFeed)];
}
