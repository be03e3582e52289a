/** The place in a text where the words stand that were searched for. */
import type { MarkedText, SearchExplanation, TextRange } from '../../shared/search';
import { foldText, isUnspaced } from './searchText';

/** Characters of a snippet, and of those how many stand before the first word found. */
const LENGTH = 200;
const BEFORE = 60;
/** Marks in one text; a word of one letter would be everywhere. */
const MOST_MARKS = 20;

/** A word to mark, folded. */
export interface MarkedWord {
  readonly text: string;
  readonly isBeginning: boolean;
  readonly field: 'any' | 'title' | 'author' | 'tag';
}

const WORDS = /[\p{L}\p{N}\p{M}]+/gu;
const WORD_CHARACTER = /[\p{L}\p{N}\p{M}]/u;

/** The words of a search that a hit may show. */
export function wordsToMark(clauses: SearchExplanation): MarkedWord[] {
  return clauses.flat().flatMap((term): MarkedWord[] => {
    if (term.kind !== 'text' || term.isExcluded) return [];
    const { field, isPhrase } = term;
    // A phrase is marked as one where it is written with the same blanks, else word by word.
    const folded = foldText(term.text);
    const words = folded.match(WORDS) ?? [];
    return (isPhrase ? [folded, ...words] : words).map((text, index, { length }) => ({
      text,
      field,
      isBeginning: term.isBeginning && index === length - 1,
    }));
  });
}

/** Where words stand in a text, in order and apart from each other. */
export function marksIn(text: string, words: readonly MarkedWord[], title: boolean): TextRange[] {
  return marksInFolded(foldText(text), words, title);
}

/**
 * @param excerpt is shown where none of the words is found, as when only the title has them.
 */
export function snippetOf(text: string, words: readonly MarkedWord[], excerpt: string): MarkedText {
  const folded = foldText(text);
  const first = words.reduce((least, word) => {
    const at = inTexts(word) ? nextPlace(folded, word, 0) : -1;
    return at >= 0 && (least < 0 || at < least) ? at : least;
  }, -1);
  if (first < 0) return { text: excerpt, marks: [] };
  const from = startOfWord(text, Math.max(0, first - BEFORE), first);
  const to = endOfWord(text, from + LENGTH);
  const before = from > 0 ? '…' : '';
  const after = to < text.length ? '…' : '';
  const marks = marksInFolded(folded.slice(from, to), words, false).map(({ start, end }) => ({
    start: start + before.length,
    end: end + before.length,
  }));
  return { text: before + text.slice(from, to) + after, marks };
}

const inTexts = ({ field }: MarkedWord): boolean => field === 'any';

function marksInFolded(
  folded: string,
  words: readonly MarkedWord[],
  isTitle: boolean,
): TextRange[] {
  const found: TextRange[] = [];
  for (const word of words) {
    if (!inTexts(word) && !(isTitle && word.field === 'title')) continue;
    let at = nextPlace(folded, word, 0);
    while (at >= 0 && found.length < MOST_MARKS) {
      const end = at + word.text.length;
      found.push({ start: at, end });
      at = nextPlace(folded, word, end);
    }
  }
  const marks: TextRange[] = [];
  for (const range of found.sort((a, b) => a.start - b.start || b.end - a.end)) {
    if (range.start >= (marks.at(-1)?.end ?? 0)) marks.push(range);
  }
  return marks;
}

/** @returns -1 where the word does not come any more. */
function nextPlace(folded: string, { text, isBeginning }: MarkedWord, from: number): number {
  const isAnywhere = isUnspaced(text);
  let at = folded.indexOf(text, from);
  while (at >= 0) {
    const beginsWord = isAnywhere || !isWordAt(folded, at - 1);
    const endsWord = isAnywhere || isBeginning || !isWordAt(folded, at + text.length);
    if (beginsWord && endsWord) return at;
    at = folded.indexOf(text, at + 1);
  }
  return -1;
}

function isWordAt(text: string, at: number): boolean {
  return at >= 0 && at < text.length && WORD_CHARACTER.test(text.charAt(at));
}

/** The next blank from there on, never beyond the word found and never inside a surrogate pair. */
function startOfWord(text: string, from: number, first: number): number {
  if (from === 0) return 0;
  const blank = text.indexOf(' ', from);
  if (blank >= 0 && blank < first) return blank + 1;
  return isLowSurrogate(text, from) ? from + 1 : from;
}

function endOfWord(text: string, to: number): number {
  if (to >= text.length) return text.length;
  const blank = text.lastIndexOf(' ', to);
  if (blank > to - BEFORE) return blank;
  return isLowSurrogate(text, to) ? to - 1 : to;
}

function isLowSurrogate(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code >= 0xdc00 && code <= 0xdfff;
}
