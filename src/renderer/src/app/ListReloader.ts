import type { QueryClient } from '@tanstack/react-query';
import { reloadArticleList } from '../api/articleListReload';
import { listOfKey, queryKeys } from '../api/queryKeys';
import type { FeedId } from '../../../shared/model';
import type { ArticleListKey } from '../state/views';

/** A refresh announces changes ten times a second; a person needs the news about twice. */
const PAUSE = 400;

/** The lists on screen, read back from the keys they are cached under. */
function listsOnScreen(client: QueryClient): ArticleListKey[] {
  return client
    .getQueryCache()
    .findAll({ queryKey: queryKeys.articleLists, type: 'active' })
    .map(({ queryKey }) => listOfKey(queryKey));
}

/** Brings the lists on screen up to date, soon and not too often. */
export class ListReloader {
  readonly #client: QueryClient;
  #gone = new Set<FeedId>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isRunning = false;

  constructor(client: QueryClient) {
    this.#client = client;
  }

  /** @param gone feeds that lost articles; their rows leave without waiting. */
  schedule(gone: readonly FeedId[]): void {
    for (const feedId of gone) this.#gone.add(feedId);
    if (gone.length > 0) {
      clearTimeout(this.#timer);
      this.#timer = undefined;
    }
    this.#timer ??= setTimeout(() => void this.#run(), gone.length > 0 ? 0 : PAUSE);
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  async #run(): Promise<void> {
    this.#timer = undefined;
    if (this.#isRunning) {
      this.schedule([]);
      return;
    }
    this.#isRunning = true;
    const gone = this.#gone;
    this.#gone = new Set();
    try {
      for (const list of listsOnScreen(this.#client)) {
        await reloadArticleList(this.#client, list, 'known', gone);
      }
    } catch {
      // The engine went away: when it is back, every list is read again.
    } finally {
      this.#isRunning = false;
    }
  }
}
