/** Lists, one article in full, and the marks a reader sets. */
import { ReaderError } from '../../shared/errors';
import type { Input, Output } from '../../shared/contract/index';
import type { Article, ArticleId, ArticleState, Counts } from '../../shared/model';
import type {
  ArticleStateStore,
  ArticleStore,
  ChangeSink,
  Clock,
  Transaction,
} from '../core/ports';

export interface ArticleServiceParts {
  readonly articles: ArticleStore;
  readonly states: ArticleStateStore;
  readonly transaction: Transaction;
  readonly changes: ChangeSink;
  readonly clock: Clock;
}

export class ArticleService {
  constructor(private readonly parts: ArticleServiceParts) {}

  list(query: Input<'articles.list'>): Output<'articles.list'> {
    return this.parts.articles.list(query);
  }

  /** @throws ReaderError `not-found`. */
  get(id: ArticleId): Article {
    const article = this.parts.articles.find(id);
    if (article === null) throw new ReaderError('not-found', 'There is no such article.');
    return article;
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
