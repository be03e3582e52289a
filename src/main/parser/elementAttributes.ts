/** What the attributes of a feed's element say. */
import { decodeReferences, escapeAttribute } from './characterReferences';
import type { Attributes } from './markupScanner';
import { canonicalName, type Scope } from './namespaces';

export const NO_ATTRIBUTES: Attributes = new Map();

/** Attributes that are read, by canonical name. */
const KEPT = new Set(
  `type mode src href rel url length filesize medium text term label domain ispermalink role
   rdf:resource rdf:about isdefault width height title`.split(/\s+/),
);

/**
 * The attributes that are read, as they are written into the prepared document, with the element's
 * `xml:base` under the name `base`.
 */
export function keptAttributes(attributes: Attributes, scope: Scope, base: string | null): string {
  let written = base === null ? '' : ` base="${escapeAttribute(base)}"`;
  for (const [name, value] of attributes) {
    // An attribute without a prefix is in no namespace, whatever its element is in.
    const canonical = name.includes(':') ? canonicalName(name, scope) : name.toLowerCase();
    if (!KEPT.has(canonical)) continue;
    written += ` ${canonical}="${escapeAttribute(decodeReferences(value))}"`;
  }
  return written;
}

/**
 * Where relative addresses in an element start (XML Base, section 3).
 *
 * @param outer where they start around it, if some `xml:base` says so.
 * @returns null when neither says anything.
 */
export function baseOf(
  attributes: Attributes,
  outer: string | null,
  documentBase: string | null,
): string | null {
  const written = attributes.get('xml:base');
  if (written === undefined) return outer;
  const base = decodeReferences(written).trim();
  const start = outer ?? documentBase ?? undefined;
  if (!URL.canParse(base, start)) return outer;
  const url = new URL(base, start);
  return /^https?:$/.test(url.protocol) ? url.href : outer;
}

/** Whether a text construct says that it is XHTML (RFC 4287, section 3.1.1.3). */
export function isXhtml(attributes: Attributes): boolean {
  if (attributes.size === 0) return false;
  const type = attributes.get('type')?.trim().toLowerCase();
  return type === 'xhtml' || type === 'application/xhtml+xml';
}

/** `xml:lang`, else `lang`, as it is written. */
export function languageOf(attributes: Attributes): string | null {
  const language = attributes.get('xml:lang') ?? attributes.get('lang');
  return language === undefined ? null : decodeReferences(language).trim();
}
