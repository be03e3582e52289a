/** The article of a web page, without the page around it: Readability on linkedom's document. */
import { Readability } from '@mozilla/readability';
import { parseHTML } from 'linkedom';
import { plainLine, singleLine } from '../core/plainText';
import type { PageNode } from './pageDocument';
import type { PageFacts } from './pageFacts';
import { serializeNode } from './serializeNode';

/** What a page's article is made of. Texts are plain; `source` is not safe to show. */
export interface ExtractedArticle {
  readonly title: string;
  readonly author: string | null;
  readonly language: string | null;
  /** Of the writing: `rtl`, `ltr`, or null when the page does not say. */
  readonly direction: string | null;
  /** As the page wrote it. */
  readonly published: string | null;
  /** HTML with absolute addresses. */
  readonly source: string;
}

/**
 * Readability's work grows faster than the page. In the thread that reads pages the worst blocks known
 * took 2.7 s and 116 MB at this size; the largest of 75 real pages has 2,200 elements.
 */
const MOST_ELEMENTS = 15_000;
/**
 * It grows with about the cube of the depth: 200 elements deep took 0.3 s, 1,000 took 16 s and 5,000
 * more than eight minutes (measured). Chromium itself nests no deeper than 512.
 */
const DEEPEST = 200;

/**
 * Readability does no sanitising (its own words), so what comes out is as hostile as the page.
 *
 * @param url where the page was found.
 * @param facts of the same page.
 * @returns null when nothing in the page reads like an article, or when finding out would cost more
 *   than a reader is willing to wait.
 */
export function extractArticle(
  html: string,
  url: string,
  { base, elements, depth, bodyFrom }: PageFacts,
): ExtractedArticle | null {
  if (elements > MOST_ELEMENTS || depth > DEEPEST) return null;
  // linkedom leaves a page without this tag in pieces.
  const whole = /<html[\s>]/i.test(html)
    ? html
    : `<html><head>${html.slice(0, bodyFrom)}</head><body>${html.slice(bodyFrom)}</body></html>`;
  const { document } = parseHTML(whole) as unknown as { readonly document: object };
  // linkedom knows no addresses; Readability makes links absolute by these two.
  Object.defineProperty(document, 'baseURI', { value: base });
  Object.defineProperty(document, 'documentURI', { value: url });
  const article = readArticle(document);
  if (article?.content == null || article.content.trim() === '') return null;
  return {
    title: plainLine(article.title ?? ''),
    author: textOrNull(article.byline),
    language: textOrNull(article.lang),
    direction: textOrNull(article.dir),
    published: textOrNull(article.publishedTime),
    source: article.content,
  };
}

/** @param document linkedom's; the browser's own types do not exist in this floor. */
function readArticle(document: object): ReturnType<Readability['parse']> {
  try {
    return new Readability(document as never, {
      serializer: (node: PageNode) => serializeNode(node),
    }).parse();
  } catch {
    // A page that its code stumbles over has no article to offer.
    return null;
  }
}

function textOrNull(text: string | null | undefined): string | null {
  const line = singleLine(text ?? '');
  return line === '' ? null : line;
}
