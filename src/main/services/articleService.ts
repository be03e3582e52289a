/** Lists, one article in full, and the marks a reader sets. */
import { MOST_ROWS_COUNTED } from '../../shared/contract/articles';
import { ReaderError } from '../../shared/errors';
import type { Input, Output } from '../../shared/contract/index';
import type { Article, ArticleId, ArticleState, Counts } from '../../shared/model';
import type {
  ArticleCleaner,
  ArticleStateStore,
  ArticleStore,
  ChangeSink,
  Clock,
  Log,
  Transaction,
} from '../core/ports';
import { CleanArticles } from './cleanArticles';

export interface ArticleServiceParts {
  readonly articles: ArticleStore;
  readonly states: ArticleStateStore;
  readonly cleaner: ArticleCleaner;
  readonly transaction: Transaction;
  readonly changes: ChangeSink;
  readonly clock: Clock;
  readonly log: Log;
}

export class ArticleService {
  readonly #clean: CleanArticles;

  constructor(private readonly parts: ArticleServiceParts) {
    this.#clean = new CleanArticles(parts);
  }

  list(query: Input<'articles.list'>): Output<'articles.list'> {
    return this.parts.articles.list(query);
  }

  next(query: Input<'articles.next'>): Output<'articles.next'> {
    return this.parts.articles.next(query, MOST_ROWS_COUNTED);
  }

  /** @throws ReaderError `not-found`, or `cancelled` when the app is closing. */
  async get(id: ArticleId): Promise<Article> {
    const stored = this.parts.articles.find(id);
    if (stored === null) throw new ReaderError('not-found', 'There is no such article.');
    const { source, baseUrl, textVersion, ...article } = stored;
    const clean = await this.#clean.get({ id, source, baseUrl, textVersion });
    // Marks set meanwhile are confirmed already; what was read before them must not contradict that.
    const { isRead, isBookmarked } = this.parts.articles.find(id) ?? article;
    return { ...article, ...clean, isRead, isBookmarked };
  }

  setRead(ids: readonly ArticleId[], read: boolean): ArticleState[] {
    const { states, clock } = this.parts;
    return this.#change(() => states.setRead(ids, read, clock.now()));
  }

  setBookmarked(id: ArticleId, bookmarked: boolean): ArticleState[] {
    const { states, clock } = this.parts;
    return this.#change(() => states.setBookmarked(id, bookmarked, clock.now()));
  }

  counts(): Counts {
    return this.parts.states.counts();
  }

  #change(work: () => ArticleState[]): ArticleState[] {
    const changed = this.parts.transaction(work);
    if (changed.length > 0) this.parts.changes.statesChanged(changed);
    return changed;
  }
}
