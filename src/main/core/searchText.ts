/**
 * How texts are cut into what the search index calls words. It knows words by the blanks between
 * them (SQLite's unicode61); scripts written without blanks are given to it as pairs of characters,
 * so that two characters find any text they stand in.
 */

/** Han, Kana, Hangul and Thai: written without blanks, or with blanks that tell no words apart. */
const UNSPACED_CLASS =
  '\\u0e00-\\u0e7f\\u3005\\u3040-\\u30ff\\u3400-\\u4dbf\\u4e00-\\u9fff\\uac00-\\ud7af\\uf900-\\ufaff\\u{20000}-\\u{3ffff}';
const UNSPACED_RUN = new RegExp(`[${UNSPACED_CLASS}]+`, 'gu');
const UNSPACED = new RegExp(`[${UNSPACED_CLASS}]`, 'u');
/** A quick look by UTF-16 units: nothing in it can be unspaced. */
const MAYBE_UNSPACED = /[\u0e00-\u0e7f\u3005-\ud7af\ud840-\udbff\uf900-\ufaff]/;
/**
 * Controls, because SQLite ends a text at the first NUL; and private-use characters, which are words
 * to unicode61, and with which the index marks articles.
 */
const NOT_FOR_INDEX = /[\u0000-\u001f\u007f-\u009f\ue000-\uf8ff]/g;

const WORD = /[\p{L}\p{N}\p{M}]+/gu;

export function isUnspaced(text: string): boolean {
  return MAYBE_UNSPACED.test(text) && UNSPACED.test(text);
}

/** A text without what only the index itself may write. */
export function plainForIndex(text: string): string {
  return text.replace(NOT_FOR_INDEX, ' ');
}

/**
 * A text as it goes into the index. The last character of each unspaced run stands alone once more,
 * so that every character begins something.
 */
export function textForIndex(text: string): string {
  const plain = plainForIndex(text);
  if (!MAYBE_UNSPACED.test(plain)) return plain;
  return plain.replace(UNSPACED_RUN, (run) => ` ${pairs(run, true)} `);
}

/** The same for what is searched: characters at its end may be the beginning of more. */
export function phraseForIndex(text: string): string {
  const plain = plainForIndex(text).trim();
  if (!MAYBE_UNSPACED.test(plain)) return plain;
  return plain
    .replace(UNSPACED_RUN, (run, at: number) => ` ${pairs(run, at + run.length < plain.length)} `)
    .trim();
}

function pairs(run: string, withLast: boolean): string {
  const characters = Array.from(run);
  if (characters.length === 1) return run;
  const all = characters.slice(1).map((character, index) => (characters[index] ?? '') + character);
  if (withLast) all.push(characters.at(-1) ?? '');
  return all.join(' ');
}

/** Lower-case and without diacritics, as the index has it; as long as the text was. */
export function foldText(text: string): string {
  const lower = text.toLowerCase();
  const kept = lower.length === text.length ? lower : Array.from(text, lowerOfSameLength).join('');
  return NON_ASCII.test(kept) ? kept.replace(NON_ASCII_EACH, baseOf) : kept;
}

const NON_ASCII = /[^\u0000-\u007f]/;
const NON_ASCII_EACH = /[\u0080-\ud7ff\uf900-\uffff]/g;
const bases = new Map<string, string>();
const MOST_BASES = 5000;

function baseOf(character: string): string {
  const known = bases.get(character);
  if (known !== undefined) return known;
  const [first = character, ...rest] = Array.from(character.normalize('NFD'));
  const isLetterWithMarks = rest.length > 0 && rest.every((mark) => /\p{M}/u.test(mark));
  const base = isLetterWithMarks && first.length === 1 ? lowerOfSameLength(first) : character;
  if (bases.size < MOST_BASES) bases.set(character, base);
  return base;
}

function lowerOfSameLength(character: string): string {
  const lower = character.toLowerCase();
  return lower.length === character.length ? lower : character;
}

/** The words of a text, folded. */
export function wordsOf(text: string): string[] {
  return foldText(text.normalize('NFC')).match(WORD) ?? [];
}

/** Whether the index would find any word in a text at all. */
export function hasWords(text: string): boolean {
  return /[\p{L}\p{N}]/u.test(text);
}
