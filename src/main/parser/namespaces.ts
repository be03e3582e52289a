/**
 * One prefix for each namespace, whatever prefix a document chose. Addresses are compared without
 * case, scheme and last slash, because publishers write them from memory.
 */
import type { Attributes } from './markupScanner';

/** Atom's own elements go without a prefix, as RSS's do: their names do not contradict each other. */
const CANONICAL: Readonly<Record<string, readonly string[]>> = {
  '': [
    '',
    'www.w3.org/2005/atom',
    'purl.org/atom/ns',
    'backend.userland.com/rss',
    'backend.userland.com/rss2',
    'backend.userland.com/rss091',
    'backend.userland.com/rss092',
    'blogs.law.harvard.edu/tech/rss',
    'cyber.law.harvard.edu/rss',
    'cyber.law.harvard.edu/rss/rss.html',
    'purl.org/rss/1.0',
    'purl.org/net/rss1.1',
    'my.netscape.com/rdf/simple/0.9',
    'my.netscape.com/publish/formats/rss-0.91.dtd',
    'channel.netscape.com/rdf/simple/0.9',
    'example.com/newformat',
    'example.com/necho',
    'purl.org/echo',
    'uri/of/echo/namespace',
    'purl.org/pie',
  ],
  rdf: ['www.w3.org/1999/02/22-rdf-syntax-ns'],
  content: ['purl.org/rss/1.0/modules/content', 'purl.org/rss/modules/content'],
  dc: ['purl.org/dc/elements/1.1', 'purl.org/dc/elements/1.0', 'purl.org/metadata/dublin_core'],
  dcterms: ['purl.org/dc/terms'],
  media: [
    'search.yahoo.com/mrss',
    'search.yahoo.com/mrss/rss',
    'video.search.yahoo.com/mrss',
    'tools.search.yahoo.com/mrss',
    'www.rssboard.org/media-rss',
    'api.maps.yahoo.com/maps/media',
  ],
  itunes: ['www.itunes.com/dtds/podcast-1.0.dtd', 'example.com/dtds/podcast-1.0.dtd'],
  googleplay: ['www.google.com/schemas/play-podcasts/1.0'],
  sy: ['purl.org/rss/1.0/modules/syndication', 'purl.org/rss/modules/syndication'],
  feedburner: ['rssnamespace.org/feedburner/ext/1.0'],
  webfeeds: ['webfeeds.org/rss/1.0'],
  xhtml: ['www.w3.org/1999/xhtml', 'www.w3.org/1999/xhmtl'],
  svg: ['www.w3.org/2000/svg'],
  math: ['www.w3.org/1998/math/mathml'],
  xlink: ['www.w3.org/1999/xlink'],
  xml: ['www.w3.org/xml/1998/namespace'],
};
const BY_ADDRESS: ReadonlyMap<string, string> = new Map(
  Object.entries(CANONICAL).flatMap(([prefix, addresses]) =>
    addresses.map((address) => [address, prefix] as const),
  ),
);
/** Prefixes that mean the same thing where a document uses them without saying what they are. */
const CUSTOMARY: ReadonlyMap<string, string> = new Map([
  ...Object.keys(CANONICAL).map((prefix) => [prefix, prefix] as const),
  ...(['atom', 'atom10', 'atom03', 'rss', 'a10'] as const).map((prefix) => [prefix, ''] as const),
  ['dcterm', 'dcterms'],
  ['mathml', 'math'],
]);

/** A namespace no element of ours is in. */
const FOREIGN = 'foreign';

/** Prefix as written (lower-case) to the canonical one. */
export type Scope = ReadonlyMap<string, string>;
export const OUTERMOST_SCOPE: Scope = CUSTOMARY;

/** The scope inside an element that declares namespaces. */
export function withDeclarations(scope: Scope, attributes: Attributes, isRoot: boolean): Scope {
  let inner: Map<string, string> | null = null;
  for (const [name, address] of attributes) {
    const lowered = name.toLowerCase();
    if (lowered !== 'xmlns' && !lowered.startsWith('xmlns:')) continue;
    const prefix = lowered.slice(6);
    const known = BY_ADDRESS.get(tidyNamespace(address));
    // A root in an unknown namespace is judged by its elements; so is a customary prefix.
    const canonical = known ?? (prefix === '' ? (isRoot ? '' : FOREIGN) : CUSTOMARY.get(prefix));
    inner ??= new Map(scope);
    inner.set(prefix, canonical ?? FOREIGN);
  }
  return inner ?? scope;
}

/** Characters; longer addresses are none of ours, and long to tidy. */
const LONGEST_NAMESPACE = 200;

function tidyNamespace(address: string): string {
  if (address.length > LONGEST_NAMESPACE) return address;
  return address
    .trim()
    .toLowerCase()
    .replace(/^https?:\/\//, '')
    .replace(/[/#]+$/, '');
}

/** An element's or attribute's name in lower case, with the canonical prefix if it has one. */
export function canonicalName(written: string, scope: Scope): string {
  const lowered = written.toLowerCase();
  const colon = lowered.indexOf(':');
  const prefix = colon < 0 ? '' : lowered.slice(0, colon);
  const canonical = scope.get(prefix) ?? (prefix === '' ? '' : FOREIGN);
  const local = colon < 0 ? lowered : lowered.slice(colon + 1);
  return canonical === '' ? local : `${canonical}:${local}`;
}
