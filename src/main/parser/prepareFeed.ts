/**
 * A feed as it came, to a document that a strict XML parser cannot stumble over: RSS 2.0 in outline,
 * whatever it was, with the elements of `feedVocabulary.ts` under one name each and their text as
 * CDATA. Junk, document types, unclosed tags, stray ampersands, foreign prefixes and unescaped HTML
 * end here. One pass, linear; nothing is expanded.
 */
import { ReaderError } from '../../shared/errors';
import { captureText } from './captureText';
import { decodeReferences } from './characterReferences';
import { baseOf, isXhtml, keptAttributes, languageOf, NO_ATTRIBUTES } from './elementAttributes';
import { FeedOutline } from './feedOutline';
import { ENTRY, FEED, type Rule, type Vocabulary } from './feedVocabulary';
import { MarkupScanner, type Attributes, type Tag } from './markupScanner';
import { canonicalName, OUTERMOST_SCOPE, withDeclarations, type Scope } from './namespaces';
import { OpenElements, type OpenElement } from './openElements';
import { skipElement } from './skipElement';

export type FeedFormat = 'rss' | 'rdf' | 'atom';

export interface PreparedFeed {
  readonly xml: string;
  readonly format: FeedFormat;
  /** `xml:lang` of the root or channel. */
  readonly language: string | null;
  /** The root element was closed. */
  readonly isComplete: boolean;
  /** The text ended before the tag that closes the root began: something is missing. */
  readonly lacksEnd: boolean;
}

/** A tag with everything that its attributes and what is around it make of it. */
interface Opening {
  readonly tag: Tag;
  readonly attributes: Attributes;
  readonly scope: Scope;
  readonly base: string | null;
}

const ROOTS: ReadonlyMap<string, FeedFormat> = new Map([
  ['rss', 'rss'],
  ['rdf:rdf', 'rdf'],
  ['rdf', 'rdf'],
  ['feed', 'atom'],
  ['channel', 'rss'],
]);
const ENTRIES = new Set(['item', 'entry']);

/** XML 1.0 allows none of these characters. */
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

/**
 * @param documentBase where the document's own relative addresses start, or null.
 * @throws ReaderError `not-a-feed` when there is no root of a feed, `incomplete` when the text ends before
 *   one could begin, `too-large` when the document is made to hurt.
 */
export function prepareFeed(text: string, documentBase: string | null): PreparedFeed {
  return new Preparation(text.replace(FORBIDDEN, ''), documentBase).run();
}

class Preparation {
  readonly #scanner: MarkupScanner;
  readonly #text: string;
  readonly #documentBase: string | null;
  readonly #outline = new FeedOutline();
  readonly #open = new OpenElements(this.#outline);
  #format: FeedFormat | null = null;
  #language: string | null = null;
  #isComplete = false;
  #lacksEnd = true;
  #hasOtherElements = false;

  constructor(text: string, documentBase: string | null) {
    this.#scanner = new MarkupScanner(text);
    this.#text = text;
    this.#documentBase = documentBase;
  }

  run(): PreparedFeed {
    const text = this.#text;
    let at = 0;
    while (at < text.length && !this.#isComplete) {
      const mark = text.indexOf('<', at);
      if (mark < 0) break;
      if (mark > at && this.#open.isInGroup) {
        this.#outline.addText(decodeReferences(text.slice(at, mark)));
      }
      at = this.#readMark(mark);
    }
    if (this.#format === null) throw this.#withoutRoot();
    this.#open.endCut();
    const xml = this.#outline.document();
    const isComplete = this.#isComplete;
    const lacksEnd = this.#lacksEnd && !isComplete;
    return { xml, format: this.#format, language: this.#language, isComplete, lacksEnd };
  }

  /** A prolog and the beginning of a tag are what is left of any document that was cut early. */
  #withoutRoot(): ReaderError {
    const isCut = !this.#hasOtherElements && this.#text.trimStart().startsWith('<');
    return isCut
      ? new ReaderError('incomplete', 'The document ends before its root element begins.')
      : new ReaderError('not-a-feed', 'There is no feed in it.');
  }

  /** Whether the text ends inside the tag. */
  #isCut(tag: Tag): boolean {
    return tag.end === this.#text.length && !this.#text.endsWith('>');
  }

  #readMark(mark: number): number {
    const next = this.#text[mark + 1];
    if (next === '!' || next === '?') {
      const { end, cdata } = this.#scanner.declarationAt(mark);
      if (cdata !== null && this.#open.isInGroup) this.#outline.addText(this.#text.slice(...cdata));
      return end < 0 ? mark + 2 : end;
    }
    const isClosing = next === '/';
    const tag = this.#scanner.tagAt(mark, mark + (isClosing ? 2 : 1));
    if (tag === null) return mark + 1;
    if (!isClosing) return this.#openTag(tag);
    this.#closeTag(tag);
    return tag.end;
  }

