/** A web page as an article to keep: its article if it has one, else all of it. */
import { ReaderError } from '../../shared/errors';
import { normalizeFeed, type NormalizeTools } from '../core/normalizeFeed';
import type { ParsedArticle, RawEntry } from '../core/parsedFeed';
import { cutText, singleLine } from '../core/plainText';
import type { DocumentContext } from '../core/ports';
import { escapeAttribute, escapeText } from './characterReferences';
import { decodePage } from './decodePage';
import { extractArticle } from './extractArticle';
import { readPageFacts } from './pageFacts';
import { looksLikePage } from './readPage';

const PAGE_TYPES = new Set(['text/html', 'application/xhtml+xml']);
const TEXT_TYPES = new Set(['text/plain', 'text/markdown', 'text/x-markdown']);
/** Characters at the beginning in which a binary document shows what it is. */
const BEGINNING = 4096;
/** Bytes that no text has (MIME Sniffing, section 3, "binary data byte"). */
const BINARY = /[\u0000-\u0008\u000b\u000e-\u001a\u001c-\u001f]/;
/** Characters of a text's first line that make a title. */
const LONGEST_TITLE = 120;

/** What is read of a document, whatever its kind. Texts are plain. */
type Reading = Pick<RawEntry, 'author' | 'published'> & {
  readonly title: string | null;
  /** HTML, not safe to show. */
  readonly html: string;
  /** Where addresses in it start. */
  readonly base: string;
};

/**
 * The article's identity is the page's address, so that saving it again renews it.
 * @throws ReaderError `not-a-page` for what is neither HTML nor text.
 */
export function readSavedPage(
  bytes: Uint8Array,
  { url, contentType }: DocumentContext,
  tools: NormalizeTools,
): ParsedArticle {
  const text = decodePage(bytes, contentType);
  const kind = kindOf(text, contentType);
  if (kind === null) {
    const details = { host: new URL(url).host };
    throw new ReaderError('not-a-page', 'The answer is neither a page nor a text.', details);
  }
  const address = new URL(url);
  // What is behind the sign is a place in the page, and not another page.
  address.hash = '';
  const reading = kind === 'page' ? readPage(text, address.href) : readText(text, address.href);
  return articleOf(reading, address.href, tools);
}

function kindOf(text: string, contentType: string | null): 'page' | 'text' | null {
  if (BINARY.test(text.slice(0, BEGINNING))) return null;
  const type = contentType?.split(';')[0]?.trim().toLowerCase() ?? '';
  if (PAGE_TYPES.has(type) || looksLikePage(text)) return 'page';
  return TEXT_TYPES.has(type) ? 'text' : null;
}

function readPage(html: string, url: string): Reading {
  const facts = readPageFacts(html, url);
  const article = extractArticle(html, url, facts);
  const body =
    article?.source ?? html.slice(facts.bodyFrom, Math.max(facts.bodyFrom, facts.bodyTo));
  const picture = facts.image === null || /<img[\s/]/i.test(body) ? '' : pictureOf(facts.image);
  return {
    title: article === null || article.title === '' ? facts.title : article.title,
    author: article?.author ?? facts.author,
    published: article?.published ?? facts.published,
    html: withLanguage(
      picture + body,
      article?.language ?? facts.language,
      article?.direction ?? facts.direction,
    ),
    base: facts.base,
  };
}

function readText(text: string, url: string): Reading {
  const paragraphs = text
    .split(/\r?\n(?:[ \t]*\r?\n)+/)
    .filter((paragraph) => paragraph.trim() !== '')
    .map((paragraph) => `<p>${escapeText(paragraph.trim()).replace(/\r?\n/g, '<br>')}</p>`);
  const [first = ''] = text.trimStart().split('\n', 1);
  const title = cutText(singleLine(first.replace(/^#+\s/, '')), LONGEST_TITLE);
  return { title, author: null, published: null, html: paragraphs.join('\n'), base: url };
}

const pictureOf = (address: string): string =>
  `<figure><img src="${escapeAttribute(address)}" alt=""></figure>`;

/** Both help whoever reads the article aloud, or breaks its lines. */
function withLanguage(html: string, language: string | null, direction: string | null): string {
  const lang = language === null ? '' : ` lang="${escapeAttribute(language)}"`;
  const dir = direction === null ? '' : ` dir="${escapeAttribute(direction)}"`;
  return lang + dir === '' ? html : `<div${lang}${dir}>${html}</div>`;
}

/** As if it were the only entry of a feed, so that both mean the same by every field. */
function articleOf(
  { title, author, published, html, base }: Reading,
  url: string,
  tools: NormalizeTools,
): ParsedArticle {
  const entry: RawEntry = {
    ...{ id: null, link: url, title: escapeText(title ?? ''), html, published },
    ...{ author: author === null ? null : escapeText(author), summary: null, updated: null },
    ...{ commentsUrl: null, categories: [], enclosures: [], image: null },
  };
  const { articles } = normalizeFeed(
    {
      ...{ id: null, title: null, link: null, description: null, language: null, author: null },
      ...{ updated: null, image: null, icon: null, isComplete: true, entries: [entry] },
      hints: { everyMinutes: null, skipHours: [], skipDays: [] },
    },
    base,
    new Map(),
    tools,
  );
  const [article] = articles;
  if (article === undefined) throw new Error('One entry makes one article.');
  return article;
}
