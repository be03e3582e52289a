/**
 * An engine in memory, behind the real dispatcher and the real schemas: a window that breaks the
 * contract, or a fake that does, fails here.
 */
import {
  contract,
  type Handlers,
  type MethodName,
  type Output,
} from '../../../src/shared/contract/index';
import type { ReaderEvent } from '../../../src/shared/contract/events';
import { ReaderError, type ErrorCode, type ErrorDetails } from '../../../src/shared/errors';
import {
  DEFAULT_SETTINGS,
  type Article,
  type ArticleRow,
  type ArticleState,
  type Counts,
  type EngineStatus,
  type Feed,
  type FeedCandidate,
  type Folder,
  type LibraryState,
  type Scope,
  type SignIn,
} from '../../../src/shared/model';
import { parseSearch } from '../../../src/main/core/searchQuery';
import { marksIn, wordsToMark } from '../../../src/main/core/searchSnippet';
import type { ReaderBridge } from '../../../src/shared/readerBridge';
import { createDispatcher } from '../../../src/shared/rpc';
import { SAVED_PAGES_TITLE, SAVED_PAGES_URL } from '../../../src/shared/savedPages';
import { aFeed, anArticle, articleId, aRun, feedId } from './builders';
import { FakeFeedDetails } from './FakeFeedDetails';
import { FakeMarks } from './FakeMarks';

type AllHandlers = Handlers<'engine'> & Handlers<'shell'>;

const stateOf = ({ id, feedId, isRead, isBookmarked }: Article): ArticleState => ({
  id,
  feedId,
  isRead,
  isBookmarked,
});

const rowOf = ({
  url: _url,
  feedTitle: _feedTitle,
  html: _html,
  images: _images,
  updatedAt: _updatedAt,
  commentsUrl: _commentsUrl,
  categories: _categories,
  enclosures: _enclosures,
  isTextOnly: _isTextOnly,
  fullText: _fullText,
  ...row
}: Article): ArticleRow => row;

export class FakeLibrary {
  feeds: Feed[] = [];
  folders: Folder[] = [];
  articles: Article[] = [];
  settings = DEFAULT_SETTINGS;
  status: EngineStatus = { state: 'ready' };
  library: LibraryState = { temporary: null, recovery: null, backupAt: null };
  candidates: FeedCandidate[] = [];
  /** The host of the addresses typed, when it lies on a private network. */
  privateHost: string | null = null;
  /** The password without which the server of a new feed lets nobody in. */
  password: string | null = null;
  /** What `opml.import` says lies on a private network. */
  privateFeeds: Feed['id'][] = [];
  /** Settings, costs and sign-ins of the feeds. */
  readonly details = new FakeFeedDetails(this);
  readonly marks = new FakeMarks(this);
  /** How many articles `search.status` says are not indexed. */
  waitingForIndex = 0;
  opmlFile: { name: string; text: string } | null = null;
  /** Every call in order, as the window sent it. */
  readonly calls: { method: string; input: unknown }[] = [];
  readonly #held = new Map<string, Promise<void>>();
  readonly #failures = new Map<MethodName, ReaderError>();
  readonly #listeners = new Set<(event: unknown) => void>();
  #removed: Feed[] = [];

  /** Makes one method fail from now on, or work again. */
  fail(method: MethodName, code: ErrorCode | null, details?: ErrorDetails): void {
    if (code === null) this.#failures.delete(method);
    else this.#failures.set(method, new ReaderError(code, 'made to fail', details));
  }

  /** Keeps back the answers of one method until the returned function is called. */
  holdBack(method: MethodName): () => void {
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    this.#held.set(method, held);
    return () => {
      this.#held.delete(method);
      release();
    };
  }

