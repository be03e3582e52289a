/** A tolerant reading of XML's marks, in time linear to the text whatever the text is. */
import { refuseEntityBombs } from './entityDeclarations';
import { hostile, TextSearch } from './textSearch';

export interface Tag {
  /** As it is written, prefix included. */
  readonly name: string;
  /** Where the attributes begin. */
  readonly nameEnd: number;
  /** Where they end: before the `>` or `/>`. */
  readonly attributesEnd: number;
  /** After the `>`. */
  readonly end: number;
  readonly isSelfClosing: boolean;
}

export type Attributes = Map<string, string>;

/** More attributes than any format has; a document with more is made to hurt. */
const MOST_ATTRIBUTES = 1000;
/** Markup declarations inside the document that never end. Real feeds have none at all. */
const MOST_BROKEN_DECLARATIONS = 1000;

const QUOTE = 0x22;
const APOSTROPHE = 0x27;
const LESS_THAN = 0x3c;
const EQUALS = 0x3d;
const GREATER_THAN = 0x3e;
const SLASH = 0x2f;

export class MarkupScanner {
  readonly text: string;
  readonly #search: TextSearch;
  #brokenDeclarations = 0;

  constructor(text: string) {
    this.text = text;
    this.#search = new TextSearch(text);
  }

  /** Like `indexOf`; see `TextSearch`. */
  find(what: string, from: number): number {
    return this.#search.find(what, from);
  }

  /**
   * What begins with `<!` or `<?`.
   * @returns where it ends, and the bounds of its text if it is CDATA; `end` is -1 where it is not
   *   markup but two characters of text, and the length of the text where the text ends first.
   */
  declarationAt(at: number): { end: number; cdata: readonly [number, number] | null } {
    const { text } = this;
    if (text.startsWith('<![CDATA[', at)) {
      const close = this.find(']]>', at + 9);
      const end = close < 0 ? text.length : close;
      return { end: close < 0 ? end : close + 3, cdata: [at + 9, end] };
    }
    if (text.startsWith('<!--', at)) return { end: this.#after('-->', at + 4), cdata: null };
    if (text[at + 1] === '?') return { end: this.#after('>', at + 2), cdata: null };
    if (/^<!(?:doctype|element|attlist|entity|notation)\b/i.test(text.slice(at, at + 12))) {
      return { end: this.#afterDoctype(at), cdata: null };
    }
    this.#brokenDeclarations += 1;
    if (this.#brokenDeclarations > MOST_BROKEN_DECLARATIONS) {
      throw hostile('has too many declarations without an end');
    }
    return { end: -1, cdata: null };
  }

  #after(what: string, from: number): number {
    const at = this.find(what, from);
    return at < 0 ? this.text.length : at + what.length;
  }

  /** An internal subset stands in brackets and may hold `>` itself. */
  #afterDoctype(at: number): number {
    const close = this.find('>', at);
    const bracket = this.find('[', at);
    if (bracket < 0 || (close >= 0 && close < bracket)) return this.#after('>', at);
    const end = this.find(']', bracket);
    if (end < 0) return this.#after('>', at);
    refuseEntityBombs(this.text.slice(bracket + 1, end));
    return this.#after('>', end);
  }

  /**
   * The tag that begins at a `<`. A `<` ends it, since none may stand in a tag; a quote without an
   * end does not take the rest of the document with it.
   * @returns null where the text is no tag.
   */
  tagAt(at: number, nameFrom = at + 1): Tag | null {
    const { text } = this;
    const nameEnd = this.#nameEnd(nameFrom);
    if (nameEnd === nameFrom) return null;
    let quote = 0;
    let firstClose = -1;
    let close = -1;
    let index = nameEnd;
    for (; index < text.length; index += 1) {
      const code = text.charCodeAt(index);
      if (code === LESS_THAN) break;
      if (code === GREATER_THAN) {
        if (firstClose < 0) firstClose = index;
        if (quote === 0) {
          close = index;
          break;
        }
      } else if (quote !== 0) {
        if (code === quote) quote = 0;
      } else if (code === QUOTE || code === APOSTROPHE) {
        quote = code;
      }
    }
    if (close < 0) close = firstClose;
    const name = text.slice(nameFrom, nameEnd);
    if (close < 0) {
      return { name, nameEnd, attributesEnd: index, end: index, isSelfClosing: false };
    }
    const isSelfClosing = close > nameEnd && text.charCodeAt(close - 1) === SLASH;
    const attributesEnd = isSelfClosing ? close - 1 : close;
    return { name, nameEnd, attributesEnd, end: close + 1, isSelfClosing };
  }

  /** Name and value of each attribute of a tag, values as they are written. */
  attributesOf(tag: Tag): Attributes {
    const { text } = this;
    const attributes: Attributes = new Map();
    let at = tag.nameEnd;
    while (at < tag.attributesEnd) {
      const nameFrom = this.#skipBlank(at, tag.attributesEnd);
      let nameEnd = nameFrom;
      while (nameEnd < tag.attributesEnd && !endsAttributeName(text.charCodeAt(nameEnd))) {
        nameEnd += 1;
      }
      const equals = this.#skipBlank(nameEnd, tag.attributesEnd);
      let value = '';
      if (equals < tag.attributesEnd && text.charCodeAt(equals) === EQUALS) {
        const from = this.#skipBlank(equals + 1, tag.attributesEnd);
        const [valueFrom, valueEnd, next] = this.#valueAt(from, tag.attributesEnd);
        value = text.slice(valueFrom, valueEnd);
        at = next;
      } else {
        at = Math.max(nameEnd, nameFrom + 1);
      }
      const name = text.slice(nameFrom, nameEnd);
      if (name !== '' && !attributes.has(name)) attributes.set(name, value);
      if (attributes.size > MOST_ATTRIBUTES) throw hostile('has an element of too many attributes');
    }
    return attributes;
  }

  #valueAt(from: number, limit: number): [number, number, number] {
    const quote = this.text[from];
    if (quote === '"' || quote === "'") {
      const close = this.find(quote, from + 1);
      const end = close < 0 || close > limit ? limit : close;
      return [from + 1, end, end + 1];
    }
    let end = from;
    while (end < limit && !isBlank(this.text.charCodeAt(end))) end += 1;
    return [from, end, Math.max(end, from + 1)];
  }

  #skipBlank(from: number, limit: number): number {
    let at = from;
    while (at < limit && isBlank(this.text.charCodeAt(at))) at += 1;
    return at;
  }

  #nameEnd(from: number): number {
    if (!isNameStart(this.text.charCodeAt(from))) return from;
    let at = from + 1;
    while (at < this.text.length && isNamePart(this.text.charCodeAt(at))) at += 1;
    return at;
  }
}

const isBlank = (code: number): boolean => code <= 0x20;

function endsAttributeName(code: number): boolean {
  return isBlank(code) || code === EQUALS || code === SLASH;
}

function isNameStart(code: number): boolean {
  return (
    (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a) || code === 0x5f || code > 0x7f
  );
}

function isNamePart(code: number): boolean {
  return (
    isNameStart(code) || (code >= 0x30 && code <= 0x3a) || code === 0x2d || code === 0x2e // digits and : - .
  );
}