  /** A tag that the end of the text cut in two ends nothing: what sent it broke off. */
  #closeTag(tag: Tag): void {
    const index = this.#open.indexOf(tag.name.toLowerCase());
    if (this.#isCut(tag)) {
      if (index === 0) this.#lacksEnd = false;
    } else if (index === 0) {
      this.#closeRoot();
    } else if (index > 0) {
      this.#open.closeFrom(index);
    }
  }

  #closeRoot(): void {
    this.#open.closeFrom(0);
    this.#isComplete = true;
  }

  #openTag(tag: Tag): number {
    const parent = this.#open.innermost;
    const hasAttributes = tag.attributesEnd > tag.nameEnd;
    const attributes = hasAttributes ? this.#scanner.attributesOf(tag) : NO_ATTRIBUTES;
    const outer = parent?.scope ?? OUTERMOST_SCOPE;
    const scope = hasAttributes ? withDeclarations(outer, attributes, parent === undefined) : outer;
    const base = baseOf(attributes, parent?.base ?? null, this.#documentBase);
    const opening = { tag, attributes, scope, base };
    const name = canonicalName(tag.name, scope);
    if (parent === undefined) return this.#openRoot(opening, name);
    if (ENTRIES.has(name)) return this.#openEntry(opening);
    if (name === 'channel' && parent.kind === 'root') return this.#openChannel(opening);
    const rule = parent.vocabulary.get(name);
    if (rule !== undefined) return this.#read(opening, rule, parent);
    return skipElement(this.#scanner, tag, (closed) => this.#open.indexOf(closed) >= 0);
  }

  /** Before the root anything may stand, and is passed by. */
  #openRoot(opening: Opening, name: string): number {
    const format = ROOTS.get(name);
    if (format === undefined) {
      this.#hasOtherElements ||= !this.#isCut(opening.tag);
      return opening.tag.end;
    }
    this.#format = format;
    this.#language = languageOf(opening.attributes);
    this.#push('root', opening, FEED, '');
    if (opening.tag.isSelfClosing) this.#closeRoot();
    return opening.tag.end;
  }

  #openChannel(opening: Opening): number {
    this.#language ??= languageOf(opening.attributes);
    if (!opening.tag.isSelfClosing) this.#push('channel', opening, FEED, '');
    return opening.tag.end;
  }

  #openEntry(opening: Opening): number {
    this.#open.closeEntry();
    this.#outline.openEntry(keptAttributes(opening.attributes, opening.scope, opening.base));
    this.#push('entry', opening, ENTRY, '');
    if (opening.tag.isSelfClosing) this.#open.closeInnermost();
    return opening.tag.end;
  }

  #push(kind: OpenElement['kind'], opening: Opening, vocabulary: Vocabulary, as: string): void {
    const { tag, scope, base } = opening;
    this.#open.open({ written: tag.name.toLowerCase(), kind, scope, base, vocabulary, as });
  }

  #read(opening: Opening, rule: Rule, parent: OpenElement): number {
    const { tag, attributes, scope, base } = opening;
    const kept = keptAttributes(attributes, scope, base);
    if (tag.isSelfClosing) {
      this.#outline.addElement(rule.as, kept, '');
      return tag.end;
    }
    if (rule.kind === 'group') {
      this.#outline.openGroup(rule.as, kept);
      this.#push('group', opening, rule.inside, rule.as);
      return tag.end;
    }
    const isXhtmlText = isXhtml(attributes);
    const captured = captureText(this.#scanner, tag, {
      scope,
      isXhtml: isXhtmlText || this.#format === 'atom',
      isMarkup: isXhtmlText,
      isEnd: (name, isClosing) => this.#endsText(rule, parent, name, isClosing),
    });
    const markup = captured.isMarkup ? ' markup="1"' : '';
    this.#outline.addElement(rule.as, kept + markup, captured.text);
    return captured.isCut ? this.#text.length : captured.end;
  }

  /** Whether an element that was never closed ends at this tag. */
  #endsText(rule: Rule, parent: OpenElement, written: string, isClosing: boolean): boolean {
    if (isClosing) return this.#open.indexOf(written.toLowerCase()) >= 0;
    if (rule.kind !== 'line') return false;
    const name = canonicalName(written, parent.scope);
    return parent.vocabulary.has(name) || ENTRIES.has(name);
  }
}
