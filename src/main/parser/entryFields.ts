/** One entry of a feed. */
import type { RawCategory, RawEntry } from '../core/parsedFeed';
import { enclosuresOf, entryImage } from './entryMedia';
import {
  attribute,
  elements,
  first,
  firstText,
  htmlOf,
  lastText,
  textOf,
  type Element,
  type Fields,
  type Untyped,
} from './feedElements';
import type { FieldContext } from './fieldContext';
import { addressOf, idOf, linksOf, pageLink, permanentGuid } from './feedLinks';
import { authorOf } from './feedPeople';
import { withBase } from './textBase';

/** @param fields of one item, as rss-parser read it from the prepared feed. */
export function readEntryFields(fields: Fields, context: FieldContext): RawEntry {
  const isAtom = context.format === 'atom';
  const links = linksOf(fields);
  const about = attribute(fields, 'rdf:about');
  const text = (untyped: Untyped, ...names: readonly string[]): string | null => {
    for (const name of names) {
      for (const element of elements(fields, name)) {
        const html = htmlOf(element, untyped);
        if (html !== null) return withBase(html, element, context);
      }
    }
    return null;
  };
  const summary = summaryOf(text, isAtom);
  const content = text(isAtom ? 'guess' : 'html', 'rawContent') ?? secondSummary(fields, context);
  return {
    id: idOf(fields, context) ?? about ?? firstText(fields, 'otherId'),
    link:
      pageLink(links, context.format) ??
      permanentGuid(fields) ??
      addressOf(first(fields, 'rawContent'), 'src') ??
      aboutAddress(about),
    title:
      text(isAtom ? 'text' : 'guess', 'rawTitle', 'otherTitle', 'mediaTitle') ?? groupTitle(fields),
    author: authorOf(fields, context, 'mediaCredit', 'rawContributor'),
    html: content ?? summary ?? groupDescription(fields),
    summary: summary ?? groupDescription(fields),
    published: lastText(fields, 'rawPublished'),
    updated: lastText(fields, 'rawUpdated'),
    commentsUrl: commentsOf(fields, links),
    categories: categoriesOf(fields),
    enclosures: enclosuresOf(fields, links),
    image: entryImage(fields),
  };
}

type ReadText = (untyped: Untyped, ...names: readonly string[]) => string | null;

function summaryOf(text: ReadText, isAtom: boolean): string | null {
  return (
    text(isAtom ? 'guess' : 'html', 'rawSummary') ??
    text('guess', 'itunesSummary', 'itunesSubtitle', 'mediaDescription')
  );
}

/** Some feeds write the summary as one kind of summary and the text as another. */
function secondSummary(fields: Fields, context: FieldContext): string | null {
  const texts = elements(fields, 'rawSummary').flatMap((element) => {
    const html = htmlOf(element, context.format === 'atom' ? 'guess' : 'html');
    return html === null ? [] : [withBase(html, element, context)];
  });
  const [shortest, ...others] = texts;
  return others.find((other) => other.length > (shortest?.length ?? 0)) ?? null;
}

const inGroup = (fields: Fields, name: string): Element | null => {
  for (const group of elements(fields, 'mediaGroup')) {
    const found = first(group, name);
    if (found !== null) return found;
  }
  return null;
};
const groupTitle = (fields: Fields): string | null =>
  htmlOf(inGroup(fields, 'mediaTitle'), 'guess');
const groupDescription = (fields: Fields): string | null =>
  htmlOf(inGroup(fields, 'mediaDescription'), 'guess');

function aboutAddress(about: string | null): string | null {
  return about !== null && /^https?:\/\//i.test(about) ? about : null;
}

/** The page where readers comment; a feed of comments (RFC 4685's `replies`) is none. */
function commentsOf(fields: Fields, links: ReturnType<typeof linksOf>): string | null {
  const replies = links.find(
    ({ relation, type }) => relation === 'replies' && type.includes('html'),
  );
  const address = addressOf(first(fields, 'rawComments'), null) ?? replies?.address ?? null;
  // Some write how many comments there are, or a sentence.
  return address === null || /\s/.test(address) || /^\d+$/.test(address) ? null : address;
}

function categoriesOf(fields: Fields): RawCategory[] {
  const categories = [
    ...elements(fields, 'rawCategory'),
    ...elements(fields, 'rawCategories').flatMap((group) => elements(group, 'rawCategory')),
    ...elements(fields, 'mediaCategory'),
  ];
  const named = categories.flatMap((element) => {
    const label = attribute(element, 'label');
    const term =
      attribute(element, 'term') ?? textOf(element) ?? attribute(element, 'text') ?? label;
    return term === null ? [] : [{ term, label }];
  });
  const keywords = [...elements(fields, 'rawKeywords'), ...elements(fields, 'mediaKeywords')]
    .flatMap((element) => (textOf(element) ?? '').split(','))
    .map((keyword) => keyword.trim())
    .filter((keyword) => keyword !== '')
    .map((term) => ({ term, label: null }));
  return [...keywords, ...named];
}
