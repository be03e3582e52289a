/**
 * Words of the index's own, which stand for what an article is and not for what it says. They begin
 * with a private-use character that is taken out of all other texts, so nobody can write them.
 */
import type { FeedId } from '../../shared/model';
import { isUnspaced, wordsOf } from './searchText';

const MARK = '\ue000';
/** Letters of the longest beginning that is marked. See docs/decisions/0021. */
const LONGEST_MARK = 4;
/** Words of a title whose beginnings are marked; the longest titles are texts. */
const MOST_WORDS = 40;

/** Every article has it. */
export const EVERYTHING = `${MARK}a`;
export const HAS_IMAGE = `${MARK}i`;
export const HAS_AUDIO = `${MARK}s`;
export const feedMark = (id: FeedId): string => `${MARK}f${String(id)}`;
/** @param beginning up to `LONGEST_MARK` letters, folded. */
export const titlePrefixMark = (beginning: string): string => `${MARK}t${beginning}`;
export const authorPrefixMark = (beginning: string): string => `${MARK}n${beginning}`;

export interface MarkedArticle {
  readonly feedId: FeedId;
  readonly title: string;
  readonly author: string | null;
  readonly hasImage: boolean;
  readonly hasAudio: boolean;
}

export function marksOf(article: MarkedArticle): string {
  const marks = [EVERYTHING, feedMark(article.feedId)];
  if (article.hasImage) marks.push(HAS_IMAGE);
  if (article.hasAudio) marks.push(HAS_AUDIO);
  marks.push(...beginnings(article.title).map(titlePrefixMark));
  marks.push(...beginnings(article.author ?? '').map(authorPrefixMark));
  return marks.join(' ');
}

/** The first one to four letters of each word, and each character of unspaced scripts. */
function beginnings(text: string): string[] {
  const found = new Set<string>();
  for (const word of wordsOf(text).slice(0, MOST_WORDS)) {
    const characters = Array.from(word);
    if (isUnspaced(word)) for (const character of characters) found.add(character);
    for (let length = 1; length <= Math.min(LONGEST_MARK, characters.length); length += 1) {
      found.add(characters.slice(0, length).join(''));
    }
  }
  return [...found];
}
