/**
 * Which elements of a feed are read, under the names the rest of the parser knows them by. Names are
 * canonical (see `namespaces.ts`) and in lower case. Several elements share a name where they mean
 * the same; their order in the document is kept. Everything else is skipped, with what is inside it.
 */

export type Rule =
  /** Text; it may turn out to hold markup, which is kept as it is written. */
  | { readonly kind: 'text'; readonly as: string }
  /** A single line: the next element ends it where nothing else does. */
  | { readonly kind: 'line'; readonly as: string }
  /** Elements that belong together, and perhaps text beside them. */
  | { readonly kind: 'group'; readonly as: string; readonly inside: Vocabulary };

export type Vocabulary = ReadonlyMap<string, Rule>;

type Names = Readonly<Record<string, string>>;

/** From `{ as: 'names of elements' }` for each kind of rule. */
function vocabulary(
  texts: Names,
  lines: Names = {},
  groups: Readonly<Record<string, readonly [string, Vocabulary]>> = {},
): Vocabulary {
  const rules = new Map<string, Rule>();
  const each = (names: string, rule: Rule): void => {
    for (const name of names.split(' ')) rules.set(name, rule);
  };
  for (const [as, names] of Object.entries(texts)) each(names, { kind: 'text', as });
  for (const [as, names] of Object.entries(lines)) each(names, { kind: 'line', as });
  for (const [as, [names, inside]] of Object.entries(groups)) {
    each(names, { kind: 'group', as, inside });
  }
  return rules;
}

const PERSON = vocabulary(
  {},
  { name: 'name itunes:name', email: 'email itunes:email', uri: 'uri url homepage' },
);

const IMAGE = vocabulary({ title: 'title' }, { url: 'url', link: 'link' });

const MEDIA_LINES: Names = {
  mediaThumbnail: 'media:thumbnail',
  mediaCategory: 'media:category',
  mediaKeywords: 'media:keywords',
  mediaCredit: 'media:credit',
};
const MEDIA_TEXTS: Names = {
  mediaTitle: 'media:title',
  mediaDescription: 'media:description',
};
const MEDIA_CONTENT = vocabulary(MEDIA_TEXTS, MEDIA_LINES);
const MEDIA_GROUP = vocabulary(MEDIA_TEXTS, MEDIA_LINES, {
  mediaContent: ['media:content', MEDIA_CONTENT],
});

const SKIP_HOURS = vocabulary({}, { hour: 'hour' });
const SKIP_DAYS = vocabulary({}, { day: 'day' });

const CATEGORY_NAMES = 'category dc:subject itunes:category';
const CATEGORIES = vocabulary({}, { rawCategory: CATEGORY_NAMES });

export const ENTRY = vocabulary(
  {
    rawTitle: 'title',
    otherTitle: 'dc:title itunes:title',
    rawContent: 'content content:encoded body xhtml:body fullitem xhtml:div',
    rawSummary: 'summary description abstract dc:description dcterms:abstract',
    itunesSummary: 'itunes:summary',
    itunesSubtitle: 'itunes:subtitle',
    ...MEDIA_TEXTS,
  },
  {
    rawLink: 'link',
    originalLink: 'feedburner:origlink',
    rawId: 'id guid',
    otherId: 'dc:identifier',
    rawPublished: 'published issued pubdate dcterms:issued created dcterms:created',
    rawUpdated: 'updated modified dc:date dcterms:modified lastbuilddate',
    rawComments: 'comments',
    rawEnclosure: 'enclosure',
    rawCategory: CATEGORY_NAMES,
    rawKeywords: 'itunes:keywords keywords tags',
    itunesLink: 'itunes:link',
    itunesImage: 'itunes:image googleplay:image',
    ...MEDIA_LINES,
  },
  {
    rawAuthor: ['author managingeditor', PERSON],
    rawCreator: ['dc:creator dc:author', PERSON],
    itunesAuthor: ['itunes:author googleplay:author', PERSON],
    rawContributor: ['contributor dc:contributor', PERSON],
    rawCategories: ['categories', CATEGORIES],
    rawImage: ['image', IMAGE],
    mediaContent: ['media:content', MEDIA_CONTENT],
    mediaGroup: ['media:group', MEDIA_GROUP],
  },
);

export const FEED = vocabulary(
  {
    rawTitle: 'title',
    otherTitle: 'dc:title',
    rawDescription: 'subtitle tagline description',
    otherDescription: 'dc:description itunes:subtitle itunes:summary googleplay:description',
  },
  {
    rawLink: 'link',
    rawId: 'id guid',
    rawPublished: 'pubdate published issued dcterms:issued',
    rawUpdated: 'updated modified lastbuilddate dc:date dcterms:modified',
    rawLanguage: 'language dc:language',
    rawIcon: 'icon webfeeds:icon',
    rawLogo: 'logo webfeeds:logo',
    itunesImage: 'itunes:image googleplay:image',
    itunesLink: 'itunes:link',
    mediaThumbnail: 'media:thumbnail',
    rawTtl: 'ttl',
    updatePeriod: 'sy:updateperiod',
    updateFrequency: 'sy:updatefrequency',
  },
  {
    rawAuthor: ['author managingeditor', PERSON],
    rawCreator: ['dc:creator dc:author', PERSON],
    itunesAuthor: ['itunes:author googleplay:author', PERSON],
    itunesOwner: ['itunes:owner googleplay:owner', PERSON],
    webMaster: ['webmaster dc:publisher', PERSON],
    rawImage: ['image', IMAGE],
    skipHours: ['skiphours', SKIP_HOURS],
    skipDays: ['skipdays', SKIP_DAYS],
  },
);

const namesIn = (vocabulary: Vocabulary): string[] => [
  ...new Set([...vocabulary.values()].map(({ as }) => as)),
];
/** Names under which rss-parser finds the elements of a prepared document. */
export const FEED_FIELDS: readonly string[] = namesIn(FEED);
export const ENTRY_FIELDS: readonly string[] = namesIn(ENTRY);
