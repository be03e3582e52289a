import { z } from 'zod';
import { Cursor, Scope } from '../model';
import { SearchExplanation, SearchHit } from '../search';
import { query } from './define';

/** Characters; more than that nobody types, and pastes by mistake. */
const LONGEST_SEARCH = 1000;

/** Searching what is on this machine. */
export const search = {
  /**
   * One page of what was found, newest first. Any text is a search; `explanation` says how it was
   * understood, and is null for one that asks for nothing, which finds nothing.
   */
  'search.articles': query(
    z.strictObject({
      text: z.string().max(LONGEST_SEARCH),
      scope: Scope,
      before: Cursor.nullable(),
      limit: z.int().min(1).max(200),
    }),
    z.strictObject({
      rows: z.array(SearchHit),
      next: Cursor.nullable(),
      explanation: SearchExplanation.nullable(),
    }),
  ),
  /** How many articles are still to be put into the index, or taken out of it. */
  'search.status': query(z.strictObject({}), z.strictObject({ waiting: z.int().nonnegative() })),
};
