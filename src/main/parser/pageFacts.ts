/** What a page says about itself, and how large it is, read in one pass without building a document. */
import { Parser } from 'htmlparser2';
import { resolveWebAddress } from '../core/feedUrl';
import { singleLine } from '../core/plainText';

export interface PageFacts {
  readonly title: string | null;
  readonly author: string | null;
  /** As the page wrote it. */
  readonly published: string | null;
  readonly language: string | null;
  /** `rtl` or `ltr`, or null when the page does not say. */
  readonly direction: string | null;
  /** Absolute address of the picture that stands for the page. */
  readonly image: string | null;
  /** Where relative addresses start. */
  readonly base: string;
  readonly elements: number;
  /** Of the element that lies deepest. */
  readonly depth: number;
  /** Where the content begins and ends in the HTML, in characters. */
  readonly bodyFrom: number;
  readonly bodyTo: number;
}

/** By name or property of a `<meta>`, the most trusted first. */
const TITLES = ['og:title', 'twitter:title', 'dc.title', 'citation_title'];
const AUTHORS = ['author', 'article:author', 'dc.creator', 'dc:creator', 'parsely-author', 'citation_author']; // prettier-ignore
const DATES = ['article:published_time', 'datepublished', 'date', 'dc.date.issued', 'dc.date', 'dcterms.created', 'parsely-pub-date', 'pubdate', 'citation_publication_date']; // prettier-ignore
const IMAGES = ['og:image:secure_url', 'og:image:url', 'og:image', 'twitter:image', 'twitter:image:src']; // prettier-ignore
const LANGUAGES = ['content-language', 'dc.language', 'og:locale'];
const WANTED = new Set([...TITLES, ...AUTHORS, ...DATES, ...IMAGES, ...LANGUAGES]);
/** What may stand before the content. */
const HEAD = new Set('html head title meta link base script style noscript template'.split(' '));
/** Characters; anything longer is no title and no name. */
const LONGEST = 2000;
const LONGEST_NAME = 200;

/** @param url where the page was found; relative addresses start there, or at its `<base>`. */
export function readPageFacts(html: string, url: string): PageFacts {
  const said = new Map<string, string>();
  const seen: Seen = {
    ...{ title: '', isInTitle: false, hasTitle: false, elements: 0, depth: 0, deepest: 0 },
    ...{ base: null, language: null, direction: null, published: null },
    ...{ author: '', authorDepth: null },
    ...{ firstContent: null, afterBodyTag: null, bodyTo: null },
  };
  const parser = new Parser({
    onopentag(name, attributes) {
      seen.elements += 1;
      seen.depth += 1;
      seen.deepest = Math.max(seen.deepest, seen.depth);
      if (name === 'meta') note(said, attributes);
      else look(seen, name, attributes, url);
      if (name === 'body') seen.afterBodyTag ??= parser.endIndex + 1;
      else if (!HEAD.has(name)) seen.firstContent ??= parser.startIndex;
    },
    ontext(text) {
      if (seen.isInTitle && seen.title.length < LONGEST) seen.title += text;
      if (seen.authorDepth !== null && seen.author.length < LONGEST) seen.author += text;
    },
    onclosetag(name, isImplied) {
      if (seen.depth === seen.authorDepth) seen.authorDepth = null;
      seen.depth -= 1;
      if (name === 'title' && seen.isInTitle) {
        seen.isInTitle = false;
        seen.hasTitle = true;
      }
      if (name === 'body' && !isImplied) seen.bodyTo = parser.startIndex;
    },
  });
  parser.end(html);
  return factsOf(seen, said, { url, end: html.length });
}

/** What has been read so far. */
interface Seen {
  title: string;
  isInTitle: boolean;
  hasTitle: boolean;
  elements: number;
  depth: number;
  deepest: number;
  base: string | null;
  language: string | null;
  direction: string | null;
  published: string | null;
  author: string;
  /** Of the element that names the author, while it is read. */
  authorDepth: number | null;
  firstContent: number | null;
  afterBodyTag: number | null;
  bodyTo: number | null;
}

type TagAttributes = Readonly<Partial<Record<string, string>>>;

/** Of each kind the first counts. */
function look(seen: Seen, name: string, attributes: TagAttributes, url: string): void {
  const { itemprop = '' } = attributes;
  if (/\bdatePublished\b/.test(itemprop) || (name === 'time' && 'pubdate' in attributes)) {
    // Blogger writes it as the title of an abbreviation.
    seen.published ??= attributes.datetime ?? attributes.title ?? null;
  }
  if (/(?:^|\s)author(?:\s|$)/.test(itemprop) && seen.author.trim() === '') {
    seen.authorDepth ??= seen.depth;
  }
  switch (name) {
    case 'html':
    case 'body':
      seen.language ??= attributes.lang ?? attributes['xml:lang'] ?? null;
      seen.direction ??= attributes.dir ?? null;
      return;
    case 'base':
      seen.base ??= resolveWebAddress(attributes.href ?? '', url);
      return;
    case 'title':
      seen.isInTitle = !seen.hasTitle;
      return;
  }
}

function factsOf(
  seen: Seen,
  said: ReadonlyMap<string, string>,
  { url, end }: { readonly url: string; readonly end: number },
): PageFacts {
  const meta = (names: readonly string[]): string | null =>
    names.map((name) => said.get(name)).find((value) => value !== undefined) ?? null;
  const base = seen.base ?? url;
  const author = meta(AUTHORS) ?? lineOrNull(seen.author);
  return {
    title: meta(TITLES) ?? lineOrNull(seen.title),
    // Facebook's property holds the address of a profile; and a name is no paragraph.
    author: author === null || URL.canParse(author) || author.length > LONGEST_NAME ? null : author,
    published: meta(DATES) ?? seen.published,
    language: languageTag(seen.language ?? meta(LANGUAGES)),
    direction: /^(?:rtl|ltr)$/i.exec(seen.direction ?? '')?.[0].toLowerCase() ?? null,
    image: resolveWebAddress(meta(IMAGES) ?? '', base),
    base,
    elements: seen.elements,
    depth: seen.deepest,
    bodyFrom: seen.afterBodyTag ?? seen.firstContent ?? 0,
    bodyTo: seen.bodyTo ?? end,
  };
}

/** Of several that say the same the first counts. */
function note(said: Map<string, string>, attributes: TagAttributes): void {
  const { name, property, itemprop, content } = attributes;
  const http = attributes['http-equiv'];
  const value = lineOrNull(content ?? '');
  if (value === null) return;
  for (const given of [name, property, itemprop, http]) {
    const key = given?.trim().toLowerCase();
    if (key !== undefined && WANTED.has(key) && !said.has(key)) said.set(key, value);
  }
}

function lineOrNull(text: string): string | null {
  const line = singleLine(text.slice(0, LONGEST));
  return line === '' ? null : line;
}

/** BCP 47, loosely; of a list the first. */
function languageTag(text: string | null): string | null {
  const tag = text?.split(',')[0]?.trim().replaceAll('_', '-') ?? '';
  return /^[a-z]{2,8}(?:-[a-z0-9]{1,8}){0,5}$/i.test(tag) ? tag : null;
}
