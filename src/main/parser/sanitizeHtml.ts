/** Makes an article’s HTML safe when it leaves the library for the window. */
import sanitize, { type Transformer } from 'sanitize-html';
import {
  ARTICLE_ATTRIBUTES,
  ARTICLE_TAGS,
  DROPPED_WITH_CONTENT,
  isTrackingPixel,
  LINK_SCHEMES,
  SAMPLE_SCHEME,
} from '../../shared/articleMarkup';
import { PictureChoice } from './pictureChoice';

/** Deeper nesting is never writing; browsers themselves stop at 512. */
const NESTING_LIMIT = 200;

/**
 * @param baseUrl absolute address that relative ones start at.
 * @returns HTML of the allow-list with absolute addresses.
 */
export function sanitizeHtml(html: string, baseUrl: string): string {
  const choice = new PictureChoice();
  const noted: Transformer = (tagName, attributes) => {
    choice.note(tagName, (name) => attributes[name] ?? null);
    return { tagName, attribs: attributes };
  };
  return sanitize(html, {
    allowedTags: [...ARTICLE_TAGS],
    allowedAttributes: Object.fromEntries(
      Object.entries(ARTICLE_ATTRIBUTES).map(([tag, names]) => [tag, [...names]]),
    ),
    allowedSchemes: [...LINK_SCHEMES, SAMPLE_SCHEME],
    allowedSchemesAppliedToAttributes: ['href', 'src', 'cite'],
    allowProtocolRelative: false,
    nonTextTags: [...DROPPED_WITH_CONTENT],
    disallowedTagsMode: 'discard',
    nestingLimit: NESTING_LIMIT,
    transformTags: {
      a: (tagName, attributes) => ({
        tagName,
        attribs: withAddress(attributes, 'href', absolute(attributes.href, baseUrl, LINK_SCHEMES)),
      }),
      picture: noted,
      source: noted,
      img: (tagName, attributes) => {
        const chosen = choice.ofImage((name) => attributes[name] ?? null);
        const source = absolute(chosen, baseUrl, imageSchemes(baseUrl));
        return { tagName, attribs: withAddress(attributes, 'src', source) };
      },
    },
    exclusiveFilter: (frame) =>
      frame.tag === 'img' && (frame.attribs.src === undefined || isDropped(frame.attribs)),
  });
}

function isDropped({ width, height }: Readonly<Record<string, string>>): boolean {
  return isTrackingPixel(width ?? null, height ?? null);
}

/** Only the bundled collection may show bundled pictures. */
function imageSchemes(baseUrl: string): readonly string[] {
  return baseUrl.startsWith(`${SAMPLE_SCHEME}:`) ? [SAMPLE_SCHEME] : ['http', 'https'];
}

function absolute(
  address: string | null | undefined,
  baseUrl: string,
  schemes: readonly string[],
): string | null {
  const trimmed = address?.trim() ?? '';
  if (trimmed.startsWith('#')) return null;
  if (trimmed === '' || !URL.canParse(trimmed, baseUrl)) return null;
  const url = new URL(trimmed, baseUrl);
  return schemes.includes(url.protocol.slice(0, -1)) ? url.href : null;
}

function withAddress(
  attributes: Readonly<Record<string, string>>,
  name: string,
  address: string | null,
): Record<string, string> {
  const { [name]: _original, ...rest } = attributes;
  return address === null ? rest : { ...rest, [name]: address };
}
