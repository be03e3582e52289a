/** Mends what real feeds break, so that a strict XML parser can read them. */

/** XML 1.0 allows none of these characters. */
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;
/** Entities of the document's own making are never expanded: no billion laughs, no local files. */
const DOCTYPE = /<!DOCTYPE(?:[^[>]*\[[\s\S]*?\]\s*>|[^>]*>)/gi;
/** A CDATA section, a numeric reference, or an ampersand that starts none of XML's own references. */
const REFERENCE =
  /<!\[CDATA\[[\s\S]*?\]\]>|&#(?:x([0-9a-f]+)|(\d+));|&(?!(?:amp|lt|gt|quot|apos);)/gi;
/** Half a character, with no other half beside it. */
const LONE_SURROGATE = /\p{Surrogate}/gu;
/** Markup written straight into a text construct (RFC 4287, section 3.1.1.3). */
const XHTML_CONSTRUCT =
  /<((?:atom:)?(?:title|subtitle|summary|content))(\s[^>]*\btype\s*=\s*["'](?:xhtml|application\/xhtml\+xml)["'](?:[^>]*[^/>])?)?>([\s\S]*?)<\/\1\s*>/gi;

/** The one `div` around an XHTML construct, which is no part of it (section 3.1.1.3 again). */
const OUTER_DIV = /^\s*<((?:\w+:)?div)(?:\s[^>]*)?>([\s\S]*)<\/\1\s*>\s*$/i;

/**
 * @returns text in which junk before the root, forbidden characters and references to them,
 *   document types and bare ampersands are gone, and XHTML constructs are CDATA, so that their mixed
 *   content keeps its order.
 */
export function prepareXml(text: string): string {
  const start = text.indexOf('<');
  return text
    .slice(Math.max(start, 0))
    .replace(FORBIDDEN, '')
    .replace(DOCTYPE, '')
    .replace(REFERENCE, mendReference)
    .replace(LONE_SURROGATE, '')
    .replace(
      XHTML_CONSTRUCT,
      (whole, name: string, attributes: string | undefined, inner: string) =>
        attributes === undefined || inner.includes('<![CDATA[')
          ? whole
          : `<${name}${attributes}><![CDATA[${inner.replace(OUTER_DIV, '$2')}]]></${name}>`,
    );
}

function mendReference(match: string, hex?: string, decimal?: string): string {
  if (match === '&') return '&amp;';
  if (hex === undefined && decimal === undefined) return match;
  const code = hex === undefined ? Number(decimal) : parseInt(hex, 16);
  // Some programs write an emoji as two references, one for each half of its UTF-16.
  if (code >= 0xd800 && code <= 0xdfff) return String.fromCharCode(code);
  return isXmlCharacter(code) ? match : '';
}

/** XML 1.0, production 2. */
function isXmlCharacter(code: number): boolean {
  if (code < 0x20) return code === 0x9 || code === 0xa || code === 0xd;
  return code <= 0xfffd || (code >= 0x10000 && code <= 0x10ffff);
}
