/** Searching what is on this machine. */
import type { Input, Output } from '../../shared/contract/index';
import type { ArticleRow, FeedId, Folder, FolderId, Scope } from '../../shared/model';
import type { SearchHit, SearchTerm } from '../../shared/search';
import type { FeedStore, SearchIndex, SearchRequest, SearchStore } from '../core/ports';
import { conditionsOf, textBeginnings, type FeedNames } from '../core/searchExpression';
import { parseSearch } from '../core/searchQuery';
import { bestFirst, RANKED_HITS } from '../core/searchRanking';
import { marksIn, snippetOf, wordsToMark, type MarkedWord } from '../core/searchSnippet';
import { foldText } from '../core/searchText';

/** Characters of an article's HTML in which its snippet is looked for. */
const MOST_SOURCE = 60_000;

const UNREAD: SearchTerm = { kind: 'state', state: 'unread', isExcluded: false };

export interface SearchServiceParts {
  readonly feeds: FeedStore;
  readonly found: SearchStore;
  readonly searchIndex: SearchIndex;
  /** HTML as one line of text. */
  readonly textOfHtml: (html: string) => string;
}

export class SearchService {
  constructor(private readonly parts: SearchServiceParts) {}

  search(query: Input<'search.articles'>): Output<'search.articles'> {
    const { text, scope, show, order, before, limit } = query;
    const { feeds, found: store } = this.parts;
    const explanation = parseSearch(text);
    if (explanation === null) return { rows: [], next: null, explanation };
    const names = new NamedFeeds(() => feeds.list());
    const clauses = show === 'unread' ? [...explanation, [UNREAD]] : explanation;
    const from = textBeginnings(store.size());
    const conditions = conditionsOf(clauses, names, names.scopeOf(scope), from);
    const words = wordsToMark(explanation);
    const request = { conditions, scope, before, limit };
    const { rows, next } = order === 'best' ? bestOf(request) : store.find(request);
    return { rows: rows.map((row) => this.#hit(row, words)), next, explanation };

    function bestOf(asked: SearchRequest): ReturnType<SearchStore['find']> {
      const newest = store.find({ ...asked, before: null, limit: RANKED_HITS });
      return { rows: bestFirst(newest.rows, words).slice(0, limit), next: null };
    }
  }

  #hit(row: ArticleRow, words: readonly MarkedWord[]): SearchHit {
    const { found, textOfHtml } = this.parts;
    const text = textOfHtml(found.textsOf(row.id, MOST_SOURCE).join(' '));
    return {
      ...row,
      titleMarks: marksIn(row.title, words, true),
      snippet: snippetOf(text, words, row.excerpt),
    };
  }

  status(): Output<'search.status'> {
    return { waiting: this.parts.searchIndex.waiting() };
  }
}

/** Names of feeds and folders, which change too often for the index. A part of a name is enough. */
class NamedFeeds implements FeedNames {
  #listed: ReturnType<FeedStore['list']> | null = null;

  constructor(private readonly list: FeedStore['list']) {}

  feedsNamed(name: string): FeedId[] {
    const part = foldText(name);
    return this.#all()
      .feeds.filter(({ title }) => foldText(title).includes(part))
      .map(({ id }) => id);
  }

  feedsInFolder(name: string): FeedId[] {
    const part = foldText(name);
    const named = this.#all().folders.filter(({ title }) => foldText(title).includes(part));
    return this.#feedsBelow(named.map(({ id }) => id));
  }

  /** @returns null when the scope is not about feeds. */
  scopeOf(scope: Scope): FeedId[] | null {
    if (scope.kind === 'feed') return [scope.feedId];
    return scope.kind === 'folder' ? this.#feedsBelow([scope.folderId]) : null;
  }

  #feedsBelow(ids: readonly FolderId[]): FeedId[] {
    const { feeds, folders } = this.#all();
    const below = new Set(ids);
    const addBelow = (parents: readonly Folder[]): void => {
      const children = folders.filter(
        ({ id, parentId }) => !below.has(id) && parents.some((parent) => parent.id === parentId),
      );
      for (const { id } of children) below.add(id);
      if (children.length > 0) addBelow(children);
    };
    addBelow(folders.filter(({ id }) => below.has(id)));
    return feeds
      .filter(({ folderId }) => folderId !== null && below.has(folderId))
      .map(({ id }) => id);
  }

  #all(): ReturnType<FeedStore['list']> {
    return (this.#listed ??= this.list());
  }
}
