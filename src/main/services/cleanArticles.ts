/** The HTML of articles as it may be shown, and a few of the last ones ready at hand. */
import { ReaderError } from '../../shared/errors';
import type { Article } from '../../shared/model';
import { keepNewest } from '../core/keepNewest';
import type { ArticleCleaner, Log, StoredArticle } from '../core/ports';
import { textOnlyHtml } from '../core/textOnly';

/** Enough for going back and forth in a list. */
const MOST_KEPT = 32;
/** Articles of more characters are cleaned each time, rather than kept in memory. */
const LONGEST_KEPT = 500_000;

type Source = Pick<StoredArticle, 'id' | 'source' | 'baseUrl' | 'textVersion'>;
type Shown = Pick<Article, 'html' | 'isTextOnly'>;

export interface CleanArticlesParts {
  readonly cleaner: ArticleCleaner;
  readonly log: Log;
}

export class CleanArticles {
  /** By article, the one used last at the end. */
  readonly #kept = new Map<number, { textVersion: string; shown: Promise<Shown> }>();

  constructor(private readonly parts: CleanArticlesParts) {}

  /**
   * The article's words alone when the cleaner gives up on its HTML.
   * @throws ReaderError `cancelled` when the app is closing.
   */
  async get(article: Source): Promise<Shown> {
    const kept = this.#kept.get(article.id);
    this.#kept.delete(article.id);
    const isCurrent = kept?.textVersion === article.textVersion;
    const shown = isCurrent ? kept.shown : this.#clean(article);
    if (article.source.length > LONGEST_KEPT) return shown;
    keepNewest(this.#kept, article.id, { textVersion: article.textVersion, shown }, MOST_KEPT);
    try {
      return await shown;
    } catch (error) {
      if (this.#kept.get(article.id)?.shown === shown) this.#kept.delete(article.id);
      throw error;
    }
  }

  async #clean({ id, source, baseUrl }: Source): Promise<Shown> {
    try {
      const { html } = await this.parts.cleaner.clean(source, baseUrl);
      return { html, isTextOnly: false };
    } catch (error) {
      if (error instanceof ReaderError && error.code === 'cancelled') throw error;
      this.parts.log.warn(`Article ${String(id)} is shown as text, its HTML being unclean.`, error);
      return { html: textOnlyHtml(source), isTextOnly: true };
    }
  }
}
