/** Marking many articles at once, and taking that back. */
import { useMutation, useQueryClient, type QueryClient } from '@tanstack/react-query';
import type { ArticleRow, MarkId, MarkRange } from '../../../shared/model';
import type { Output } from '../../../shared/contract/index';
import { reloadListsOnScreen } from './articleListReload';
import { patchMarks, rowsOf, type ArticlePages } from './articlePages';
import { compareRows } from './listMerging';
import { queryKeys } from './queryKeys';
import { reader } from './reader';
import { showError } from './showError';

/** Whether a row of the list lies in the part of it that is meant. */
function isIn(range: MarkRange, row: ArticleRow): boolean {
  return (
    (range.from === null || compareRows(row, range.from) >= 0) &&
    (range.to === null || compareRows(row, range.to) <= 0) &&
    (range.olderThan === null || row.sortAt < range.olderThan)
  );
}

/** Rows on screen stay where they are, and are read, until the view is left. */
function showRead(client: QueryClient, range: MarkRange): void {
  client.setQueriesData<ArticlePages>(
    { queryKey: queryKeys.articleLists, type: 'active' },
    (pages) =>
      pages === undefined
        ? undefined
        : patchMarks(
            pages,
            rowsOf(pages)
              .filter((row) => !row.isRead && isIn(range, row))
              .map((row) => ({ ...row, isRead: true })),
          ),
  );
}

/** Marks what is unread in a part of the list on screen. */
export function useMarkRange(
  onMarked: (outcome: Output<'articles.markRead'>) => void,
): (range: MarkRange) => void {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (range: MarkRange) => reader['articles.markRead'](range),
    onSuccess: (outcome, range) => {
      showRead(client, range);
      onMarked(outcome);
    },
    onError: showError,
  }).mutate;
}

/** Makes unread again what a mark made read. */
export function useUndoMarkRange(
  onUndone: (outcome: Output<'articles.undoMark'>) => void,
): (undoId: MarkId) => void {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (undoId: MarkId) => reader['articles.undoMark']({ undoId, undone: true }),
    onSuccess: async (outcome) => {
      onUndone(outcome);
      await reloadListsOnScreen(client, 'known');
    },
    onError: showError,
  }).mutate;
}
