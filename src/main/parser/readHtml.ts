/** The HTML of an article as it is stored: its addresses absolute, its text and its pictures known. */
import { DROPPED_WITH_CONTENT, isTrackingPixel, SAMPLE_SCHEME } from '../../shared/articleMarkup';
import { MAX_ADDRESS_LENGTH } from '../../shared/model';
import { absoluteAddress, absoluteList, hrefOf } from './absoluteAddress';
import { decodeReferences, escapeAttribute } from './characterReferences';
import { namedControls } from './mojibake';
import { htmlCommentEnd, htmlTagAt, type HtmlTag } from './htmlTags';
import { LATE_ADDRESSES, LATE_SETS, PictureChoice, type Attribute } from './pictureChoice';
import { TextSearch } from './textSearch';

export interface ReadHtml {
  /** As the publisher wrote it, but for the addresses. */
  readonly source: string;
  /** What people read of it, on one line; never markup. */
  readonly text: string;
  /** Absolute http(s) addresses of its pictures, each once, in order. */
  readonly imageSources: readonly string[];
}

const words = (list: string): ReadonlySet<string> => new Set(list.trim().split(/\s+/));

const LISTS: ReadonlySet<string> = new Set(['srcset', ...LATE_SETS]);
const ADDRESSES: ReadonlySet<string> = new Set([
  ...words(`
    href src poster cite background longdesc lowsrc dynsrc action formaction data codebase
    xlink:href
  `),
  ...LATE_ADDRESSES,
  ...LISTS,
]);
/** Elements after and before which a reader sees a gap. */
const BLOCKS = words(`
  address article aside blockquote br caption center dd details div dl dt fieldset figcaption
  figure footer h1 h2 h3 h4 h5 h6 header hr img legend li main nav ol p pre section summary table
  tbody td tfoot th thead tr ul
`);
/** Elements whose content is not markup (HTML, section 13.1.2), and whose text nobody reads. */
const RAW_TEXT = words(
  'script style textarea title xmp iframe noembed noframes noscript plaintext',
);
const DROPPED: ReadonlySet<string> = new Set(DROPPED_WITH_CONTENT);
const VOID = words('area base br col embed frame hr img input link meta param source track wbr');

/** Bases inside bases, each as long as the one before and a little longer. */
const MOST_BASES = 20;

/** HTML whose addresses are absolute; unchanged where there is no base to start from. */
export function absoluteHtml(html: string, base: string | null): string {
  return new HtmlReader(html, base).read().source;
}

/** @param base where the article's relative addresses start; null leaves them as they are. */
export function readHtml(html: string, base: string | null): ReadHtml {
  return new HtmlReader(html, base).read();
}

/** The text of HTML: titles, names and whatever else is one line. */
export function textOfHtml(html: string): string {
  if (!html.includes('<')) return singleLine(decodeReferences(html));
  return new HtmlReader(html, null).read().text;
}

const singleLine = (text: string): string =>
  namedControls(text)
    .replace(/[\u0000-\u0008\u000e-\u001f\u007f-\u009f\ufffe\uffff]/g, '')
    // Most gaps are one space already, and replacing each of them costs more than all the rest.
    .replace(/\s{2,}|[^\S ]/g, ' ')
    .trim();

class HtmlReader {
  readonly #html: string;
  readonly #base: string | null;
  readonly #search: TextSearch;
  /** Bases that elements inside declare with `xml:base`, and how deep in each its name is nested. */
  readonly #bases: { readonly name: string; readonly base: string; depth: number }[] = [];
  readonly #hasBases: boolean;
  readonly #text: string[] = [];
  readonly #images = new Set<string>();
  readonly #choice = new PictureChoice();
  /** Pieces of the new source, and up to where the old one is in them. */
  readonly #pieces: string[] = [];
  #copied = 0;
  /** The element whose content nobody reads, and how deep in it its name is nested. */
  #dropped: { readonly name: string; depth: number } | null = null;

  constructor(html: string, base: string | null) {
    this.#html = html;
    this.#base = base;
    this.#search = new TextSearch(html);
    this.#hasBases = html.includes('xml:base');
  }

