/** Bytes of a web page to text: as any document, but a page may name its charset in a `<meta>`. */
import { decodeBody } from './decodeBody';

/** Bytes; the standard looks at 1,024 (HTML, section 13.2.3.2), and browsers go on beyond. */
const LOOKED_AT = 4096;
const META = /<meta\s[^>]{0,400}?charset\s*=\s*["']?\s*([\w.:+-]{1,40})/i;

/**
 * Never throws. What HTTP says comes before what the page says, and bytes that are valid UTF-8 before
 * both, as in `decodeBody`.
 *
 * @param contentType the `Content-Type` header, or null.
 */
export function decodePage(bytes: Uint8Array, contentType: string | null): string {
  if (/charset\s*=/i.test(contentType ?? '')) return decodeBody(bytes, contentType);
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, LOOKED_AT));
  const charset = META.exec(head)?.[1];
  if (charset === undefined) return decodeBody(bytes, contentType);
  return decodeBody(bytes, `text/html; charset=${charset}`);
}
