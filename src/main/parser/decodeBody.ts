/**
 * Bytes to text. A byte order mark decides, or a first "<" in UTF-16; then the HTTP charset; then the XML declaration; then
 * UTF-8. Bytes that are valid UTF-8 beyond ASCII win over a declared single-byte charset, because
 * such text does not arise by accident (RFC 7303, section 3, puts the byte order mark first).
 */

const BEGINNINGS: readonly { readonly bytes: readonly number[]; readonly label: string }[] = [
  { bytes: [0xef, 0xbb, 0xbf], label: 'utf-8' },
  { bytes: [0xff, 0xfe], label: 'utf-16le' },
  { bytes: [0xfe, 0xff], label: 'utf-16be' },
  { bytes: [0x3c, 0x00], label: 'utf-16le' },
  { bytes: [0x00, 0x3c], label: 'utf-16be' },
];
/** An XML declaration must come first and is short; everything before its end is ASCII. */
const DECLARATION_BYTES = 1024;
const DECLARATION = /^\s*<\?xml[^>]*?encoding\s*=\s*["']([\w.:-]+)["']/;

/**
 * Never throws: bytes that fit no charset become U+FFFD.
 *
 * @param contentType the `Content-Type` header, or null.
 */
export function decodeBody(bytes: Uint8Array, contentType: string | null): string {
  const marked = BEGINNINGS.find(({ bytes: beginning }) =>
    beginning.every((byte, index) => bytes[index] === byte),
  );
  if (marked !== undefined) return decode(bytes, marked.label) ?? '';
  const label = charsetOf(contentType) ?? declaredEncoding(bytes);
  const asUtf8 = decode(bytes, 'utf-8', true);
  if (asUtf8 !== null && !looksEncodedInAscii(asUtf8, label ?? '')) return asUtf8;
  return decode(bytes, label ?? 'windows-1252') ?? decode(bytes, 'windows-1252') ?? '';
}

/** Pure ASCII decodes the same either way, except in charsets that are written in ASCII's bytes. */
function looksEncodedInAscii(text: string, label: string): boolean {
  // The zero bytes of UTF-16 are valid UTF-8; without any, the label is wrong.
  if (/^utf-?16/i.test(label)) return text.includes('\0');
  return /^(iso-2022|hz-gb)/i.test(label);
}

function charsetOf(contentType: string | null): string | null {
  return /charset\s*=\s*["']?([\w.:-]+)/i.exec(contentType ?? '')?.[1] ?? null;
}

function declaredEncoding(bytes: Uint8Array): string | null {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, DECLARATION_BYTES));
  return DECLARATION.exec(head)?.[1] ?? null;
}

function decode(bytes: Uint8Array, label: string, fatal = false): string | null {
  try {
    return new TextDecoder(label, { fatal }).decode(bytes);
  } catch {
    // An unknown label, or (when fatal) bytes that are not in this charset.
    return null;
  }
}
