/**
 * What a person types into the search box, understood. Everything is a search: what is not an
 * operator is a word, and there is no error.
 *
 *     coffee -decaf "flat white" OR espresso title:beans feed:"the roast" is:unread after:2026-05
 *
 * `OR` joins the two terms beside it and binds more closely than the blank, which means "and".
 */
import type { SearchExplanation, SearchTerm } from '../../shared/search';
import { hasWords, plainForIndex } from './searchText';

/** Terms that are heard; a text pasted by mistake has more. */
const MOST_TERMS = 50;
/** An operator's name, or none; a text in quotes (the last may be open), or up to the next blank. */
const PIECE = /(-?)(?:([a-z]+):)?(?:"([^"]*)("?)|(\S+))|-/giu;
const UNFINISHED = /^(?:feed|folder|title|author|tag|is|has|before|after):$/i;

interface Piece {
  readonly isExcluded: boolean;
  readonly operator: string | null;
  readonly text: string;
  readonly isQuoted: boolean;
  /** Nothing was typed after it. */
  readonly isLast: boolean;
  readonly whole: string;
}

/** @returns null for a text that asks for nothing. */
export function parseSearch(typed: string): SearchExplanation | null {
  const clauses: SearchTerm[][] = [];
  let isAlternative = false;
  for (const piece of piecesOf(typed)) {
    if (piece.whole === 'OR' && clauses.length > 0) {
      isAlternative = true;
      continue;
    }
    const term = termOf(piece);
    if (term === null) continue;
    if (isAlternative) clauses.at(-1)?.push(term);
    else clauses.push([term]);
    isAlternative = false;
  }
  return clauses.length === 0 ? null : clauses;
}

function piecesOf(typed: string): Piece[] {
  const text = plainForIndex(typed.normalize('NFC').replace(/[“”„«»]/g, '"'));
  return [...text.matchAll(PIECE)].slice(0, MOST_TERMS).map((match) => ({
    isExcluded: match[1] === '-',
    operator: match[2]?.toLowerCase() ?? null,
    text: match[3] ?? match[5] ?? '',
    isQuoted: match[3] !== undefined,
    isLast: match.index + match[0].length === text.length && match[4] !== '"',
    whole: match[0],
  }));
}

function termOf(piece: Piece): SearchTerm | null {
  const { operator, text, isExcluded } = piece;
  // An operator still being typed asks for nothing yet.
  if (operator === null) return UNFINISHED.test(text) ? null : textTerm(piece, text, 'any');
  if (text.trim() === '') return null;
  switch (operator) {
    case 'feed':
    case 'folder':
      return { kind: operator, name: text.trim(), isExcluded };
    case 'title':
    case 'author':
    case 'tag':
      return textTerm(piece, text, operator);
    case 'is':
      return stateTerm(text, isExcluded) ?? asWords(piece);
    case 'has':
      return hasTerm(text, isExcluded) ?? asWords(piece);
    case 'before':
    case 'after': {
      const at = dayOf(text);
      return at === null ? asWords(piece) : { kind: operator, at, isExcluded };
    }
    default:
      return asWords(piece);
  }
}

/** An operator that is none, as in "re:invent", is part of what is searched for. */
function asWords(piece: Piece): SearchTerm | null {
  return textTerm(piece, `${piece.operator ?? ''}:${piece.text}`, 'any');
}

type Field = Extract<SearchTerm, { kind: 'text' }>['field'];

function textTerm(
  { isQuoted, isLast, isExcluded }: Piece,
  text: string,
  field: Field,
): SearchTerm | null {
  const trimmed = text.trim();
  if (!hasWords(trimmed)) return null;
  const isBeginning = isLast && !isExcluded && !/[\s\p{P}]$/u.test(text);
  return { kind: 'text', text: trimmed, isPhrase: isQuoted, isBeginning, field, isExcluded };
}

function stateTerm(text: string, isExcluded: boolean): SearchTerm | null {
  const state = text.toLowerCase();
  if (state === 'unread' || state === 'read' || state === 'bookmarked') {
    return { kind: 'state', state, isExcluded };
  }
  return null;
}

function hasTerm(text: string, isExcluded: boolean): SearchTerm | null {
  const what = text.toLowerCase();
  return what === 'image' || what === 'audio' ? { kind: 'has', what, isExcluded } : null;
}

/** The beginning of a year, month or day, in the machine's own time zone. */
function dayOf(text: string): number | null {
  const match = /^(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?$/.exec(text.trim());
  if (match === null) return null;
  const [year, month, day] = [Number(match[1]), Number(match[2] ?? 1), Number(match[3] ?? 1)];
  const date = new Date(year, month - 1, day);
  // 30 February would be a day in March; the years up to 99 would be in the last century.
  const isReal = date.getFullYear() === year && date.getMonth() === month - 1;
  return isReal && date.getDate() === day ? date.getTime() : null;
}
