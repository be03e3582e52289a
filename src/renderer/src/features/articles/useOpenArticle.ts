import { useCallback } from 'react';
import type { ArticleRow } from '../../../../shared/model';
import { useSetRead } from '../../api/useMark';
import { useUiStore } from '../../state/uiStore';

/** Selects an article, shows it and marks it read: opening is reading. */
export function useOpenArticle(): (row: ArticleRow) => void {
  const setRead = useSetRead();
  return useCallback(
    (row) => {
      const { selectedArticleId, selectArticle, showPane } = useUiStore.getState();
      showPane('article');
      // Opening the open article again must not undo a deliberate "mark unread".
      if (row.id === selectedArticleId) return;
      selectArticle(row.id);
      if (!row.isRead) setRead(row.id, true);
    },
    [setRead],
  );
}
