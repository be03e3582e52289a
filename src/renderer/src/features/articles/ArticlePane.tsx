import { useImperativeHandle, useRef, type Ref, type ReactNode } from 'react';
import { useSettings } from '../../api/settings';
import { useUiStore } from '../../state/uiStore';
import type { ArticlePaneHandle } from './articlePaneHandle';
import './articles.css';
import { FoundArticles } from './FoundArticles';
import { ListHeader } from './ListHeader';
import { useFound } from './useArticleList';
import { ViewArticles } from './ViewArticles';

export type { ArticlePaneHandle } from './articlePaneHandle';

/** The second pane: the articles of the view, or what was found. */
export function ArticlePane({
  hasDrawer,
  searchHeader,
  ref,
}: {
  /** True where the feeds are behind a button. */
  hasDrawer: boolean;
  /** Stands above what was found, and where one types if there is no other place for that. */
  searchHeader: ReactNode;
  ref: Ref<ArticlePaneHandle>;
}): ReactNode {
  const { unreadOnly } = useSettings();
  const isSearchOpen = useUiStore((state) => state.search !== null);
  const { search } = useFound();
  const view = useRef<ArticlePaneHandle>(null);
  const found = useRef<ArticlePaneHandle>(null);

  useImperativeHandle(ref, () => {
    // Asked when it is used: a command may have changed what is on screen just before.
    const shown = () => found.current ?? view.current;
    return {
      focus: () => shown()?.focus(),
      loadMore: async () => (await shown()?.loadMore()) ?? false,
    };
  }, []);

  const hasSearchHeader = search !== null || (hasDrawer && isSearchOpen);
  return (
    <>
      {hasSearchHeader ? (
        searchHeader
      ) : (
        <ListHeader hasDrawer={hasDrawer} unreadOnly={unreadOnly} />
      )}
      {/* It stays, so that leaving the search gives it back as it was. */}
      <ViewArticles ref={view} isCovered={search !== null} />
      {search !== null && <FoundArticles ref={found} />}
    </>
  );
}
