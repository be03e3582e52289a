/** What searching says and answers. */
import { z } from 'zod';
import { ArticleRow } from './model';

/** A part of a text, in UTF-16 units; `end` is the first unit after it. */
export const TextRange = z.strictObject({
  start: z.int().nonnegative(),
  end: z.int().positive(),
});
export type TextRange = z.infer<typeof TextRange>;

/** Plain text and where in it the words stand that were searched for; never markup. */
export const MarkedText = z.strictObject({ text: z.string(), marks: z.array(TextRange) });
export type MarkedText = z.infer<typeof MarkedText>;

export const SearchHit = ArticleRow.extend({
  titleMarks: z.array(TextRange),
  snippet: MarkedText,
});
export type SearchHit = z.infer<typeof SearchHit>;

export const SearchOrder = z.enum(['newest', 'best']);
export type SearchOrder = z.infer<typeof SearchOrder>;

const isExcluded = z.boolean();

/** One condition of a search, as it was understood. */
export const SearchTerm = z.discriminatedUnion('kind', [
  /** A word, or several in a row. */
  z.strictObject({
    kind: z.literal('text'),
    text: z.string(),
    isPhrase: z.boolean(),
    /** It may be the beginning of a word still being typed. */
    isBeginning: z.boolean(),
    field: z.enum(['any', 'title', 'author', 'tag']),
    isExcluded,
  }),
  z.strictObject({ kind: z.literal('feed'), name: z.string(), isExcluded }),
  z.strictObject({ kind: z.literal('folder'), name: z.string(), isExcluded }),
  z.strictObject({
    kind: z.literal('state'),
    state: z.enum(['unread', 'read', 'bookmarked']),
    isExcluded,
  }),
  z.strictObject({ kind: z.literal('has'), what: z.enum(['image', 'audio']), isExcluded }),
  /** `at` is the beginning of the day, month or year that was named. `after` counts it in. */
  z.strictObject({ kind: z.enum(['before', 'after']), at: z.int(), isExcluded }),
]);
export type SearchTerm = z.infer<typeof SearchTerm>;

/** All of the clauses hold, and of each clause any term. The window puts it into words. */
export const SearchExplanation = z.array(z.array(SearchTerm).min(1));
export type SearchExplanation = z.infer<typeof SearchExplanation>;
