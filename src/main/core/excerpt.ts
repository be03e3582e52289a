/** The beginning of a text, and how long it takes to read. */

/** Characters kept for the list: more than a row can show at its widest. */
const EXCERPT_LENGTH = 240;

/** The beginning of a plain text, cut at a word where there are words. */
export function excerptOf(text: string): string {
  if (text.length <= EXCERPT_LENGTH) return text;
  const cut = text.slice(0, EXCERPT_LENGTH);
  const lastSpace = cut.lastIndexOf(' ');
  // A text without spaces is cut between characters, never inside a surrogate pair.
  const end = lastSpace > EXCERPT_LENGTH / 2 ? lastSpace : EXCERPT_LENGTH;
  return `${cut.slice(0, end).replace(/[\ud800-\udbff]$/, '')}…`;
}

/** Scripts written without spaces between words. */
const UNSPACED = /[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\u0e00-\u0e7f]/g;
/** Two such characters are read in about the time of one spaced word. */
const CHARACTERS_PER_WORD = 2;

/** Words to read, counting unspaced scripts by their characters. */
export function countWords(text: string): number {
  const unspaced = text.match(UNSPACED)?.length ?? 0;
  const spaced = text.replace(UNSPACED, ' ').match(/[^\s\p{P}]+/gu)?.length ?? 0;
  return spaced + Math.ceil(unspaced / CHARACTERS_PER_WORD);
}
