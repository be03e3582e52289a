/** The feeds that a page names in its head. */
import { Parser } from 'htmlparser2';
import { resolveWebAddress } from '../core/feedUrl';
import type { FeedLink } from '../core/parsedFeed';
import { plainLine } from '../core/plainText';

const FEED_TYPES = new Set([
  'application/rss+xml',
  'application/atom+xml',
  'application/rdf+xml',
  'application/x.atom+xml',
  'application/xml',
  'text/xml',
]);
/** More links than a person would choose from; some sites name one per comment thread. */
const MOST_LINKS = 50;

/**
 * Reads `<link rel="alternate">` (RSS Advisory Board, "RSS Autodiscovery"), each address once.
 *
 * @param pageUrl where the page was found; its `<base>` counts before that.
 */
export function findFeedLinks(html: string, pageUrl: string): FeedLink[] {
  let base = pageUrl;
  const links = new Map<string, FeedLink>();
  const parser = new Parser({
    onopentag(name, attributes) {
      if (name === 'base' && attributes.href !== undefined) {
        base = resolveWebAddress(attributes.href, pageUrl) ?? base;
      }
      if (name !== 'link' || links.size >= MOST_LINKS) return;
      const relations = (attributes.rel ?? '').toLowerCase().split(/\s+/);
      const type = (attributes.type ?? '').toLowerCase().split(';')[0]?.trim() ?? '';
      if (!relations.includes('alternate') || !FEED_TYPES.has(type)) return;
      const url = resolveWebAddress(attributes.href ?? '', base);
      if (url === null || links.has(url)) return;
      const title = plainLine(attributes.title ?? '');
      links.set(url, { url, title: title === '' ? new URL(url).host : title });
    },
  });
  parser.end(html);
  return [...links.values()];
}

const COMMENT = /<!--[\s\S]*?(?:-->|$)/g;
/** The first element that tells; what comes after it may be HTML inside an article. */
const TELLING = /<(?:(?:[\w-]+:)?(?:rss|feed|rdf)|(!doctype\s+html|html|head|body))[\s>]/i;

/** Whether a text is a web page at all. */
export function looksLikePage(text: string): boolean {
  return TELLING.exec(text.slice(0, 4096).replace(COMMENT, ''))?.[1] !== undefined;
}
