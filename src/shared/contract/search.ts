import { z } from 'zod';
import { Cursor, Scope } from '../model';
import { SearchExplanation, SearchHit, SearchOrder } from '../search';
import { query } from './define';

/** Characters; more than that nobody types, and pastes by mistake. */
const LONGEST_SEARCH = 1000;

/** Searching what is on this machine. */
export const search = {
  /**
   * One page of what was found. Any text is a search; `explanation` says how it was understood, and
   * is null for one that asks for nothing, which finds nothing.
   *
   * A page may have fewer rows than were asked for though `next` says that there may be more: what
   * takes long is answered in parts.
   *
   * `order: 'best'` has one page, of the newest hits only, those first that say it most clearly.
   */
  'search.articles': query(
    z.strictObject({
      text: z.string().max(LONGEST_SEARCH),
      scope: Scope,
      show: z.enum(['all', 'unread']).default('all'),
      order: SearchOrder.default('newest'),
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
