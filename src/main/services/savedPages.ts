/** Pages that a person keeps for reading, as articles of a local feed that no server knows. */
import { ReaderError } from '../../shared/errors';
import type { Input, Output } from '../../shared/contract/index';
import type { FeedId } from '../../shared/model';
import { SAVED_PAGES_TITLE, SAVED_PAGES_URL } from '../../shared/savedPages';
import type { ParsedArticle } from '../core/parsedFeed';
import type {
  ArticleStore,
  ChangeSink,
  Clock,
  FeedStore,
  PageReader,
  SavedArticle,
  WebContent,
} from '../core/ports';
import type { AddressReader } from './addressReader';
import { askTyped, requestOf } from './typedRequest';
import type { WriteQueue } from './writeQueue';

export interface SavedPagesParts {
  readonly feeds: FeedStore;
  readonly articles: ArticleStore;
  readonly reader: AddressReader;
  readonly pageReader: PageReader;
  readonly writes: WriteQueue;
  readonly changes: ChangeSink;
  readonly clock: Clock;
  /** Aborted when the engine closes. */
  readonly closing: AbortSignal;
}

export class SavedPages {
  constructor(private readonly parts: SavedPagesParts) {}

  /**
   * One request. A page that is saved already is renewed in place; if the saved pages were removed,
   * they come back with it.
   *
   * @throws ReaderError `invalid-input` for what is no address; `not-a-page`; `too-large` for a page
   *   that cannot be read within its limits; otherwise what `AddressReader.ask` throws. Nothing is
   *   stored then.
   */
  async save(typed: Input<'pages.save'>): Promise<Output<'pages.save'>> {
    const { reader, writes, changes, closing } = this.parts;
    const content = await askTyped(requestOf(typed.address, typed), (asked) =>
      reader.ask(asked, closing, 'page'),
    );
    const article = await this.#read(content);
    let kept = null as Kept | null;
    await writes.run(() => {
      kept = this.#keep(article);
    }, 1);
    const { feedId, saved, isFeedNew } = keptOf(kept);
    if (isFeedNew) changes.feedsChanged();
    if (isFeedNew || saved.outcome !== 'unchanged') {
      const added = saved.outcome === 'added' ? 1 : 0;
      changes.articlesChanged({ feedId, added, removed: false });
    }
    return { feedId, articleId: saved.id, title: article.title };
  }

  async #read({ bytes, facts: { url }, contentType }: WebContent): Promise<ParsedArticle> {
    try {
      return await this.parts.pageReader.readArticle(bytes, { url, contentType });
    } catch (error) {
      if (!(error instanceof ReaderError) || error.code !== 'too-large') throw error;
      throw new ReaderError(error.code, error.message, { host: new URL(url).host });
    }
  }

  #keep(article: ParsedArticle): Kept {
    const { feeds, articles, clock, closing } = this.parts;
    // The database is closed a moment later.
    if (closing.aborted) throw new ReaderError('cancelled', 'The app is closing.');
    const known = feeds.findByUrl(SAVED_PAGES_URL);
    if (known?.isRemoved === true) feeds.restore(known.id);
    const feedId = known?.id ?? this.#addFeed();
    const [saved] = articles.save(feedId, [article], clock.now());
    return { feedId, saved: keptOf(saved), isFeedNew: known?.isRemoved !== false };
  }

  #addFeed(): FeedId {
    return this.parts.feeds.add({
      ...{ url: SAVED_PAGES_URL, title: SAVED_PAGES_TITLE, siteUrl: null, folderId: null },
      addedAt: this.parts.clock.now(),
    });
  }
}

interface Kept {
  readonly feedId: FeedId;
  readonly saved: SavedArticle;
  /** It was not among the feeds a moment ago. */
  readonly isFeedNew: boolean;
}

/** Every write leaves something behind, or has thrown. */
function keptOf<T>(kept: T | null | undefined): T {
  if (kept == null) throw new Error('Nothing was written.');
  return kept;
}
