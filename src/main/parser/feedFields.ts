/** What a feed says about itself. */
import type { RawFeed, UpdateHints } from '../core/parsedFeed';
import { elements, first, firstText, htmlOf, lastText, type Fields } from './feedElements';
import { itunesImage } from './entryMedia';
import type { FieldContext } from './fieldContext';
import { addressOf, idOf, linksOf, pageLink } from './feedLinks';
import { authorOf } from './feedPeople';
import type { PreparedFeed } from './prepareFeed';
import { withBase } from './textBase';
import { readUpdateHints } from './readUpdateHints';

/** @param fields of the channel, as rss-parser read it from the prepared feed. */
export function readFeedFields(
  fields: Fields,
  prepared: PreparedFeed,
  context: FieldContext,
): Omit<RawFeed, 'entries' | 'isComplete'> {
  const isAtom = context.format === 'atom';
  const titles = [...elements(fields, 'rawTitle'), ...elements(fields, 'otherTitle')];
  const descriptions = [
    ...elements(fields, 'rawDescription'),
    ...elements(fields, 'otherDescription'),
  ];
  const firstHtml = (candidates: typeof titles): string | null => {
    for (const element of candidates) {
      const html = htmlOf(element, isAtom ? 'text' : 'guess');
      if (html !== null) return withBase(html, element, context);
    }
    return null;
  };
  return {
    id: idOf(fields, context),
    title: firstHtml(titles),
    link: pageLink(linksOf(fields), context.format),
    description: firstHtml(descriptions),
    language: firstText(fields, 'rawLanguage') ?? prepared.language?.replace('_', '-') ?? null,
    author: authorOf(fields, context, 'itunesOwner', 'webMaster'),
    updated: lastText(fields, 'rawUpdated') ?? lastText(fields, 'rawPublished'),
    image: imageOf(fields),
    icon: addressOf(first(fields, 'rawIcon'), null),
    hints: hintsOf(fields),
  };
}

function imageOf(fields: Fields): string | null {
  const image = first(fields, 'rawImage');
  return (
    (image === null ? null : addressOf(first(image, 'url'), null)) ??
    addressOf(image, 'href') ??
    itunesImage(fields) ??
    addressOf(first(fields, 'rawLogo'), null) ??
    addressOf(image, 'rdf:resource') ??
    addressOf(first(fields, 'mediaThumbnail'), 'url')
  );
}

function hintsOf(fields: Fields): UpdateHints {
  const textsIn = (group: string, name: string): string[] =>
    elements(fields, group).flatMap((element) =>
      elements(element, name).flatMap((inner) => (typeof inner === 'string' ? [inner] : [])),
    );
  return readUpdateHints({
    ttl: firstText(fields, 'rawTtl'),
    period: firstText(fields, 'updatePeriod'),
    frequency: firstText(fields, 'updateFrequency'),
    hours: textsIn('skipHours', 'hour'),
    days: textsIn('skipDays', 'day'),
  });
}
