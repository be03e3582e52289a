/** The search of a real library, indexed by the real indexer. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect } from 'vitest';
import type { SearchIndex } from '../../../src/main/core/ports';
import { textOfHtml } from '../../../src/main/parser/readHtml';
import { SearchIndexer } from '../../../src/main/services/searchIndexer';
import { SearchService } from '../../../src/main/services/searchService';
import { createSearchIndex } from '../../../src/main/store/searchIndexStore';
import { createSearchStore } from '../../../src/main/store/searchStore';
import { createUnhurriedTransaction } from '../../../src/main/store/unhurriedTransaction';
import type { Output } from '../../../src/shared/contract/index';
import type { Cursor, Scope } from '../../../src/shared/model';
import type { SearchOrder } from '../../../src/shared/search';
import { openLibrary, type Library } from '../../support/library';

export interface Searched extends Library {
  readonly searchIndex: SearchIndex;
  /** Indexes everything that waits. */
  index(): Promise<void>;
  search(text: string, scope?: Scope, page?: Page): Output<'search.articles'>;
  /** The titles of what was found, newest first. */
  titles(text: string, scope?: Scope): string[];
}

interface Page {
  readonly before: Cursor | null;
  readonly limit: number;
  readonly show?: 'all' | 'unread';
  readonly order?: SearchOrder;
}

const FIRST: Page = { before: null, limit: 100 };

/** @param change as in `createSearchStore` and `SearchIndexerParts`. */
export function searchedLibrary(
  directory?: string,
  change: { fewHits?: number; mostTime?: number; mostPieces?: number } = {},
): Searched {
  const library = openLibrary(directory);
  const searchIndex = createSearchIndex(library.database);
  const problems: unknown[] = [];
  const indexer = new SearchIndexer({
    searchIndex,
    textOfHtml,
    transaction: createUnhurriedTransaction(library.database),
    pause: () => nextTurn(),
    log: {
      info: () => undefined,
      warn: (_message, error) => void problems.push(error),
      error: (_message, error) => void problems.push(error),
    },
    closing: new AbortController().signal,
    isQuiet: () => true,
    isInUse: () => true,
    ...(change.mostPieces !== undefined && { mostPieces: change.mostPieces }),
  });
  const found = createSearchStore(library.database, change.fewHits, change.mostTime);
  const service = new SearchService({ ...library, found, searchIndex, textOfHtml });
  const search: Searched['search'] = (text, scope = { kind: 'all' }, page = FIRST) =>
    service.search({ text, scope, show: 'all', order: 'newest', ...page });
  return {
    ...library,
    searchIndex,
    async index() {
      indexer.wake();
      await expect.poll(() => searchIndex.waiting(), { timeout: 20_000 }).toBe(0);
      expect(problems).toEqual([]);
    },
    search,
    titles: (text, scope) => search(text, scope).rows.map(({ title }) => title),
  };
}
