/** A search as conditions that the library can answer, mostly by the index alone. */
import type { FeedId } from '../../shared/model';
import type { SearchExplanation, SearchTerm } from '../../shared/search';
import {
  authorPrefixMark,
  EVERYTHING,
  feedMark,
  HAS_AUDIO,
  HAS_IMAGE,
  titlePrefixMark,
} from './searchMarks';
import { hasWords, isUnspaced, phraseForIndex, wordsOf } from './searchText';

/** What the index does not know of an article, because it changes too often. */
export type StateCondition =
  | { readonly kind: 'unread' | 'read' | 'bookmarked'; readonly isExcluded: boolean }
  | { readonly kind: 'before' | 'after'; readonly at: number; readonly isExcluded: boolean };

/** Any of these holds. `match` is an expression for the index. */
export interface Alternatives {
  readonly match: string | null;
  readonly states: readonly StateCondition[];
}

export interface SearchConditions {
  /** Full-text expression that every hit fulfils. */
  readonly match: string;
  /** All of these hold as well. */
  readonly beside: readonly Alternatives[];
}

/** Which feeds a name stands for. */
export interface FeedNames {
  feedsNamed(name: string): readonly FeedId[];
  feedsInFolder(name: string): readonly FeedId[];
}

/**
 * Letters from which on the beginning of a word is looked for in texts. All words that begin so are
 * read before the first hit is known; with four letters that is 5 ms at 100,000 articles and 50 at a
 * million.
 */
export type TextBeginnings = 4 | 5;
/** Articles up to which four letters are enough. */
const MOST_FOR_FOUR = 200_000;

export function textBeginnings(articles: number): TextBeginnings {
  return articles <= MOST_FOR_FOUR ? 4 : 5;
}

/** @param only feeds that are searched, or null for all. */
export function conditionsOf(
  clauses: SearchExplanation,
  names: FeedNames,
  only: readonly FeedId[] | null,
  from: TextBeginnings,
): SearchConditions {
  const wanted: string[] = only === null ? [] : [anyFeed(only)];
  const unwanted: string[] = [];
  const beside: Alternatives[] = [];
  for (const terms of clauses) {
    const states = terms.flatMap((term) => stateOf(term) ?? []);
    const texts = terms.filter((term) => stateOf(term) === null);
    const [first] = texts;
    if (states.length > 0) {
      const match =
        texts.length === 0 ? null : anyOf(texts.map((term) => alone(term, names, from)));
      beside.push({ match, states });
    } else if (texts.length === 1 && first?.isExcluded === true) {
      unwanted.push(positive(first, names, from));
    } else {
      wanted.push(anyOf(texts.map((term) => alone(term, names, from))));
    }
  }
  const all = wanted.length === 0 ? EVERYTHING : wanted.join(' AND ');
  const match = unwanted.length === 0 ? all : `(${all}) NOT ${anyOf(unwanted)}`;
  return { match, beside };
}

function stateOf(term: SearchTerm): StateCondition | null {
  switch (term.kind) {
    case 'state':
      return { kind: term.state, isExcluded: term.isExcluded };
    case 'before':
    case 'after':
      return { kind: term.kind, at: term.at, isExcluded: term.isExcluded };
    case 'text':
    case 'feed':
    case 'folder':
    case 'has':
      return null;
  }
}

const anyOf = (expressions: readonly string[]): string => `(${expressions.join(' OR ')})`;

function alone(term: SearchTerm, names: FeedNames, from: TextBeginnings): string {
  const expression = positive(term, names, from);
  return term.isExcluded ? `(${EVERYTHING} NOT ${expression})` : expression;
}

function positive(term: SearchTerm, names: FeedNames, from: TextBeginnings): string {
  switch (term.kind) {
    case 'text':
      return textExpression(term, from);
    case 'feed':
      return anyFeed(names.feedsNamed(term.name));
    case 'folder':
      return anyFeed(names.feedsInFolder(term.name));
    case 'has':
      return term.what === 'image' ? HAS_IMAGE : HAS_AUDIO;
    case 'state':
    case 'before':
    case 'after':
      // These are no questions to the index; `stateOf` has them.
      return EVERYTHING;
  }
}

/** No feed at all is a word that no article has. */
const NOTHING = '\ue000z';

function anyFeed(ids: readonly FeedId[]): string {
  return ids.length === 0 ? NOTHING : anyOf(ids.map(feedMark));
}

type TextTerm = Extract<SearchTerm, { kind: 'text' }>;

const COLUMNS = { any: '', title: 'title : ', author: 'author : ', tag: 'tags : ' } as const;

const LAST_WORD = /[\p{L}\p{N}\p{M}]+$/u;

/**
 * The beginning of a word. All the words that begin so are read before the first hit is known, which
 * takes a second for the shortest; those are looked for as whole words, and as beginnings in titles
 * and names, where the index has them ready. At the end of several words they say nothing yet.
 */
function textExpression(term: TextTerm, from: TextBeginnings): string {
  const column = COLUMNS[term.field];
  const phrase = phraseForIndex(term.text).replaceAll('"', ' ');
  const [word, ...more] = wordsOf(term.text);
  const isOneWord = word !== undefined && more.length === 0;
  const whole = `${column}"${phrase}"`;
  if (isOneWord && !term.isPhrase && Array.from(word).length === 1 && isUnspaced(word)) {
    // A character of an unspaced script begins pairs in texts; in titles it has a mark.
    return term.field === 'any' || term.field === 'title'
      ? `(${whole} OR ${titlePrefixMark(word)})`
      : whole;
  }
  if (!term.isBeginning) return whole;
  const last = more.at(-1) ?? word ?? '';
  const isShort = Array.from(last).length < from && !isUnspaced(last);
  if (!isShort) return `${whole} *`;
  if (!isOneWord) {
    const rest = term.text.replace(LAST_WORD, '');
    return hasWords(rest) ? `${column}"${phraseForIndex(rest).replaceAll('"', ' ')}"` : whole;
  }
  const ready = [
    ...(term.field === 'any' || term.field === 'title' ? [titlePrefixMark(word)] : []),
    ...(term.field === 'any' || term.field === 'author' ? [authorPrefixMark(word)] : []),
  ];
  return anyOf([whole, ...ready]);
}
