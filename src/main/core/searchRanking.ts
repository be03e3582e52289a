/**
 * Which hits are the best, by where the words stand that are searched for. What FTS5 offers for that
 * (bm25) counts every article with a word before it can rate the first, which takes a second for a
 * common one. See docs/decisions/0021.
 */
import type { ArticleRow } from '../../shared/model';
import { marksIn, type MarkedWord } from './searchSnippet';

/** Newest hits among which the best are looked for. */
export const RANKED_HITS = 300;

const IN_TITLE = 8;
const IN_AUTHOR = 4;
/** In the first lines, which mostly say what an article is about. */
const IN_EXCERPT = 2;

/** The rows with the best first; of equals, the one that was first stays so. */
export function bestFirst(
  rows: readonly ArticleRow[],
  words: readonly MarkedWord[],
): readonly ArticleRow[] {
  return rows
    .map((row) => ({ row, weight: weightOf(row, words) }))
    .sort((one, other) => other.weight - one.weight)
    .map(({ row }) => row);
}

function weightOf({ title, author, excerpt }: ArticleRow, words: readonly MarkedWord[]): number {
  return words.reduce((sum, word) => {
    const stands = (text: string): number => Math.sign(marksIn(text, [word], true).length);
    const weights = IN_TITLE * stands(title) + IN_EXCERPT * stands(excerpt);
    return sum + weights + IN_AUTHOR * stands(author ?? '');
  }, 0);
}
