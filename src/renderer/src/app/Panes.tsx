import { useCallback, useEffect, useRef, type CSSProperties, type ReactNode } from 'react';
import { useSettings } from '../api/settings';
import { ArticlePane } from '../features/articles/ArticlePane';
import { useViewTitle } from '../features/articles/useViewTitle';
import { Sidebar } from '../features/feeds/Sidebar';
import { ArticleTrouble } from '../features/reading/ArticleTrouble';
import { ReadingPane } from '../features/reading/ReadingPane';
import { RefreshFoot } from '../features/refresh/RefreshFoot';
import { SearchBox } from '../features/search/SearchBox';
import { SearchHeader } from '../features/search/SearchHeader';
import { SearchWay } from '../features/search/SearchWay';
import { useUiStore } from '../state/uiStore';
import type { PaneHandles } from './commands/handles';
import { ErrorBoundary } from './ErrorBoundary';
import { LIST_WIDTH, PaneWidth, SIDEBAR_WIDTH } from './PaneWidth';
import { useLayout } from './useLayout';
import { useWindowTitle } from './useWindowTitle';

/** The three panes, as many of them side by side as the window is wide. */
export function Panes({
  handles: { list, article, search },
  onFrameKeyDown,
}: {
  handles: PaneHandles;
  onFrameKeyDown: (event: KeyboardEvent) => void;
}): ReactNode {
  useWindowTitle();
  const { title: viewTitle } = useViewTitle();
  const layout = useLayout();
  const settings = useSettings();
  const pane = useUiStore((state) => state.pane);
  const selectedArticleId = useUiStore((state) => state.selectedArticleId);
  const isDrawerOpen = useUiStore((state) => state.isDrawerOpen);
  const sidebar = useRef<HTMLElement>(null);

  const hasDrawer = layout !== 'wide';
  const isNarrow = layout === 'narrow';
  const isCovered = hasDrawer && isDrawerOpen;

  const focusList = useCallback(() => list.current?.focus(), [list]);
  useEffect(() => {
    if (!isCovered) return;
    const drawer = sidebar.current;
    drawer?.querySelector<HTMLElement>('[tabindex="0"]')?.focus();
    return () => {
      // What had the focus in the drawer can no longer be seen; the list goes on from there.
      drawer?.querySelector<HTMLElement>(':focus')?.blur();
      if (document.activeElement === document.body) focusList();
    };
  }, [isCovered, focusList]);

  const widths = {
    '--sidebar-width': `${String(settings.sidebarWidth)}px`,
    '--list-width': `${String(settings.listWidth)}px`,
  } as CSSProperties;

  return (
    <main className={`panes panes-${layout}`} style={widths}>
      <h1 className="visually-hidden">Broadsheet</h1>
      <nav
        ref={sidebar}
        aria-label="Feeds"
        className={`pane pane-sidebar ${isCovered ? 'is-open' : ''}`}
        id="sidebar"
        inert={hasDrawer && !isDrawerOpen}
      >
        <Sidebar
          foot={<RefreshFoot />}
          search={hasDrawer ? <SearchWay /> : <SearchBox ref={search} onGoOn={focusList} />}
        />
        {!hasDrawer && <PaneWidth {...SIDEBAR_WIDTH} />}
      </nav>
      {isCovered && <DrawerBackdrop />}
      <section
        aria-label="Articles"
        className="pane pane-list"
        id="list"
        inert={isCovered || (isNarrow && pane !== 'list')}
      >
        <ArticlePane
          ref={list}
          hasDrawer={hasDrawer}
          searchHeader={
            <SearchHeader
              box={hasDrawer ? search : null}
              viewTitle={viewTitle}
              onGoOn={focusList}
            />
          }
        />
        {!isNarrow && <PaneWidth {...LIST_WIDTH} />}
      </section>
      <section
        aria-label="Reading"
        className="pane pane-article"
        inert={isCovered || (isNarrow && pane !== 'article')}
      >
        <ErrorBoundary fallback={<BrokenArticle hasBack={isNarrow} />} subject={selectedArticleId}>
          <ReadingPane ref={article} hasBack={isNarrow} onFrameKeyDown={onFrameKeyDown} />
        </ErrorBoundary>
      </section>
    </main>
  );
}

/** What foreign text can do at worst: this article is not shown, and everything else goes on. */
function BrokenArticle({ hasBack }: { hasBack: boolean }): ReactNode {
  return (
    <ArticleTrouble
      hasBack={hasBack}
      sentence="Something in it is beyond Broadsheet. The others can be read as before."
      title="This article could not be shown"
    />
  );
}

/** What a click beside the open drawer hits. The keyboard closes it with Escape. */
function DrawerBackdrop(): ReactNode {
  const setDrawerOpen = useUiStore((state) => state.setDrawerOpen);
  return (
    <button
      aria-label="Close"
      className="drawer-backdrop"
      tabIndex={-1}
      type="button"
      onClick={() => {
        setDrawerOpen(false);
      }}
    />
  );
}
