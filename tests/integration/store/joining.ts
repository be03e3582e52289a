/** Joining feeds of a library, for the tests of it. */
import { FeedMerge } from '../../../src/main/services/feedMerge';
import type { ArticleState, FeedId } from '../../../src/shared/model';
import { addFeed, IS_READ, type Library } from '../../support/library';

export const now = Date.UTC(2026, 10, 24);

export interface StateRow {
  readonly feed_id: number;
  readonly identity: string;
  readonly is_read: number;
}

export interface Told {
  readonly states: ArticleState[];
  readonly articles: { feedId: FeedId; added: number; removed: boolean }[];
  feeds: number;
}

/** @param pause called between two pieces; `'close'` ends the engine there. */
export function mergeOf(
  library: Library,
  pause: () => 'close' | undefined = () => undefined,
): { merge: FeedMerge; told: Told } {
  const told: Told = { states: [], articles: [], feeds: 0 };
  const closing = new AbortController();
  const merge = new FeedMerge({
    ...library,
    transaction: (work) => library.database.transaction(work).immediate(),
    changes: {
      feedsChanged: () => (told.feeds += 1),
      articlesChanged: (change) => told.articles.push(change),
      statesChanged: (states) => told.states.push(...states),
      refreshProgressed: () => undefined,
    },
    clock: { now: () => now },
    pause: () => {
      if (pause() === 'close') closing.abort();
      return Promise.resolve();
    },
    closing: closing.signal,
  });
  return { merge, told };
}

export function allStates({ database }: Library): StateRow[] {
  return database
    .prepare<[], StateRow>(
      `SELECT feed_id, identity, ${IS_READ} AS is_read FROM article_states s ORDER BY identity`,
    )
    .all();
}

export function twoFeeds(library: Library): readonly [FeedId, FeedId] {
  return [addFeed(library, 'old'), addFeed(library, 'new')];
}

export function titlesOf(library: Library, feedId: FeedId): string[] {
  return library.articles
    .list({ scope: { kind: 'feed', feedId }, show: 'all', before: null, limit: 200 })
    .rows.map(({ title }) => title);
}
