import { useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { Article, ArticleRow } from '../../../../shared/model';
import { cachedRow } from '../../api/articleMarks';
import { fetchArticle } from '../../api/articles';
import { useOpenExternal } from '../../api/shell';
import { showError } from '../../api/showError';
import { useSetBookmarked, useSetRead } from '../../api/useMark';
import { useUiStore } from '../../state/uiStore';
import type { UndoEntry } from '../../state/undo';
import type { CommandsOf } from './commandTable';

const NOTHING_SELECTED = 'Select an article first.';

/** Says what was done, which is also how a screen reader learns of it, and offers the way back. */
function offerUndo(undo: UndoEntry, sentence: string): void {
  const { addUndo, toast } = useUiStore.getState();
  addUndo(undo);
  toast(sentence, { undo });
}

/** What is done to the selected article. */
export function useArticleCommands(): CommandsOf<'article'> {
  const client = useQueryClient();
  const setRead = useSetRead();
  const setBookmarked = useSetBookmarked();
  const openExternal = useOpenExternal();

  return useMemo(() => {
    const withSelected = (act: (row: ArticleRow) => void) => {
      const { selectedArticleId: id, toast } = useUiStore.getState();
      const row = id === null ? undefined : cachedRow(client, id);
      if (row === undefined) toast(NOTHING_SELECTED);
      else act(row);
    };
    const openOriginal = ({ url }: Article) => {
      if (url === null) useUiStore.getState().toast('This article has no address of its own.');
      else openExternal(url);
    };
    const openComments = ({ commentsUrl }: Article) => {
      if (commentsUrl === null) useUiStore.getState().toast('This article names no comments.');
      else openExternal(commentsUrl);
    };

    return {
      'article.toggleRead': () => {
        withSelected(({ id, isRead }) => {
          const undo: UndoEntry = { kind: 'read', id, read: isRead };
          offerUndo(undo, isRead ? 'Marked unread.' : 'Marked read.');
          setRead(id, !isRead, undo);
        });
      },
      'article.bookmark': () => {
        withSelected(({ id, isBookmarked }) => {
          const undo: UndoEntry = { kind: 'bookmark', id, bookmarked: isBookmarked };
          offerUndo(undo, isBookmarked ? 'Bookmark taken off.' : 'Bookmarked.');
          setBookmarked(id, !isBookmarked, undo);
        });
      },
      'article.openOriginal': () => {
        withSelected(({ id }) => {
          fetchArticle(client, id).then(openOriginal, showError);
        });
      },
      'article.openComments': () => {
        withSelected(({ id }) => {
          fetchArticle(client, id).then(openComments, showError);
        });
      },
    };
  }, [client, setRead, setBookmarked, openExternal]);
}
