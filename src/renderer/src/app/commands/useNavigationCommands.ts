import { useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { flushSync } from 'react-dom';
import type { ArticleRow } from '../../../../shared/model';
import { cachedRow } from '../../api/articleMarks';
import { fetchArticle } from '../../api/articles';
import { reader } from '../../api/reader';
import { showError } from '../../api/showError';
import { currentList, currentRows, isSearching } from '../../features/articles/useArticleList';
import { useOpenArticle } from '../../features/articles/useOpenArticle';
import { useUiStore } from '../../state/uiStore';
import type { CommandsOf } from './commandTable';
import { findRow, type Direction } from './findRow';
import type { PaneHandles } from './handles';

const any = () => true;
const unread = (row: ArticleRow) => !row.isRead;

/** Draws a change of panes at once, because a pane that is still inert cannot take the focus. */
const showNow = flushSync;
/** Where Escape means the search, once there is one. */
const OF_SEARCH = '#list, .search';

const NOTHING_UNREAD = 'Nothing unread below.';
const NOTHING_LISTED = 'There is nothing to read here.';

/** Moving through the list and the article. */
export function useNavigationCommands({ list, article, search }: PaneHandles): CommandsOf<'nav'> {
  const client = useQueryClient();
  const openArticle = useOpenArticle();

  return useMemo(() => {
    /** The selected article, but for one that is of the view and not among what was found. */
    const selectedRow = (): ArticleRow | undefined => {
      const { selectedArticleId: id } = useUiStore.getState();
      if (id === null) return undefined;
      const row = currentRows(client).find((candidate) => candidate.id === id);
      return row ?? (isSearching() ? undefined : cachedRow(client, id));
    };
    const move = async (
      direction: Direction,
      isWanted: (row: ArticleRow) => boolean,
      noneLeft: string,
    ) => {
      const find = () => findRow(currentRows(client), selectedRow(), direction, isWanted);
      let row = find();
      // The list is loaded in pages; what is wanted may be on one that is not there yet.
      while (row === undefined && direction === 1 && (await list.current?.loadMore()) === true) {
        row = find();
      }
      if (row !== undefined) openArticle(row);
      else if (currentRows(client).length === 0) useUiStore.getState().toast(NOTHING_LISTED);
      else useUiStore.getState().toast(noneLeft);
    };
    /** Asks the library, since the next unread article may be many pages away, or nowhere. */
    const farUnread = async () => {
      const selected = selectedRow();
      const { next, rowsAway } = await reader['articles.next']({
        scope: currentList(client).scope,
        show: 'unread',
        from: selected === undefined ? null : { sortAt: selected.sortAt, id: selected.id },
        direction: 'older',
      });
      if (next === null) useUiStore.getState().toast(NOTHING_UNREAD);
      // What is too far to load all that lies between is opened by itself.
      else if (rowsAway === null) openArticle(await fetchArticle(client, next.id));
      else await move(1, unread, NOTHING_UNREAD);
    };
    const nextUnread = () => {
      const isAtHand = findRow(currentRows(client), selectedRow(), 1, unread) !== undefined;
      const isWholeList = currentList(client).show === 'all' && !isSearching();
      if (isAtHand || !isWholeList) void move(1, unread, NOTHING_UNREAD);
      else farUnread().catch(showError);
    };

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
        if (selectedArticleId === null || (isSearching() && selectedRow() === undefined)) {
          void move(1, any, NOTHING_LISTED);
          return;
        }
        showNow(() => {
          showPane('article');
        });
        article.current?.focus();
      },
      'nav.backOrClose': () => {
        const ui = useUiStore.getState();
        const isOfSearch = document.activeElement?.closest(OF_SEARCH) != null;
        if (ui.search !== null && isOfSearch && !ui.isDrawerOpen) {
          if (ui.search.text !== '') {
            showNow(() => {
              ui.changeSearch({ text: '' });
            });
            search.current?.focus();
            return;
          }
          showNow(ui.closeSearch);
        } else {
          showNow(() => {
            if (ui.isDrawerOpen) ui.setDrawerOpen(false);
            else ui.showPane('list');
          });
        }
        list.current?.focus();
      },
    };
  }, [client, openArticle, list, article, search]);
}
