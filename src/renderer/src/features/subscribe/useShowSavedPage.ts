import { useQueryClient } from '@tanstack/react-query';
import type { Output } from '../../../../shared/contract/index';
import { reloadListsOnScreen } from '../../api/articleListReload';
import { showError } from '../../api/showError';
import { useSetRead } from '../../api/useMark';
import { useUiStore } from '../../state/uiStore';
import { isSameView, type View } from '../../state/views';
import { isolate } from '../../ui/isolate';

/** Opens a page that was just saved, in the list of all that were, and says that it was. */
export function useShowSavedPage(): (saved: Output<'pages.save'>) => void {
  const client = useQueryClient();
  const setRead = useSetRead();
  return ({ feedId, articleId, title }) => {
    const { view, openView, selectArticle, showPane, toast } = useUiStore.getState();
    const pages: View = { kind: 'feed', feedId };
    openView(pages);
    selectArticle(articleId);
    showPane('article');
    setRead(articleId, true);
    toast(`Saved “${isolate(title)}”.`);
    // A list that is on screen already would only offer what the reader has just asked for.
    if (isSameView(view, pages)) reloadListsOnScreen(client, 'all').catch(showError);
  };
}
