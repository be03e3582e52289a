/**
 * The HTML an article may hold. Both sanitisers read this list: sanitize-html when an article
 * enters, DOMPurify when it is shown. No styles, forms, ids, names, SVG or MathML: what cannot be
 * written cannot cover the window, send data, or be mistaken for the app's own elements.
 */
const words = (list: string): readonly string[] => list.trim().split(/\s+/);

export const ARTICLE_TAGS: readonly string[] = words(`
  p br hr h1 h2 h3 h4 h5 h6 ul ol li dl dt dd blockquote q cite pre code kbd samp var em
  strong b i u s del ins mark small sub sup abbr dfn time bdi bdo ruby rb rt rp wbr div
  span section article aside header footer details summary figure figcaption img a table
  caption colgroup col thead tbody tfoot tr th td
`);

/** Attributes by tag; `*` holds for every tag. */
export const ARTICLE_ATTRIBUTES: Readonly<Record<string, readonly string[]>> = {
  '*': ['dir', 'lang', 'title'],
  a: ['href'],
  img: ['src', 'alt', 'width', 'height'],
  ol: ['start', 'reversed', 'type'],
  li: ['value'],
  td: ['colspan', 'rowspan'],
  th: ['colspan', 'rowspan', 'scope'],
  col: ['span'],
  colgroup: ['span'],
  time: ['datetime'],
  blockquote: ['cite'],
  q: ['cite'],
  del: ['datetime'],
  ins: ['datetime'],
  details: ['open'],
};

/** Elements that go together with everything inside them. */
export const DROPPED_WITH_CONTENT: readonly string[] = words(`
  script style template noscript textarea select option button title head object embed
  applet iframe frame frameset noembed noframes svg math canvas xmp plaintext audio video
  dialog
`);

/** Schemes a link in an article may have. A `#fragment` leads nowhere, since no element has an id. */
export const LINK_SCHEMES: readonly string[] = ['http', 'https', 'mailto'];

/** Scheme of the bundled sample collection, whose pictures come with the app. */
export const SAMPLE_SCHEME = 'sample';

/**
 * A picture of one pixel is there to be requested, not to be seen.
 *
 * @param width the attribute as it stands in the markup, in pixels; null when it is absent.
 * @param height likewise.
 */
export function isTrackingPixel(width: string | null, height: string | null): boolean {
  return isDot(width) && isDot(height);
}

/** An empty length is no length: it leaves the size to the picture. */
function isDot(length: string | null): boolean {
  return /^\s*0*[01](?:\.\d*)?(?:px)?\s*$/i.test(length ?? '');
}
