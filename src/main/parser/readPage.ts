/** What a page says about its site: its feeds, its icons and its title. */
import { Parser } from 'htmlparser2';
import { resolveWebAddress } from '../core/feedUrl';
import type { FeedLink, PageLinks } from '../core/parsedFeed';
import { plainLine } from '../core/plainText';

const FEED_TYPES = new Set([
  'application/rss+xml',
  'application/atom+xml',
  'application/rdf+xml',
  'application/x.atom+xml',
  'application/feed+json',
  'application/xml',
  'text/xml',
]);
/** JSON Feed 1.0 used this type; it counts only beside a word that says what it is. */
const JSON_TYPE = 'application/json';
/** More links than a person would choose from; some sites name one per comment thread. */
const MOST_LINKS = 50;
const MOST_ICONS = 20;
/** Characters. */
const LONGEST_TITLE = 1000;

interface Icon {
  readonly url: string;
  readonly rank: number;
}

/**
 * Reads `<link rel="alternate">` (RSS Advisory Board, "RSS Autodiscovery") and `<link rel="icon">`
 * (HTML, section 4.6.7.8), each address once.
 *
 * @param pageUrl where the page was found; its `<base>` counts before that.
 */
export function readPage(html: string, pageUrl: string): PageLinks {
  let base = pageUrl;
  let hasBase = false;
  let title = '';
  let isInTitle = false;
  let hasTitle = false;
  const feeds = new Map<string, FeedLink>();
  const icons: Icon[] = [];
  const parser = new Parser({
    onopentag(name, attributes) {
      if (name === 'base' && attributes.href !== undefined && !hasBase) {
        base = resolveWebAddress(attributes.href, pageUrl) ?? base;
        hasBase = true;
      }
      if (name === 'title') isInTitle = !hasTitle;
      if (name !== 'link') return;
      const feed = feedLink(attributes, base);
      if (feed !== null && feeds.size < MOST_LINKS && !feeds.has(feed.url))
        feeds.set(feed.url, feed);
      const icon = iconLink(attributes, base);
      if (icon !== null && icons.length < MOST_ICONS) icons.push(icon);
    },
    ontext(text) {
      if (isInTitle && title.length < LONGEST_TITLE) title += text;
    },
    onclosetag(name) {
      if (name !== 'title' || !isInTitle) return;
      isInTitle = false;
      hasTitle = true;
    },
  });
  parser.end(html);
  icons.sort((one, other) => other.rank - one.rank);
  return {
    feeds: [...feeds.values()],
    icons: [...new Set(icons.map(({ url }) => url))],
    title: plainLine(title.slice(0, LONGEST_TITLE)),
  };
}

type TagAttributes = Readonly<Record<string, string>>;

const relationsOf = (attributes: TagAttributes): string[] =>
  (attributes.rel ?? '').toLowerCase().split(/\s+/);
const typeOf = (attributes: TagAttributes): string =>
  (attributes.type ?? '').toLowerCase().split(';')[0]?.trim() ?? '';

function feedLink(attributes: TagAttributes, base: string): FeedLink | null {
  const type = typeOf(attributes);
  const title = plainLine(attributes.title ?? '');
  const isJson = type === JSON_TYPE && /feed/i.test(`${title} ${attributes.href ?? ''}`);
  if (!relationsOf(attributes).includes('alternate')) return null;
  if (!FEED_TYPES.has(type) && !isJson) return null;
  const url = resolveWebAddress(attributes.href ?? '', base);
  return url === null ? null : { url, title: title === '' ? new URL(url).host : title };
}

/** Sidebars show icons at 16 to 32 points, so about 64 pixels serve every screen best. */
const BEST_PIXELS = 64;

function iconLink(attributes: TagAttributes, base: string): Icon | null {
  const relations = relationsOf(attributes);
  const isTouch = relations.some((relation) => relation.startsWith('apple-touch-icon'));
  if (!relations.includes('icon') && !isTouch) return null;
  const url = resolveWebAddress(attributes.href ?? '', base);
  if (url === null) return null;
  const pixels = largestSize(attributes.sizes ?? '') ?? (isTouch ? 180 : null);
  if (pixels === null) return { url, rank: 0 };
  // Shrinking a picture costs a little, enlarging one costs its sharpness.
  return { url, rank: pixels >= BEST_PIXELS ? BEST_PIXELS / pixels + 1 : pixels / BEST_PIXELS };
}

function largestSize(sizes: string): number | null {
  const widths = [...sizes.slice(0, 200).matchAll(/(\d{1,4})x\d{1,4}/gi)].map(([, width]) =>
    Number(width),
  );
  return widths.length === 0 ? null : Math.max(...widths);
}

/** The first element that tells; what comes after it may be HTML inside an article. */
const TELLING = /<(?:(?:[\w-]{1,40}:)?(?:rss|feed|rdf)|(!doctype\s+html|html|head|body))[\s>]/i;
/** Characters in which the first element must come. */
const BEGINNING = 4096;

/** Whether a text is a web page at all. */
export function looksLikePage(text: string): boolean {
  return TELLING.exec(withoutComments(text.slice(0, BEGINNING)))?.[1] !== undefined;
}

function withoutComments(text: string): string {
  return text
    .split('<!--')
    .map((piece, index) => {
      if (index === 0) return piece;
      const end = piece.indexOf('-->');
      return end < 0 ? '' : piece.slice(end + 3);
    })
    .join('');
}
