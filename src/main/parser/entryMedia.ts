/** Files and pictures that come with an entry. */
import type { RawEnclosure } from '../core/parsedFeed';
import { attribute, elements, first, textOf, type Element, type Fields } from './feedElements';
import { addressOf, type linksOf } from './feedLinks';

function enclosureOf(element: Element, address: string | null, lengthName: string): RawEnclosure[] {
  if (address === null) return [];
  const type = attribute(element, 'type');
  return [{ url: address, type, length: attribute(element, lengthName) }];
}

const mediaContents = (fields: Fields): Element[] => [
  ...elements(fields, 'mediaContent'),
  ...elements(fields, 'mediaGroup').flatMap((group) => elements(group, 'mediaContent')),
];

/** RSS's enclosures, Atom's links of that kind, and Media RSS, each address once. */
export function enclosuresOf(fields: Fields, links: ReturnType<typeof linksOf>): RawEnclosure[] {
  const found = [
    ...elements(fields, 'rawEnclosure').flatMap((element) =>
      enclosureOf(
        element,
        addressOf(element, 'url') ??
          addressOf(element, 'href') ??
          addressOf(element, 'rdf:resource') ??
          addressOf(element, null),
        'length',
      ),
    ),
    ...links
      .filter(({ relation }) => relation === 'enclosure')
      .flatMap(({ element, address }) => enclosureOf(element, address, 'length')),
    ...mediaContents(fields).flatMap((element) =>
      enclosureOf(element, addressOf(element, 'url'), 'filesize'),
    ),
  ];
  const seen = new Set<string>();
  return found.filter(({ url }) => !seen.has(url) && seen.add(url));
}

/** The picture an entry names as its own, the most deliberate first. */
export function entryImage(fields: Fields): string | null {
  const image = first(fields, 'rawImage');
  const picture = mediaContents(fields).find(
    (element) =>
      attribute(element, 'medium') === 'image' ||
      (attribute(element, 'type')?.startsWith('image/') ?? false),
  );
  const thumbnails = [
    ...elements(fields, 'mediaThumbnail'),
    ...[...elements(fields, 'mediaGroup'), ...mediaContents(fields)].flatMap((group) =>
      elements(group, 'mediaThumbnail'),
    ),
  ];
  return (
    itunesImage(fields) ??
    (image === null ? null : pictureOf(image)) ??
    addressOf(thumbnails[0] ?? null, 'url') ??
    addressOf(picture ?? null, 'url')
  );
}

/** RSS's `image` holds a `url`; some programs write the address itself. */
function pictureOf(image: Element): string | null {
  const written = addressOf(first(image, 'url'), null) ?? textOf(image);
  return written !== null && /^[^\s<>]+$/.test(written) ? written : null;
}

/** Podcasts name their picture in one of three ways, two of them wrong. */
export function itunesImage(fields: Fields): string | null {
  const image = first(fields, 'itunesImage');
  const link = elements(fields, 'itunesLink').find((each) => attribute(each, 'rel') === 'image');
  return (
    addressOf(image, 'href') ??
    addressOf(image, 'url') ??
    addressOf(link ?? null, 'href') ??
    addressOf(image, null)
  );
}
