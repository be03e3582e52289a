/** What can be taken back, as data: each entry holds the state to return to. */
import type { ArticleId, FeedId, MarkId } from '../../../shared/model';

export type UndoEntry = ReadMark | BookmarkMark | ManyMarked | RemovedFeed;

interface ReadMark {
  readonly kind: 'read';
  readonly id: ArticleId;
  readonly read: boolean;
}

interface BookmarkMark {
  readonly kind: 'bookmark';
  readonly id: ArticleId;
  readonly bookmarked: boolean;
}

/** What was marked read stands in the library; only its number is known here. */
interface ManyMarked {
  readonly kind: 'markMany';
  readonly undoId: MarkId;
}

export interface RemovedFeed {
  readonly kind: 'removeFeed';
  readonly feedId: FeedId;
  readonly title: string;
}

/** More steps back than anyone remembers taking. */
const MAX_UNDO = 50;

/** The list with one more step on top; the oldest falls off. */
export function pushUndo(entries: readonly UndoEntry[], entry: UndoEntry): readonly UndoEntry[] {
  return [...entries, entry].slice(-MAX_UNDO);
}
