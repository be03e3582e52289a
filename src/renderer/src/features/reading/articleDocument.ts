/** Builds what stands in the article frame, as nodes: nothing foreign is ever written as a string. */
import type { Article } from '../../../../shared/model';
import { readingTime } from '../../api/readingTime';
import { fullTimeOf } from '../../ui/formatTime';
import { articleFoot } from './articleFoot';
import { element, isolated } from './frameElements';
import { missingTextWords } from './missingTextWords';
import { placeImages } from './placeImages';
import { sanitizeArticle } from './sanitizeArticle';

/** Milliseconds. Many publishers touch an article within minutes; that is no news to a reader. */
const WORTH_SAYING = 15 * 60_000;

/** "updated 24 Nov 2026, 09:30", where that was well after the article was published. */
function updatedPart({ publishedAt, updatedAt }: Article): string | null {
  if (updatedAt === null) return null;
  if (publishedAt !== null && updatedAt - publishedAt < WORTH_SAYING) return null;
  return `updated ${fullTimeOf(updatedAt)}`;
}

/** "Ada Lovelace · 23 Nov 2026, 14:02 · 6 min", with what is unknown left out. */
function bylineParts(article: Article): string[] {
  const date = article.publishedAt === null ? null : fullTimeOf(article.publishedAt);
  const parts = [article.author, date, updatedPart(article), readingTime(article.wordCount)];
  if (article.fullText?.state === 'kept') parts.push('full text');
  return parts.filter((part) => part !== null && part !== '') as string[];
}

function headerOf(page: Document, article: Article): HTMLElement {
  const byline = bylineParts(article).flatMap((part, index) =>
    index === 0 ? [isolated(page, part)] : [' · ', isolated(page, part)],
  );
  const header = element(
    page,
    'header',
    '',
    element(page, 'p', 'article-feed', isolated(page, article.feedTitle)),
    element(page, 'h1', 'article-title', article.title === '' ? 'Untitled' : article.title),
    element(page, 'p', 'article-byline', ...byline),
  );
  // Isolated text does not count, so the title alone decides the direction of the whole header.
  header.dir = 'auto';
  return header;
}

const TEXT_ONLY = 'This article could only be kept as text.';

/** Wide tables scroll by themselves, so that the text around them need not. */
function letTablesScroll(fragment: DocumentFragment): void {
  for (const table of fragment.querySelectorAll('table')) {
    if (table.parentElement?.closest('table') != null) continue;
    const box = table.ownerDocument.createElement('div');
    box.className = 'wide-content';
    box.tabIndex = 0;
    box.setAttribute('role', 'group');
    box.setAttribute('aria-label', 'Table');
    table.replaceWith(box);
    box.append(table);
  }
  for (const block of fragment.querySelectorAll('pre')) block.tabIndex = 0;
}

/** Replaces what the frame's document shows by this article, and answers with its element. */
export function fillArticleDocument(page: Document, article: Article): HTMLElement {
  const body = sanitizeArticle(article.html);
  placeImages(body, article.images);
  letTablesScroll(body);

  const content = page.createElement('div');
  content.className = 'article-body';
  content.dir = 'auto';
  content.append(page.adoptNode(body));
  if (content.textContent.trim() === '' && content.querySelector('img, span') === null) {
    content.append(element(page, 'p', 'article-note', 'The feed gives no text for this article.'));
  }
  const missing = missingTextWords(article);
  if (missing !== null) content.prepend(element(page, 'p', 'article-note', missing));
  if (article.isTextOnly) content.prepend(element(page, 'p', 'article-note', TEXT_ONLY));
  const foot = articleFoot(page, article);
  const whole = page.createElement('article');
  // What scrolls by keys must be able to have the focus, and to show it.
  whole.tabIndex = 0;
  whole.append(headerOf(page, article), content, ...(foot === null ? [] : [foot]));
  page.title = article.title;
  page.body.replaceChildren(whole);
  return whole;
}
