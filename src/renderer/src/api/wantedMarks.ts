/**
 * Marks that were asked for and are not confirmed yet. Whatever the engine says meanwhile may have
 * been true before it heard of them, so what is wanted is laid over everything that is read.
 */
import type { QueryClient } from '@tanstack/react-query';
import type { ArticleId, ArticleState } from '../../../shared/model';
import type { UndoEntry } from '../state/undo';

export type MarkChange = Partial<Pick<ArticleState, 'isRead' | 'isBookmarked'>>;

/** The input of the mutation that sets a mark. */
export interface WantedMark {
  readonly id: ArticleId;
  readonly change: MarkChange;
  /** The way back, when one was offered; it goes when the mark is refused. */
  readonly undo?: UndoEntry;
}

export const MARK_KEY = ['mark'];

/** @param except a mark that was refused, and so is not wanted any more. */
export function withWantedMarks<State extends Pick<ArticleState, 'id' | keyof MarkChange>>(
  client: QueryClient,
  states: readonly State[],
  except?: WantedMark,
): State[] {
  const wanted = client
    .getMutationCache()
    .findAll({ mutationKey: MARK_KEY, status: 'pending' })
    .map((mutation) => mutation.state.variables as WantedMark)
    .filter((mark) => mark !== except);
  if (wanted.length === 0) return [...states];
  return states.map((state) =>
    wanted
      .filter((mark) => mark.id === state.id)
      .reduce((sum, mark) => ({ ...sum, ...mark.change }), state),
  );
}
