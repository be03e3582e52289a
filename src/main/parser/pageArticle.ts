/** What a document from the web says to a reader: its article, all of a page without one, or a text. */
import { ReaderError } from '../../shared/errors';
import type { RawEntry } from '../core/parsedFeed';
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
export type PageArticle = Pick<RawEntry, 'author' | 'published'> & {
  readonly title: string | null;
  /** HTML, not safe to show. */
  readonly html: string;
  /** Where addresses in it start. */
  readonly base: string;
  /** Nothing in the page reads like an article, so that all of it is given. */
  readonly isWholePage: boolean;
};

/** @throws ReaderError `not-a-page` for what is neither HTML nor text. */
export function readPageArticle(
  bytes: Uint8Array,
  { url, contentType }: DocumentContext,
): PageArticle {
  const text = decodePage(bytes, contentType);
  const kind = kindOf(text, contentType);
  if (kind === null) {
    const details = { host: new URL(url).host };
    throw new ReaderError('not-a-page', 'The answer is neither a page nor a text.', details);
  }
  return kind === 'page' ? readPage(text, url) : readText(text, url);
}

function kindOf(text: string, contentType: string | null): 'page' | 'text' | null {
  if (BINARY.test(text.slice(0, BEGINNING))) return null;
  const type = contentType?.split(';')[0]?.trim().toLowerCase() ?? '';
  if (PAGE_TYPES.has(type) || looksLikePage(text)) return 'page';
  return TEXT_TYPES.has(type) ? 'text' : null;
}

function readPage(html: string, url: string): PageArticle {
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
    isWholePage: article === null,
  };
}

function readText(text: string, url: string): PageArticle {
  const paragraphs = text
    .split(/\r?\n(?:[ \t]*\r?\n)+/)
    .filter((paragraph) => paragraph.trim() !== '')
    .map((paragraph) => `<p>${escapeText(paragraph.trim()).replace(/\r?\n/g, '<br>')}</p>`);
  const [first = ''] = text.trimStart().split('\n', 1);
  return {
    title: cutText(singleLine(first.replace(/^#+\s/, '')), LONGEST_TITLE),
    ...{ author: null, published: null },
    html: paragraphs.join('\n'),
    base: url,
    isWholePage: false,
  };
}

const pictureOf = (address: string): string =>
  `<figure><img src="${escapeAttribute(address)}" alt=""></figure>`;

/** Both help whoever reads the article aloud, or breaks its lines. */
function withLanguage(html: string, language: string | null, direction: string | null): string {
  const lang = language === null ? '' : ` lang="${escapeAttribute(language)}"`;
  const dir = direction === null ? '' : ` dir="${escapeAttribute(direction)}"`;
  return lang + dir === '' ? html : `<div${lang}${dir}>${html}</div>`;
}
