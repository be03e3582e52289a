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
}

const FIRST: Page = { before: null, limit: 100 };

/** @param fewHits as in `createSearchStore`. */
export function searchedLibrary(directory?: string, fewHits?: number): Searched {
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
  });
  const found = createSearchStore(library.database, fewHits);
  const service = new SearchService({ ...library, found, searchIndex, textOfHtml });
  const search: Searched['search'] = (text, scope = { kind: 'all' }, page = FIRST) =>
    service.search({ text, scope, ...page });
  return {
    ...library,
    searchIndex,
    async index() {
      indexer.wake();
      await expect.poll(() => searchIndex.waiting()).toBe(0);
      expect(problems).toEqual([]);
    },
    search,
    titles: (text, scope) => search(text, scope).rows.map(({ title }) => title),
  };
}
