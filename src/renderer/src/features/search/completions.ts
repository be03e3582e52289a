/** What may be meant by the piece of a search that is being typed. */
import type { Feed, Folder } from '../../../../shared/model';

export interface Completion {
  /** What takes the place of the piece. */
  readonly insert: string;
  readonly label: string;
  /** What it does, in a few words. */
  readonly hint: string;
}

export interface Completed {
  readonly text: string;
  readonly caret: number;
}

const OPERATORS: readonly (readonly [name: string, hint: string])[] = [
  ['feed:', 'in feeds of this name'],
  ['folder:', 'in a folder'],
  ['title:', 'in the title'],
  ['author:', 'by this author'],
  ['tag:', 'with this tag'],
  ['is:', 'unread, read or bookmarked'],
  ['has:', 'a picture, or audio'],
  ['after:', 'since a day, month or year'],
  ['before:', 'before a day, month or year'],
];

const STATES = [
  ['unread', 'not read yet'],
  ['read', 'read already'],
  ['bookmarked', 'kept by you'],
] as const;
const HAVING = [
  ['image', 'with a picture'],
  ['audio', 'with audio'],
] as const;

/** Names of feeds that are offered at once. */
const MOST = 8;
/** The piece before the caret: a minus, an operator, and a value that may be in open quotes. */
const PIECE = /(?:^|\s)(-?)(?:([a-z]+):("?)([^"]*)|([a-z]*))$/iu;

interface Piece {
  readonly start: number;
  readonly minus: string;
  readonly operator: string | null;
  readonly value: string;
}

function pieceAt(text: string, caret: number): Piece | null {
  const before = text.slice(0, caret);
  // Inside of quotes a blank is a part of the value, and outside it ends it.
  const match = PIECE.exec(before);
  if (match === null) return null;
  const [whole, minus = '', operator, quote = '', value = '', word = ''] = match;
  if (operator !== undefined && quote === '' && /\s/u.test(value)) {
    const rest = /(?:^|\s)(-?)([a-z]*)$/iu.exec(before);
    if (rest === null) return null;
    const [, restMinus = '', restWord = ''] = rest;
    return {
      start: caret - restMinus.length - restWord.length,
      minus: restMinus,
      operator: null,
      value: restWord,
    };
  }
  const start = caret - whole.trimStart().length;
  return { start, minus, operator: operator?.toLowerCase() ?? null, value: value || word };
}

const folded = (text: string): string =>
  text.normalize('NFD').replace(/\p{M}/gu, '').toLocaleLowerCase();

/** In quotes where it has to be; a name's own quotes would end it. */
function valueOf(name: string): string {
  const plain = name
    .replace(/["“”„«»]/gu, ' ')
    .replace(/\s+/gu, ' ')
    .trim();
  return /\s/u.test(plain) ? `"${plain}"` : plain;
}

function named(titles: readonly string[], value: string, hint: string): Completion[] {
  const wanted = folded(value);
  return [...new Set(titles)]
    .filter((title) => folded(title).includes(wanted) && valueOf(title) !== '')
    .sort((one, other) => folded(one).indexOf(wanted) - folded(other).indexOf(wanted))
    .slice(0, MOST)
    .map((title) => ({ insert: valueOf(title), label: title, hint }));
}

function chosen(choices: readonly (readonly [string, string])[], value: string): Completion[] {
  return choices
    .filter(([word]) => word.startsWith(value.toLowerCase()) && word !== value.toLowerCase())
    .map(([word, hint]) => ({ insert: word, label: word, hint }));
}

/** Days, months and years as they are typed: "2026-03-01". */
function dates(value: string, now: number): Completion[] {
  const date = new Date(now);
  const [year, month, day] = [date.getFullYear(), date.getMonth() + 1, date.getDate()].map((part) =>
    String(part).padStart(2, '0'),
  ) as [string, string, string];
  const choices: [string, string][] = [
    [`${year}-${month}-${day}`, 'today'],
    [`${year}-${month}`, 'this month'],
    [year, 'this year'],
  ];
  return choices
    .filter(([text]) => text.startsWith(value) && text !== value)
    .map(([text, hint]) => ({ insert: text, label: text, hint }));
}

function valuesOf(
  operator: string,
  value: string,
  { feeds, folders }: { readonly feeds: readonly Feed[]; readonly folders: readonly Folder[] },
  now: number,
): Completion[] {
  switch (operator) {
    case 'feed':
      return named(feeds.map(({ title }) => title), value, 'feed'); // prettier-ignore
    case 'folder':
      return named(folders.map(({ title }) => title), value, 'folder'); // prettier-ignore
    case 'is':
      return chosen(STATES, value);
    case 'has':
      return chosen(HAVING, value);
    case 'before':
    case 'after':
      return dates(value, now);
    default:
      return [];
  }
}

/** What may be meant at the caret, the likeliest first; empty where that is anybody's guess. */
export function completionsAt(
  text: string,
  caret: number,
  subscriptions: { readonly feeds: readonly Feed[]; readonly folders: readonly Folder[] },
  now: number,
): Completion[] {
  const piece = pieceAt(text, caret);
  if (piece === null) return [];
  if (piece.operator !== null) return valuesOf(piece.operator, piece.value, subscriptions, now);
  const word = piece.value.toLowerCase();
  // Between two words anything may come; only at the very beginning all is offered.
  if (word === '' && piece.minus === '' && text.trim() !== '') return [];
  return OPERATORS.filter(([name]) => name.startsWith(word)).map(([name, hint]) => ({
    insert: name,
    label: name,
    hint,
  }));
}

/** The text with a completion in place of the piece at the caret. A value is followed by a blank. */
export function complete(text: string, caret: number, { insert }: Completion): Completed {
  const piece = pieceAt(text, caret);
  if (piece === null) return { text, caret };
  const { start, minus, operator } = piece;
  const written = operator === null ? `${minus}${insert}` : `${minus}${operator}:${insert} `;
  const rest = text.slice(caret).replace(written.endsWith(' ') ? /^\s/u : /^$/u, '');
  return { text: text.slice(0, start) + written + rest, caret: start + written.length };
}
