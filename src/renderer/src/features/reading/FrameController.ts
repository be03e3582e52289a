import type { Article, ArticleId } from '../../../../shared/model';
import { fillArticleDocument } from './articleDocument';
import { ArticlePager, placeOf, progressOf, rememberPlace } from './articleScroll';

/** Works the document inside the article frame, which React does not draw. */
export class FrameController {
  readonly #onKeyDown: (event: KeyboardEvent) => void;
  readonly #pager = new ArticlePager();
  #page: Document | null = null;
  #shown: ArticleId | null = null;
  #article: HTMLElement | null = null;
  #line: HTMLElement | null = null;

  constructor(onKeyDown: (event: KeyboardEvent) => void) {
    this.#onKeyDown = onKeyDown;
  }

  /**
   * Shows an article where it was left. The frame has a new document each time it loads.
   *
   * @param line the element that grows with how much is read.
   */
  show(page: Document, line: HTMLElement | null, article: Article): void {
    this.#line = line;
    if (page !== this.#page) this.#listen(page);
    if (article.id !== this.#shown) this.#pager.settle();
    const hadFocus = page.activeElement !== null && page.activeElement !== page.body;
    this.#article = fillArticleDocument(page, article);
    this.#shown = article.id;
    // It went with the article before, and with it the sign that shows it.
    if (hadFocus) this.focus();
    page.scrollingElement?.scrollTo({ top: placeOf(article.id), behavior: 'instant' });
    this.#showProgress(page);
  }

  focus(): void {
    this.#page?.defaultView?.focus();
    this.#article?.focus({ preventScroll: true });
  }

  /** Turns a page; false at the end of the article, or while there is none. */
  turn(direction: 1 | -1): boolean {
    return this.#page !== null && this.#pager.turn(this.#page, direction);
  }

  #listen(page: Document): void {
    this.#page = page;
    const settle = () => {
      this.#pager.settle();
    };
    page.addEventListener('keydown', this.#onKeyDown);
    page.addEventListener('wheel', settle, { passive: true });
    page.addEventListener('pointerdown', settle);
    page.addEventListener('scrollend', settle);
    page.addEventListener('scroll', () => {
      if (this.#shown === null) return;
      rememberPlace(this.#shown, page.scrollingElement?.scrollTop ?? 0);
      this.#showProgress(page);
    });
  }

  #showProgress(page: Document): void {
    this.#line?.style.setProperty('transform', `scaleX(${String(progressOf(page))})`);
  }
}
