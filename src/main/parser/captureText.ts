/** What stands inside one element: text, CDATA, and perhaps markup that nobody escaped. */
import { decodeReferences, escapeText } from './characterReferences';
import type { MarkupScanner, Tag } from './markupScanner';
import type { Scope } from './namespaces';

export interface Captured {
  readonly text: string;
  /** The text is markup as it stands; otherwise it is what the publisher escaped. */
  readonly isMarkup: boolean;
  /** Where the reading goes on. */
  readonly end: number;
  /** The text of the document ended inside the element. */
  readonly isCut: boolean;
}

export interface Surroundings {
  readonly scope: Scope;
  /** Markup in the text is XHTML, so that CDATA and references in it are text and not HTML. */
  readonly isXhtml: boolean;
  /** The text is said to be markup, even if there is no tag in it. */
  readonly isMarkup: boolean;
  /** Whether a tag that is no part of the element ends it: that of something around it. */
  readonly isEnd: (name: string, isClosing: boolean) => boolean;
}

/** Elements that HTML never closes; any other that XML closes in itself must be closed for HTML. */
const VOID = new Set(
  'area base br col embed hr img input link meta param source track wbr'.split(' '),
);

/** Pieces of the element in order, as positions in the document. */
interface Piece {
  readonly kind: 'text' | 'cdata' | 'open' | 'close';
  readonly from: number;
  readonly to: number;
  readonly tag?: Tag;
}

/** @param opening the tag that begins the element; it does not close itself. */
export function captureText(scanner: MarkupScanner, opening: Tag, around: Surroundings): Captured {
  const { text } = scanner;
  const pieces: Piece[] = [];
  let hasMarkup = false;
  let depth = 0;
  let at = opening.end;
  let isCut = true;
  while (at < text.length) {
    const mark = text.indexOf('<', at);
    const textEnd = mark < 0 ? text.length : mark;
    if (textEnd > at) pieces.push({ kind: 'text', from: at, to: textEnd });
    if (mark < 0) break;
    const next = text[mark + 1];
    if (next === '!' || next === '?') {
      const { end, cdata } = scanner.declarationAt(mark);
      if (cdata !== null) pieces.push({ kind: 'cdata', from: cdata[0], to: cdata[1] });
      if (end < 0) pieces.push({ kind: 'text', from: mark, to: mark + 2 });
      at = end < 0 ? mark + 2 : end;
      if (end === text.length && !text.endsWith('>')) at = text.length;
      continue;
    }
    const isClosing = next === '/';
    const tag = scanner.tagAt(mark, mark + (isClosing ? 2 : 1));
    if (tag === null) {
      pieces.push({ kind: 'text', from: mark, to: mark + 1 });
      at = mark + 1;
      continue;
    }
    const isSame = tag.name.length === opening.name.length && sameName(tag.name, opening.name);
    if (isClosing && isSame && depth === 0) {
      // A tag whose end is missing is cut, unless something follows it.
      isCut = text[tag.end - 1] !== '>' && tag.end === text.length;
      at = tag.end;
      break;
    }
    if (around.isEnd(tag.name, isClosing)) {
      isCut = false;
      at = mark;
      break;
    }
    if (isSame) depth += isClosing ? -1 : tag.isSelfClosing ? 0 : 1;
    hasMarkup = true;
    pieces.push({ kind: isClosing ? 'close' : 'open', from: mark, to: tag.end, tag });
    at = tag.end;
  }
  const isMarkup = hasMarkup || around.isMarkup;
  return {
    text: isMarkup ? markupOf(scanner, pieces, around) : plainOf(scanner, pieces),
    isMarkup,
    end: at,
    isCut,
  };
}

const sameName = (one: string, other: string): boolean =>
  one === other || one.toLowerCase() === other.toLowerCase();

function plainOf({ text }: MarkupScanner, pieces: readonly Piece[]): string {
  const read = ({ kind, from, to }: Piece): string =>
    kind === 'cdata' ? text.slice(from, to) : decodeReferences(text.slice(from, to));
  const [only] = pieces;
  if (pieces.length === 1 && only !== undefined) return read(only);
  return pieces.map(read).join('');
}

function markupOf(
  scanner: MarkupScanner,
  pieces: readonly Piece[],
  { scope, isXhtml }: Surroundings,
): string {
  const { text } = scanner;
  const bound = boundPrefixes(scanner, pieces, scope);
  const parts = pieces.map(({ kind, from, to, tag }) => {
    const written = text.slice(from, to);
    if (kind === 'text') return textIn(written, isXhtml);
    // XHTML's CDATA is text; elsewhere it is the HTML that the publisher meant to hide from XML.
    if (kind === 'cdata') return isXhtml ? escapeText(written) : written;
    if (tag === undefined) return '';
    const local = withoutPrefix(tag.name, bound);
    if (kind === 'close') return `</${local}>`;
    const attributes = text.slice(tag.nameEnd, tag.attributesEnd).trimEnd();
    const rest = tag.isSelfClosing && !VOID.has(local.toLowerCase()) ? `></${local}>` : '>';
    return `<${local}${attributes}${rest}`;
  });
  return withoutWrapper(parts.join('').trim());
}

/** RSS knows escaped HTML only, so what is escaped between tags is HTML as well. */
function textIn(written: string, isXhtml: boolean): string {
  if (written.startsWith('<')) return `&lt;${written.slice(1)}`;
  return isXhtml ? written : decodeReferences(written);
}

/** Prefixes that stand for HTML, SVG or MathML, here or in what is around. */
function boundPrefixes(
  scanner: MarkupScanner,
  pieces: readonly Piece[],
  scope: Scope,
): ReadonlySet<string> {
  const bound = new Set<string>();
  for (const [prefix, canonical] of scope) {
    if (prefix !== '' && /^(?:xhtml|svg|math)$/.test(canonical)) bound.add(prefix);
  }
  for (const { kind, from, to, tag } of pieces) {
    if (kind !== 'open' || tag === undefined) continue;
    if (!scanner.text.slice(from, to).includes('xmlns:')) continue;
    for (const [name, address] of scanner.attributesOf(tag)) {
      if (/xhtml|svg|mathml/i.test(address)) bound.add(/^xmlns:(.+)/i.exec(name)?.[1] ?? '');
    }
  }
  return bound;
}

function withoutPrefix(name: string, bound: ReadonlySet<string>): string {
  const colon = name.indexOf(':');
  return colon > 0 && bound.has(name.slice(0, colon).toLowerCase()) ? name.slice(colon + 1) : name;
}

const WRAPPER = /^<div(?:\s+xmlns(?::\w+)?\s*=\s*(?:"[^"]*"|'[^']*'))*\s*>/i;

/** The one `div` around an XHTML construct is no part of it (RFC 4287, section 3.1.1.3). */
function withoutWrapper(markup: string): string {
  const opening = WRAPPER.exec(markup)?.[0];
  if (opening === undefined || !/<\/div>$/i.test(markup.slice(-6))) return markup;
  const inner = markup.slice(opening.length, -6);
  return isBalanced(inner) ? inner.trim() : markup;
}

/** Whether no `div` of the inside is closed by the last tag, which belongs to the outermost one. */
function isBalanced(inner: string): boolean {
  let open = 0;
  for (const [tag] of inner.matchAll(/<\/?div(?=[\s>])/gi)) {
    open += tag.startsWith('</') ? -1 : 1;
    if (open < 0) return false;
  }
  return open === 0;
}
