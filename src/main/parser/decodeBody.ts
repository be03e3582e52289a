/**
 * Bytes to text. A byte order mark decides, or the zero bytes of a wide encoding; then the HTTP
 * charset, if the bytes agree with it; then the XML declaration, likewise; then UTF-8; then
 * windows-1252. Bytes that are valid UTF-8 beyond ASCII win over a declared charset, because such
 * text does not arise by accident (RFC 7303, section 3, puts the byte order mark first).
 */
import iconv from 'iconv-lite';

const BEGINNINGS: readonly { readonly bytes: readonly number[]; readonly label: string }[] = [
  { bytes: [0xef, 0xbb, 0xbf], label: 'utf-8' },
  { bytes: [0xff, 0xfe, 0x00, 0x00], label: 'utf-32le' },
  { bytes: [0x00, 0x00, 0xfe, 0xff], label: 'utf-32be' },
  { bytes: [0xff, 0xfe], label: 'utf-16le' },
  { bytes: [0xfe, 0xff], label: 'utf-16be' },
];
/** An XML declaration must come first and is short; everything before its end is ASCII. */
const DECLARATION_BYTES = 1024;
const DECLARATION = /<\?xml[^>]*?encoding\s*=\s*["']\s*([\w.:+-]+)/i;
/** Written in ASCII's bytes with escapes, so that they are valid UTF-8 and mean something else. */
const ESCAPED_CHARSET = /^(?:iso-2022|hz-gb)/i;
/** UTF-7 hides markup from whoever looks at bytes; the WHATWG refuses it, and so does this reader. */
const REFUSED_CHARSET = /^(?:x-)?(?:unicode-1-1-)?(?:utf-?7|csunicode11utf7)/i;
/** Charsets whose characters take several bytes each. */
const EAST_ASIAN =
  /^(?:gb|big5|euc|ks_?c|shift|sjis|x-sjis|ms_kanji|cp9[345]|windows-949|johab|hz)/i;
/** From so many characters on, it is no chance that the bytes of another charset are valid UTF-8. */
const SURELY_UTF8 = 8;

/**
 * Never throws: bytes that fit no charset become U+FFFD.
 *
 * @param contentType the `Content-Type` header, or null.
 */
export function decodeBody(bytes: Uint8Array, contentType: string | null): string {
  const wide = wideCharset(bytes);
  if (wide !== null) return decode(bytes, wide, false) ?? '';
  const labels = [charsetOf(contentType), declaredEncoding(bytes)].filter(
    (label): label is string => label !== null && !REFUSED_CHARSET.test(label),
  );
  const escaped = labels.find((label) => ESCAPED_CHARSET.test(label));
  const asEscaped = escaped === undefined ? null : decode(bytes, escaped, true);
  if (asEscaped !== null) return asEscaped;

  const asUtf8 = decode(bytes, 'utf-8', true);
  if (asUtf8 !== null && isUtf8(asUtf8, bytes, labels)) return asUtf8;
  for (const label of labels) {
    const text = isUnicode(label) ? null : decode(bytes, label, true);
    if (text !== null) return text;
  }
  return asUtf8 ?? decodeBroken(bytes, labels);
}

/** A byte order mark, or the zero bytes around the first characters of markup. */
function wideCharset(bytes: Uint8Array): string | null {
  const marked = BEGINNINGS.find(({ bytes: beginning }) =>
    beginning.every((byte, index) => bytes[index] === byte),
  );
  if (marked !== undefined) return marked.label;
  const [first, second, third, fourth] = bytes;
  if (bytes.length < 4) return null;
  if (first === 0 && second === 0 && third === 0 && fourth !== 0) return 'utf-32be';
  if (first !== 0 && second === 0 && third === 0 && fourth === 0) return 'utf-32le';
  if (first === 0 && second !== 0 && third === 0) return 'utf-16be';
  if (first !== 0 && second === 0 && fourth === 0) return 'utf-16le';
  return null;
}

function isUtf8(text: string, bytes: Uint8Array, labels: readonly string[]): boolean {
  const beyondAscii = bytes.length - text.length;
  // Pure ASCII reads the same in every charset that is left.
  if (beyondAscii === 0) return true;
  const label = labels.find((candidate) => !isUnicode(candidate));
  if (label === undefined || !EAST_ASIAN.test(label)) return true;
  // Two or three such characters may be valid UTF-8 by chance.
  return beyondAscii >= SURELY_UTF8 || decode(bytes, label, true) === null;
}

const isUnicode = (label: string): boolean => /^(?:x-)?(?:utf|ucs|unicode)/i.test(label);

/** Bytes that are valid in no charset that anybody named. */
function decodeBroken(bytes: Uint8Array, labels: readonly string[]): string {
  const declared = labels.find((label) => !isUnicode(label) && isKnown(label));
  if (declared !== undefined) return decode(bytes, declared, false) ?? '';
  const text = decode(bytes, 'utf-8', false) ?? '';
  // One bad byte among good ones is a bad byte; without good ones it is another charset.
  const bad = countOf(text, '\ufffd');
  const good = bytes.length - text.length;
  return good > bad ? text : (decode(bytes, 'windows-1252', false) ?? text);
}

function countOf(text: string, character: string): number {
  let count = 0;
  for (let at = text.indexOf(character); at >= 0; at = text.indexOf(character, at + 1)) count += 1;
  return count;
}

function charsetOf(contentType: string | null): string | null {
  return /charset\s*=\s*["']?\s*([\w.:+-]+)/i.exec(contentType ?? '')?.[1] ?? null;
}

function declaredEncoding(bytes: Uint8Array): string | null {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, DECLARATION_BYTES));
  return DECLARATION.exec(head)?.[1] ?? null;
}

const isKnown = (label: string): boolean => standardDecoder(label) !== null || isExtra(label);

function standardDecoder(label: string, fatal = false): InstanceType<typeof TextDecoder> | null {
  try {
    return new TextDecoder(label, { fatal });
  } catch {
    return null;
  }
}

/** What iconv-lite knows and the WHATWG does not: the code pages of DOS, the Macintosh, HP and KOI. */
function isExtra(label: string): boolean {
  return !REFUSED_CHARSET.test(label) && iconv.encodingExists(label);
}

/** @returns null for an unknown label, or (when `fatal`) for bytes that are not in this charset. */
function decode(bytes: Uint8Array, label: string, fatal: boolean): string | null {
  const standard = standardDecoder(label, fatal);
  try {
    if (standard !== null) return standard.decode(bytes);
    if (!isExtra(label)) return null;
    const text = iconv.decode(bytes, label);
    return fatal && text.includes('\ufffd') ? null : text;
  } catch {
    return null;
  }
}
