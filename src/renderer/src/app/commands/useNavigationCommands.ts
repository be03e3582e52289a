import { useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { flushSync } from 'react-dom';
import type { ArticleRow } from '../../../../shared/model';
import { cachedRow } from '../../api/articleMarks';
import { currentRows } from '../../features/articles/useArticleList';
import { useOpenArticle } from '../../features/articles/useOpenArticle';
import { useUiStore } from '../../state/uiStore';
import type { CommandsOf } from './commandTable';
import { findRow, type Direction } from './findRow';
import type { PaneHandles } from './handles';

const any = () => true;
const unread = (row: ArticleRow) => !row.isRead;

/** Draws a change of panes at once, because a pane that is still inert cannot take the focus. */
const showNow = flushSync;
const NOTHING_LISTED = 'There is nothing to read here.';

/** Moving through the list and the article. */
export function useNavigationCommands({ list, article }: PaneHandles): CommandsOf<'nav'> {
  const client = useQueryClient();
  const openArticle = useOpenArticle();

  return useMemo(() => {
    const move = async (
      direction: Direction,
      isWanted: (row: ArticleRow) => boolean,
      noneLeft: string,
    ) => {
      const find = () => {
        const { selectedArticleId: id } = useUiStore.getState();
        const selected = id === null ? undefined : cachedRow(client, id);
        return findRow(currentRows(client), selected, direction, isWanted);
      };
      let row = find();
      // The list is loaded in pages; what is wanted may be on one that is not there yet.
      while (row === undefined && direction === 1 && (await list.current?.loadMore()) === true) {
        row = find();
      }
      if (row !== undefined) openArticle(row);
      else if (currentRows(client).length === 0) useUiStore.getState().toast(NOTHING_LISTED);
      else useUiStore.getState().toast(noneLeft);
    };
    const nextUnread = () => void move(1, unread, 'Nothing unread below.');

    return {
      'nav.nextArticle': () => void move(1, any, 'This is the last article.'),
      'nav.prevArticle': () => void move(-1, any, 'This is the first article.'),
      'nav.nextUnread': nextUnread,
      'nav.prevUnread': () => void move(-1, unread, 'Nothing unread above.'),
      'nav.pageOrNextUnread': (isRepeat: boolean) => {
        const hasPaged = article.current?.page(1) ?? false;
        // A key held down runs to the end of the article and stops there.
        if (!hasPaged && !isRepeat) nextUnread();
      },
      'nav.pageUp': () => {
        article.current?.page(-1);
      },
      'nav.openOrFocusArticle': () => {
        const { selectedArticleId, showPane } = useUiStore.getState();
        if (selectedArticleId === null) {
          void move(1, any, NOTHING_LISTED);
          return;
        }
        showNow(() => {
          showPane('article');
        });
        article.current?.focus();
      },
      'nav.backOrClose': () => {
        const { isDrawerOpen, setDrawerOpen, showPane } = useUiStore.getState();
        showNow(() => {
          if (isDrawerOpen) setDrawerOpen(false);
          else showPane('list');
        });
        list.current?.focus();
      },
    };
  }, [client, openArticle, list, article]);
}
