import type { QueryClient } from '@tanstack/react-query';
import { reloadListsOnScreen } from '../api/articleListReload';
import type { FeedId } from '../../../shared/model';

/** A refresh announces changes ten times a second; a person needs the news about twice. */
const PAUSE = 400;

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
      await reloadListsOnScreen(this.#client, 'known', gone);
    } catch {
      // The engine went away: when it is back, every list is read again.
    } finally {
      this.#isRunning = false;
    }
  }
}