  emit(event: ReaderEvent): void {
    for (const listener of this.#listeners) listener(event);
  }

  /** Adds articles as a refresh would. */
  arrive(...articles: Article[]): void {
    this.articles.push(...articles);
    const changes = articles.map((article) => ({
      feedId: article.feedId,
      added: 1,
      removed: false,
    }));
    this.emit({ name: 'articles.changed', payload: { changes } });
    this.emit({ name: 'counts.changed', payload: this.#counts() });
  }

  inputsOf(method: MethodName): unknown[] {
    return this.calls.filter((call) => call.method === method).map((call) => call.input);
  }

  bridge(): ReaderBridge {
    const dispatch = createDispatcher(contract, this.#handlers(), (method, error) => {
      throw new Error(`The fake's ${method} is broken.`, { cause: error });
    });
    return {
      call: async (method, input) => {
        this.calls.push({ method, input });
        const answer = structuredClone(await dispatch(method, input));
        await this.#held.get(method);
        return answer;
      },
      on: (listener) => {
        this.#listeners.add(listener);
        return () => this.#listeners.delete(listener);
      },
    };
  }

  /** Newest first. */
  listed(scope: Scope, show: 'all' | 'unread'): Article[] {
    return this.articles
      .filter((article) => this.#isInScope(article, scope))
      .filter((article) => show === 'all' || !article.isRead)
      .sort((left, right) => right.sortAt - left.sortAt || right.id - left.id);
  }

  /** As the engine does at one stroke: told by feed. @returns how many changed. */
  setManyRead(ids: readonly number[], isRead: boolean): number {
    const changed = this.articles.filter(
      (article) => ids.includes(article.id) && article.isRead !== isRead,
    );
    this.articles = this.articles.map((article) =>
      changed.includes(article) ? { ...article, isRead } : article,
    );
    const feedIds = [...new Set(changed.map((article) => article.feedId))];
    const changes = feedIds.map((id) => ({ feedId: id, added: 0, removed: false }));
    this.emit({ name: 'articles.changed', payload: { changes } });
    this.emit({ name: 'counts.changed', payload: this.#counts() });
    return changed.length;
  }

  #handlers(): AllHandlers {
    const handlers: AllHandlers = {
      'feeds.list': () => ({ folders: this.folders, feeds: this.feeds }),
      'feeds.discover': (input) => {
        this.#askServer(input);
        return { candidates: this.candidates };
      },
      'feeds.subscribe': ({ url, ...said }) => {
        this.#askServer(said);
        const feed = { ...this.feeds[0]!, id: feedId(77), url, title: 'A new feed', failure: null };
        this.feeds = [...this.feeds, feed];
        this.emit({ name: 'feeds.changed', payload: {} });
        return { feedId: feed.id, title: feed.title };
      },
      'feeds.unsubscribe': (input) => {
        const gone = this.feeds.filter((feed) => feed.id === input.feedId);
        this.#removed.push(...gone);
        this.feeds = this.feeds.filter((feed) => feed.id !== input.feedId);
        this.#feedChanged(input.feedId, true);
        return { title: gone[0]?.title ?? '' };
      },
      'feeds.restore': (input) => {
        this.feeds = [...this.feeds, ...this.#removed.filter(({ id }) => id === input.feedId)];
        this.#removed = this.#removed.filter(({ id }) => id !== input.feedId);
        this.#feedChanged(input.feedId, false);
        return {};
      },
      'articles.list': ({ scope, show, before, limit }) => {
        const rows = this.listed(scope, show).filter(
          (article) => before === null || article.sortAt < before.sortAt,
        );
        const page = rows.slice(0, limit);
        const last = page.at(-1);
        const next =
          rows.length > limit && last !== undefined ? { sortAt: last.sortAt, id: last.id } : null;
        return { rows: page.map(rowOf), next };
      },
      'articles.get': ({ id }) => {
        const article = this.articles.find((candidate) => candidate.id === id);
        if (article === undefined) throw new ReaderError('not-found', 'no such article');
        return article;
      },
      'articles.setRead': ({ ids, read }) => this.#mark(ids, { isRead: read }),
      'articles.setBookmarked': ({ id, bookmarked }) =>
        this.#mark([id], { isBookmarked: bookmarked }),
      'articles.counts': () => this.#counts(),
      ...this.details.handlers(),
      ...this.marks.handlers(),
      'pages.save': (said) => {
        this.#askServer(said);
        return this.#savePage(said.address);
      },
      'search.articles': ({ text, show, limit }) => {
        const explanation = parseSearch(text);
        const words = wordsToMark(explanation ?? []);
        const isRead = text.includes('is:read');
        const rows = this.articles
          .filter((article) => show === 'all' || !article.isRead)
          .filter((article) => !isRead || article.isRead)
          .filter(({ title }) => title.includes(text.replace('is:read ', '')))
          .slice(0, limit)
          .map((article) => ({
            ...rowOf(article),
            titleMarks: marksIn(article.title, words, true),
            snippet: { text: article.excerpt, marks: [] },
          }));
        return { rows: explanation === null ? [] : rows, next: null, explanation };
      },
      'search.status': () => ({ waiting: this.waitingForIndex }),
      'refresh.start': () => aRun(),
      'refresh.cancel': () => ({ cancelled: true }),
      'refresh.status': () => null,
      'opml.import': () => ({
        added: 2,
        duplicates: 1,
        refused: 0,
        privateFeeds: this.privateFeeds,
      }),
      'sample.add': () => ({ added: 3, duplicates: 0, refused: 0, privateFeeds: [] }),
      'library.state': () => this.library,
      'library.dismissRecovery': () => {
        this.library = { ...this.library, recovery: null };
        return {};
      },
      'settings.get': () => this.settings,
      'settings.update': ({ change }) => {
        this.settings = { ...this.settings, ...change } as typeof this.settings;
        return this.settings;
      },
      'shell.openExternal': () => ({ opened: true }),
      'shell.chooseOpmlFile': () => this.opmlFile,
      'shell.engineStatus': () => this.status,
      'shell.openLibrary': () => ({}),
      'shell.showLibrary': () => ({}),
    };
    const names = Object.keys(handlers) as MethodName[];
    const withFailures = names.map((name) => [
      name,
      (input: never) => {
        const failure = this.#failures.get(name);
        if (failure !== undefined) throw failure;
        return handlers[name](input);
      },
    ]);
    return Object.fromEntries(withFailures) as AllHandlers;
  }

  #savePage(address: string): Output<'pages.save'> {
    const id = feedId(88);
    if (!this.feeds.some((feed) => feed.id === id)) {
      this.feeds = [...this.feeds, aFeed(88, { url: SAVED_PAGES_URL, title: SAVED_PAGES_TITLE })];
      this.emit({ name: 'feeds.changed', payload: {} });
    }
    const number = 800 + this.articles.length;
    const title = `Page at ${address}`;
    this.arrive(anArticle(number, { feedId: id, title, feedTitle: SAVED_PAGES_TITLE }));
    return { feedId: id, articleId: articleId(number), title };
  }

  #askServer({ allowPrivate, signIn }: { allowPrivate: boolean; signIn: SignIn | null }): void {
    const host = this.privateHost ?? 'site.example';
    if (this.privateHost !== null && !allowPrivate) {
      throw new ReaderError('private-address', 'not allowed', { host });
    }
    if (this.password !== null && signIn?.password !== this.password) {
      throw new ReaderError('sign-in', 'not let in', { host });
    }
  }

  #isInScope(article: Article, scope: Scope): boolean {
    const feed = this.feeds.find((candidate) => candidate.id === article.feedId);
    if (feed === undefined) return false;
    switch (scope.kind) {
      case 'all':
        return true;
      case 'today':
        return article.sortAt >= scope.since;
      case 'bookmarks':
        return article.isBookmarked;
      case 'folder':
        return feed.folderId === scope.folderId;
      case 'feed':
        return feed.id === scope.feedId;
    }
  }

  #mark(ids: readonly number[], change: Partial<ArticleState>): { changed: ArticleState[] } {
    this.articles = this.articles.map((article) =>
      ids.includes(article.id) ? { ...article, ...change } : article,
    );
    const changed = this.articles.filter((article) => ids.includes(article.id)).map(stateOf);
    this.emit({ name: 'articles.stateChanged', payload: { states: changed } });
    this.emit({ name: 'counts.changed', payload: this.#counts() });
    return { changed };
  }

  #feedChanged(id: Feed['id'], removed: boolean): void {
    this.emit({ name: 'feeds.changed', payload: {} });
    const changes = [{ feedId: id, added: 0, removed }];
    this.emit({ name: 'articles.changed', payload: { changes } });
    this.emit({ name: 'counts.changed', payload: this.#counts() });
  }

  #counts(): Counts {
    const unread = this.articles.filter((article) => !article.isRead);
    const unreadByFeed = this.feeds
      .map((feed) => ({
        feedId: feed.id,
        unread: unread.filter((article) => article.feedId === feed.id).length,
      }))
      .filter((entry) => entry.unread > 0);
    return {
      unreadByFeed,
      unread: unreadByFeed.reduce((sum, entry) => sum + entry.unread, 0),
      bookmarked: this.articles.filter((article) => article.isBookmarked).length,
    };
  }
}
