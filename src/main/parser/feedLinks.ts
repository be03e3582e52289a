/** The addresses of a feed or entry. */
import { attribute, elements, first, textOf, type Element, type Fields } from './feedElements';
import type { FieldContext } from './fieldContext';
import { absoluteAddress } from './absoluteAddress';

/**
 * The address an element carries, absolute where `xml:base` says where it starts. An address that
 * only the document's own address could complete stays as it is written.
 */
export function addressOf(element: Element | null, name: string | null): string | null {
  const address = name === null ? textOf(element) : attribute(element, name);
  if (address === null) return null;
  // Publishers break long lines, and addresses with them.
  const unbroken = address.replace(/[\r\n\t]+\s*/g, '');
  const base = attribute(element, 'base');
  return base === null ? unbroken : absoluteAddress(unbroken, base);
}

interface Link {
  readonly relation: string;
  readonly type: string;
  readonly address: string;
  readonly element: Element;
}

/** Every link with its relation; RSS's, which is only a text, is an alternate. */
export function linksOf(fields: Fields): Link[] {
  return elements(fields, 'rawLink').flatMap((element) => {
    const address =
      addressOf(element, 'href') ??
      addressOf(element, null) ??
      addressOf(element, 'url') ??
      addressOf(element, 'rdf:resource');
    if (address === null) return [];
    const relation = (attribute(element, 'rel') ?? 'alternate').toLowerCase();
    const type = (attribute(element, 'type') ?? '').toLowerCase();
    return [{ relation, type, address, element }];
  });
}

/**
 * The page behind a feed or entry: the first alternate that is HTML, else the first of all; in RSS,
 * which has one link, the last, as other readers take it.
 */
export function pageLink(links: readonly Link[], format: FieldContext['format']): string | null {
  const alternates = links.filter(({ relation }) => /(?:^|\s|\/)alternate$/.test(relation));
  const pages = alternates.filter(({ type }) => type === '' || type.includes('html'));
  const found = pages.length > 0 ? pages : alternates;
  return found.at(format === 'atom' ? 0 : -1)?.address ?? null;
}

/**
 * What a feed or entry calls itself. Atom's id is an address (RFC 4287, section 4.2.6), and a
 * relative one starts where others do; RSS's is any text.
 */
export function idOf(fields: Fields, { format, documentBase }: FieldContext): string | null {
  const element = first(fields, 'rawId');
  const id = textOf(element);
  if (id === null || format !== 'atom' || !/^\.{0,2}\//.test(id)) return id;
  const base = attribute(element, 'base') ?? documentBase;
  return base === null ? id : absoluteAddress(id, base);
}

/** RSS 2.0: a guid is the item's address unless it says otherwise; only real addresses count here. */
export function permanentGuid(fields: Fields): string | null {
  const guid = first(fields, 'rawId');
  if (attribute(guid, 'ispermalink')?.toLowerCase() === 'false') return null;
  const address = addressOf(guid, null);
  return address !== null && /^https?:\/\/[^\s]+$/i.test(address) ? address : null;
}