  read(): ReadHtml {
    const html = this.#html;
    let at = 0;
    while (at < html.length) {
      const mark = html.indexOf('<', at);
      const textEnd = mark < 0 ? html.length : mark;
      if (textEnd > at && this.#dropped === null) this.#text.push(html.slice(at, textEnd));
      if (mark < 0) break;
      at = this.#readMark(mark);
    }
    const source = this.#copied === 0 ? html : this.#pieces.join('') + html.slice(this.#copied);
    const text = singleLine(decodeReferences(this.#text.join('')));
    return { source, text, imageSources: [...this.#images] };
  }

  #readMark(mark: number): number {
    const html = this.#html;
    const next = html[mark + 1];
    const comment = next === '!' || next === '?' ? htmlCommentEnd(html, mark, this.#search) : -1;
    if (comment >= 0) return comment;
    const tag = htmlTagAt(html, mark);
    if (tag === null) {
      if (this.#dropped === null) this.#text.push('&lt;');
      return mark + 1;
    }
    if (BLOCKS.has(tag.name) && this.#dropped === null) this.#text.push(' ');
    if ((tag.name === 'picture' || tag.name === 'source') && !tag.isClosing) {
      this.#choice.note(tag.name, this.#attributeOf(tag));
    }
    if (tag.attributes.length > 0 && !tag.isClosing) this.#readAttributes(tag);
    if (this.#bases.length > 0) this.#followBases(tag);
    this.#followDropped(tag);
    if (RAW_TEXT.has(tag.name) && !tag.isClosing) return this.#endOfRawText(tag);
    return tag.end;
  }

  #readAttributes(tag: HtmlTag): void {
    const html = this.#html;
    if (this.#hasBases) this.#declareBase(tag);
    const base = this.#bases.at(-1)?.base ?? this.#base;
    for (const { name, from, to } of tag.attributes) {
      if (!ADDRESSES.has(name) || base === null) continue;
      // Nearly every address is absolute already and stays untouched.
      const isList = LISTS.has(name);
      if (!isList && html.startsWith('http', from) && isAbsolute(html, from)) continue;
      const written = html.slice(from, to);
      const value = decodeReferences(written);
      const absolute = isList ? absoluteList(value, base) : absoluteAddress(value, base);
      if (absolute !== value) this.#replace(from, to, absolute);
    }
    if (tag.name === 'img' && this.#dropped === null) this.#notePicture(tag, base);
  }

  #attributeOf(tag: HtmlTag): Attribute {
    return (name) => {
      const found = tag.attributes.find((attribute) => attribute.name === name);
      return found === undefined ? null : decodeReferences(this.#html.slice(found.from, found.to));
    };
  }

  #notePicture(tag: HtmlTag, base: string | null): void {
    const value = this.#attributeOf(tag);
    const source = this.#choice.ofImage(value);
    if (source === null || source.startsWith('#')) return;
    if (isTrackingPixel(value('width'), value('height'))) return;
    const href = hrefOf(source, base ?? undefined);
    if (href !== null && isPicture(href, base)) this.#images.add(href);
  }

  #replace(from: number, to: number, value: string): void {
    const html = this.#html;
    const quote = html[from - 1];
    const isQuoted = (quote === '"' || quote === "'") && html[to] === quote;
    const escaped = escapeAttribute(value).replace(/'/g, '&#39;');
    this.#pieces.push(html.slice(this.#copied, from), isQuoted ? escaped : `"${escaped}"`);
    this.#copied = to;
  }

  #declareBase(tag: HtmlTag): void {
    const written = tag.attributes.find(({ name }) => name === 'xml:base');
    if (written === undefined || tag.isSelfClosing || VOID.has(tag.name)) return;
    const value = decodeReferences(this.#html.slice(written.from, written.to));
    const outer = this.#bases.at(-1)?.base ?? this.#base ?? undefined;
    if (this.#bases.length >= MOST_BASES || !URL.canParse(value, outer)) return;
    const base = new URL(value, outer).href;
    if (base.length <= MAX_ADDRESS_LENGTH) this.#bases.push({ name: tag.name, base, depth: 0 });
  }

  #followBases(tag: HtmlTag): void {
    const current = this.#bases.at(-1);
    if (current?.name !== tag.name || tag.isSelfClosing) return;
    current.depth += tag.isClosing ? -1 : 1;
    if (current.depth <= 0) this.#bases.pop();
  }

  #followDropped(tag: HtmlTag): void {
    if (this.#dropped === null) {
      const isOpening = !tag.isClosing && !tag.isSelfClosing && !VOID.has(tag.name);
      if (isOpening && DROPPED.has(tag.name)) this.#dropped = { name: tag.name, depth: 1 };
    } else if (this.#dropped.name === tag.name && !tag.isSelfClosing) {
      this.#dropped.depth += tag.isClosing ? -1 : 1;
      if (this.#dropped.depth === 0) this.#dropped = null;
    }
  }

  /** At the tag that closes it, or at the end of everything. */
  #endOfRawText(tag: HtmlTag): number {
    const html = this.#html;
    let at = html.indexOf('</', tag.end);
    while (at >= 0) {
      const end = at + 2 + tag.name.length;
      if (html.slice(at + 2, end).toLowerCase() === tag.name && !/[\w-]/.test(html[end] ?? '')) {
        return at;
      }
      at = html.indexOf('</', at + 2);
    }
    return html.length;
  }
}

/** On the web, or in the bundled collection for its own articles. */
function isPicture(href: string, base: string | null): boolean {
  if (isAbsolute(href, 0)) return true;
  const scheme = `${SAMPLE_SCHEME}:`;
  return href.startsWith(scheme) && base?.startsWith(scheme) === true;
}

function isAbsolute(html: string, from: number): boolean {
  return html.startsWith('https://', from) || html.startsWith('http://', from);
}
