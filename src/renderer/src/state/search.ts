/** What a person searches for, and where. */
import type { ArticleId, Scope } from '../../../shared/model';
import type { SearchOrder } from '../../../shared/search';
import { listOfView, type View } from './views';

export interface Search {
  /** As it was typed. */
  readonly text: string;
  /** False while only the view is searched. */
  readonly isEverywhere: boolean;
  readonly order: SearchOrder;
  /** What was selected in the view, to be given back. */
  readonly selectedBefore: ArticleId | null;
}

/** A search as the engine is asked for it. */
export interface SearchKey {
  readonly text: string;
  readonly scope: Scope;
  readonly show: 'all' | 'unread';
  readonly order: SearchOrder;
}

export function beginSearch(selectedBefore: ArticleId | null): Search {
  return { text: '', isEverywhere: false, order: 'newest', selectedBefore };
}

/**
 * The view is on screen while nothing is typed, and has its own selection, which what was found takes
 * the place of and gives back.
 */
export function changedSearch(
  search: Search,
  change: Partial<Omit<Search, 'selectedBefore'>>,
  selectedArticleId: ArticleId | null,
): { readonly search: Search; readonly selectedArticleId: ArticleId | null } {
  const changed = { ...search, ...change };
  const [wasEmpty, isEmpty] = [search, changed].map(({ text }) => text.trim() === '');
  if (wasEmpty === isEmpty) return { search: changed, selectedArticleId };
  return isEmpty === true
    ? { search: changed, selectedArticleId: search.selectedBefore }
    : { search: { ...changed, selectedBefore: selectedArticleId }, selectedArticleId };
}

/**
 * The search behind what is on screen; null while nothing was typed. In the view of unread articles
 * only those are searched. Elsewhere read ones are too, whatever the list shows: a person looks for
 * what they have read more often than for anything else.
 */
export function searchKeyOf(search: Search | null, view: View, dayStart: number): SearchKey | null {
  if (search === null || search.text.trim() === '') return null;
  const { text, order } = search;
  if (search.isEverywhere) return { text, order, scope: { kind: 'all' }, show: 'all' };
  return { text, order, ...listOfView(view, false, dayStart) };
}

const FILTER = /(^|\s)-?(?:feed|folder|author|title|tag|is|has|before|after):(?:"[^"]*"?|\S*)/giu;

/** The words alone that a search has, without any operator. */
export function withoutFilters(text: string): string {
  return text
    .replace(FILTER, '$1')
    .replace(/(?:^|\s)OR(?=\s*$)|^\s*OR\s/gu, ' ')
    .replace(/\s+/gu, ' ')
    .trim();
}
