/** What comes with an article, below its text: files, comments, and what it is filed under. */
import type { Article, Enclosure } from '../../../../shared/model';
import { enclosureFacts, enclosureName } from './enclosureWords';
import { element, isolated } from './frameElements';
import { tidyLink } from './sanitizeArticle';

function linkTo(page: Document, address: string, text: Node | string): HTMLAnchorElement {
  const link = page.createElement('a');
  link.setAttribute('href', address);
  link.append(text);
  tidyLink(link);
  return link;
}

function fileLine(page: Document, enclosure: Enclosure): HTMLElement {
  const name = linkTo(page, enclosure.url, isolated(page, enclosureName(enclosure)));
  const facts = enclosureFacts(enclosure);
  return element(page, 'li', '', name, ...(facts === '' ? [] : [` ${facts}`]));
}

function filesOf(page: Document, enclosures: readonly Enclosure[]): HTMLElement {
  const lines = enclosures.map((enclosure) => fileLine(page, enclosure));
  const list = element(page, 'ul', 'article-files', ...lines);
  list.setAttribute('aria-label', 'Files');
  return list;
}

function categoriesOf(page: Document, categories: readonly string[]): HTMLElement {
  const items = categories.map((name) => element(page, 'li', '', isolated(page, name)));
  const list = element(page, 'ul', 'article-categories', ...items);
  list.setAttribute('aria-label', 'Filed under');
  return list;
}

/** Null when nothing comes with the article. */
export function articleFoot(page: Document, article: Article): HTMLElement | null {
  const { enclosures, commentsUrl, categories } = article;
  const parts: HTMLElement[] = [];
  if (enclosures.length > 0) parts.push(filesOf(page, enclosures));
  if (categories.length > 0) parts.push(categoriesOf(page, categories));
  if (commentsUrl !== null) {
    const link = linkTo(page, commentsUrl, 'Read the comments');
    if (link.hasAttribute('href')) parts.push(element(page, 'p', 'article-comments', link));
  }
  return parts.length === 0 ? null : element(page, 'footer', 'article-foot', ...parts);
}
