import { useCallback, useMemo } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { currentSettings, updateSettings } from '../../api/settings';
import { useUndo } from '../../api/undo';
import type { RunCommand } from '../../state/commandContext';
import { useUiStore } from '../../state/uiStore';
import type { CommandTable } from './commandTable';
import type { PaneHandles } from './handles';
import { useArticleCommands } from './useArticleCommands';
import { useFeedCommands } from './useFeedCommands';
import { useMarkCommands } from './useMarkCommands';
import { useNavigationCommands } from './useNavigationCommands';
import { useSearchCommands } from './useSearchCommands';

/** The one function behind keys, buttons and menu entries. */
export function useCommands(handles: PaneHandles, importOpml: () => void): RunCommand {
  const client = useQueryClient();
  const undo = useUndo();
  const navigation = useNavigationCommands(handles);
  const article = useArticleCommands();
  const feed = useFeedCommands(importOpml);
  const mark = useMarkCommands();
  const search = useSearchCommands(handles);

  const table = useMemo<CommandTable>(
    () => ({
      ...navigation,
      ...article,
      ...feed,
      ...mark,
      ...search,
      'go.today': () => {
        useUiStore.getState().openView({ kind: 'today' });
      },
      'go.unread': () => {
        useUiStore.getState().openView({ kind: 'unread' });
      },
      'go.bookmarks': () => {
        useUiStore.getState().openView({ kind: 'bookmarks' });
      },
      'go.all': () => {
        useUiStore.getState().openView({ kind: 'all' });
      },
      'list.unreadOnly': () => {
        const { view, selectedArticleId, openView, selectArticle, toast } = useUiStore.getState();
        if (view.kind === 'bookmarks') {
          toast('Bookmarks always show everything.');
        } else if (view.kind === 'unread') {
          updateSettings(client, { unreadOnly: false });
          openView({ kind: 'all' });
          // The same articles with others between them: what is being read stays open.
          selectArticle(selectedArticleId);
        } else {
          updateSettings(client, { unreadOnly: !currentSettings(client).unreadOnly });
        }
      },
      'mark.undo': () => {
        undo();
      },
      'app.help': () => {
        useUiStore.getState().openDialog({ kind: 'help' });
      },
    }),
    [client, navigation, article, feed, mark, search, undo],
  );
  return useCallback(
    (id, isRepeat = false) => {
      table[id](isRepeat);
    },
    [table],
  );
}
