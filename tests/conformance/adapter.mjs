/**
 * Our parser in the shape that the runners of ../shared/conformance grade. Nothing is parsed here:
 * every field is read by the functions that the parser thread runs, and only put in its place.
 */
import './sourceHooks.mjs';

const source = (/** @type {string} */ path) =>
  import(new URL(`../../src/main/${path}`, import.meta.url).href);
const { decodeBody } = await source('parser/decodeBody.ts');
const { readFeed } = await source('parser/readFeed.ts');
const { absoluteHtml, textOfHtml } = await source('parser/readHtml.ts');
const { absoluteAddress } = await source('parser/absoluteAddress.ts');
const { documentBase } = await source('parser/readDocument.ts');
const { readOpml } = await source('parser/readOpml.ts');
const { sanitizeHtml } = await source('parser/sanitizeHtml.ts');
const { contentBase } = await source('core/contentBase.ts');
const { lineOf } = await source('core/plainText.ts');
const { readPublishedDate } = await source('core/publishedDate.ts');

/** @param {string | null} link */
const webAddress = (link) =>
  link !== null && /^https?:/i.test(link) && URL.canParse(link) ? link : null;

export const name = 'Broadsheet';

/** @param {Buffer} bytes @param {{ contentType?: string, url?: string, headers?: Record<string, string> }} context */
export async function parse(bytes, { contentType, url, headers = {} }) {
  const base =
    url === undefined ? null : documentBase({ url, contentLocation: headers['content-location'] });
  const text = decodeBody(bytes, contentType ?? null);
  const raw = await readFeed(text, base);
  const address = (written) =>
    written === null ? null : base === null ? written : absoluteAddress(written, base);
  const html = (written, start = base) => (written === null ? null : absoluteHtml(written, start));
  const startOf = (entry) =>
    base === null ? null : contentBase(webAddress(address(entry.link)), base);
  const date = (written) => {
    const time = written === null ? null : readPublishedDate(written);
    return time === null ? written : new Date(time).toISOString();
  };
  return {
    feed: {
      id: raw.id,
      title: raw.title === null ? null : lineOf(raw.title, textOfHtml),
      link: address(raw.link),
      description: html(raw.description),
      language: raw.language ?? headers['content-language'],
      image: address(raw.image),
      icon: address(raw.icon),
      author: raw.author,
      updated: date(raw.updated),
    },
    entries: raw.entries.map((entry) => ({
      id: entry.id,
      title: entry.title === null ? null : lineOf(entry.title, textOfHtml),
      link: address(entry.link),
      author: entry.author,
      published: date(entry.published ?? entry.updated),
      updated: date(entry.updated),
      summary: html(entry.summary, startOf(entry)),
      content: html(entry.html, startOf(entry)),
      comments: address(entry.commentsUrl),
      image: address(entry.image),
      categories: entry.categories,
      enclosures: entry.enclosures.map((enclosure) => ({
        ...enclosure,
        url: address(enclosure.url),
      })),
    })),
  };
}

/** @param {Buffer} bytes */
export async function parseOpml(bytes) {
  const { title, outlines } = readOpml(decodeBody(bytes, null));
  const flat = (/** @type {readonly any[]} */ within, /** @type {string[]} */ path) =>
    within.flatMap((outline) =>
      outline.kind === 'feed'
        ? [{ url: outline.url, title: outline.title, siteUrl: outline.siteUrl, path }]
        : flat(outline.outlines, [...path, outline.title]),
    );
  return { title, feeds: flat(outlines, []) };
}

/** @param {string} html @param {{ baseUrl: string }} context */
export function sanitize(html, { baseUrl }) {
  return sanitizeHtml(html, baseUrl);
}
