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
/** Beyond Latin, Greek and Cyrillic, where telling words apart takes Unicode's tables. */
const BEYOND_ALPHABETS = /[\u0530-\u1fff\u2e80-\uffff]/;

/** Words to read, counting unspaced scripts by their characters. */
export function countWords(text: string): number {
  if (!BEYOND_ALPHABETS.test(text)) return countSpacedWords(text);
  const unspaced = text.match(UNSPACED)?.length ?? 0;
  const spaced = text.replace(UNSPACED, ' ').match(/[^\s\p{P}]+/gu)?.length ?? 0;
  return spaced + Math.ceil(unspaced / CHARACTERS_PER_WORD);
}

/** A loop, because a list of all words costs more than everything else that is done to a text. */
function countSpacedWords(text: string): number {
  let words = 0;
  let isInside = false;
  for (let index = 0; index < text.length; index += 1) {
    const isWord = isWordCharacter(text.charCodeAt(index));
    if (isWord && !isInside) words += 1;
    isInside = isWord;
  }
  return words;
}

/** Neither blank nor punctuation (Unicode's `P`), in the range that `countWords` sends here. */
function isWordCharacter(code: number): boolean {
  if (code >= 0x80) return !NON_WORDS.has(code) && !(code >= 0x2000 && code <= 0x206f);
  return (
    (code >= 0x61 && code <= 0x7a) ||
    (code >= 0x41 && code <= 0x5a) ||
    (code >= 0x30 && code <= 0x39) ||
    // $ + < = > ^ ` | ~ are symbols and no punctuation.
    WORD_SYMBOLS.has(code)
  );
}

const codes = (characters: string): ReadonlySet<number> =>
  new Set(Array.from(characters, (character) => character.charCodeAt(0)));
const WORD_SYMBOLS = codes('$+<=>^`|~');
const NON_WORDS = codes('\u00a0¡§«¶·»¿;·\u0589\u205d');
