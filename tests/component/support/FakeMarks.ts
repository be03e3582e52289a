/** The part of the fake library that marks many articles, and finds the next one. */
import type { Handlers } from '../../../src/shared/contract/index';
import { MOST_ROWS_COUNTED } from '../../../src/shared/contract/articles';
import { ReaderError } from '../../../src/shared/errors';
import type { Article, ArticleId, Cursor, MarkId, MarkRange } from '../../../src/shared/model';
import type { FakeLibrary } from './FakeLibrary';

type MarkHandlers = Pick<
  Handlers<'engine'>,
  'articles.next' | 'articles.markRead' | 'articles.undoMark' | 'articles.lastMark'
>;

interface Mark {
  readonly ids: readonly ArticleId[];
  isUndone: boolean;
}

/** Below zero when `one` is listed before `other`. */
const inOrder = (one: Cursor, other: Cursor): number =>
  other.sortAt - one.sortAt || other.id - one.id;

export class FakeMarks {
  readonly #marks: Mark[] = [];

  constructor(private readonly library: FakeLibrary) {}

  handlers(): MarkHandlers {
    return {
      'articles.next': ({ scope, show, from, direction }) => {
        const sign = direction === 'older' ? 1 : -1;
        const after = (all: Article[]): Article[] =>
          all
            .filter((article) => from === null || inOrder(from, article) * sign < 0)
            .sort((one, other) => inOrder(one, other) * sign);
        const [next] = after(this.library.listed(scope, show));
        if (next === undefined) return { next: null, rowsAway: null };
        const rows = after(this.library.listed(scope, 'all'));
        const rowsAway = rows.findIndex(({ id }) => id === next.id) + 1;
        return {
          next: { sortAt: next.sortAt, id: next.id },
          rowsAway: rowsAway > MOST_ROWS_COUNTED ? null : rowsAway,
        };
      },
      'articles.markRead': (range) => {
        const ids = this.library
          .listed(range.scope, 'unread')
          .filter((article) => isMeant(article, range))
          .map(({ id }) => id);
        if (ids.length === 0) return { changed: 0, undoId: null };
        const undoId = this.#marks.push({ ids, isUndone: false }) as MarkId;
        return { changed: this.library.setManyRead(ids, true), undoId };
      },
      'articles.undoMark': ({ undoId, undone }) => {
        const mark = this.#marks[undoId - 1];
        if (mark === undefined) throw new ReaderError('not-found', 'no such mark');
        if (mark.isUndone === undone) return { changed: 0 };
        mark.isUndone = undone;
        return { changed: this.library.setManyRead(mark.ids, !undone) };
      },
      'articles.lastMark': () => {
        const index = this.#marks.findLastIndex(({ isUndone }) => !isUndone);
        const mark = this.#marks[index];
        if (mark === undefined) return null;
        return { undoId: (index + 1) as MarkId, markedAt: 0, count: mark.ids.length };
      },
    };
  }
}

function isMeant(article: Article, { from, to, olderThan }: MarkRange): boolean {
  return (
    (from === null || inOrder(from, article) <= 0) &&
    (to === null || inOrder(article, to) <= 0) &&
    (olderThan === null || article.sortAt < olderThan)
  );
}
