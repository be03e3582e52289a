/** The encoding an XML declaration names; it is always written in ASCII. */
const DECLARED = /^<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{1,40})["']/;

/**
 * Turns the bytes of an XML file into text. Byte order mark first, then the shape of UTF-16, then
 * the declaration, then UTF-8. A file that is none of what it claims is read as windows-1252,
 * which takes any byte: a list of feeds with one odd letter is better than no list.
 */
export function decodeText(bytes: Uint8Array): string {
  for (const encoding of likelyEncodings(bytes)) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes);
    } catch {
      // Not this one, or an encoding nobody knows.
    }
  }
  return new TextDecoder('windows-1252').decode(bytes);
}

function likelyEncodings(bytes: Uint8Array): string[] {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return ['utf-16le'];
  if (first === 0xfe && second === 0xff) return ['utf-16be'];
  if (first === 0x3c && second === 0) return ['utf-16le'];
  if (first === 0 && second === 0x3c) return ['utf-16be'];
  const start = new TextDecoder('windows-1252').decode(bytes.subarray(0, 256));
  const declared = DECLARED.exec(start)?.[1];
  return declared === undefined || /^utf-16/i.test(declared) ? ['utf-8'] : [declared, 'utf-8'];
}
