/** The two marks a reader sets, shown at once and taken back when the engine refuses. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import type { Output } from '../../../shared/contract/index';
import type { ArticleId } from '../../../shared/model';
import { useUiStore } from '../state/uiStore';
import type { UndoEntry } from '../state/undo';
import { applyMarks, cachedState } from './articleMarks';
import { reader } from './reader';
import { showError } from './showError';
import { MARK_KEY, withWantedMarks, type WantedMark } from './wantedMarks';

async function send({ id, change }: WantedMark): Promise<Output<'articles.setRead'>> {
  const { isRead, isBookmarked } = change;
  if (isRead !== undefined) return reader['articles.setRead']({ ids: [id], read: isRead });
  return reader['articles.setBookmarked']({ id, bookmarked: isBookmarked ?? false });
}

/** Sets one mark; what it carries is the wanted state, so asking twice does no harm. */
function useMark(): (mark: WantedMark) => void {
  const client = useQueryClient();
  return useMutation({
    mutationKey: MARK_KEY,
    // One after the other, so that the last one asked for is the one that holds.
    scope: { id: 'mark' },
    mutationFn: send,
    onMutate: ({ id, change }) => {
      const before = cachedState(client, id);
      if (before !== undefined) applyMarks(client, [{ ...before, ...change }]);
      return before;
    },
    onSuccess: ({ changed }) => {
      applyMarks(client, withWantedMarks(client, changed));
    },
    onError: (error, mark, before) => {
      const now = cachedState(client, mark.id);
      if (before !== undefined && now !== undefined) {
        // Only this mark: the other one may have been refused since, and `before` still shows it.
        const { isRead, isBookmarked } = before;
        const taken = mark.change.isRead === undefined ? { isBookmarked } : { isRead };
        applyMarks(client, withWantedMarks(client, [{ ...now, ...taken }], mark));
      }
      if (mark.undo !== undefined) useUiStore.getState().removeUndo(mark.undo);
      showError(error);
    },
  }).mutate;
}

/** Sets or takes off one of the two marks. */
type SetMark = (id: ArticleId, isSet: boolean, undo?: UndoEntry) => void;

export function useSetRead(): SetMark {
  const mark = useMark();
  return useCallback(
    (id, isRead, undo) => {
      mark({ id, change: { isRead }, ...(undo && { undo }) });
    },
    [mark],
  );
}

export function useSetBookmarked(): SetMark {
  const mark = useMark();
  return useCallback(
    (id, isBookmarked, undo) => {
      mark({ id, change: { isBookmarked }, ...(undo && { undo }) });
    },
    [mark],
  );
}
