import { useVirtualizer } from '@tanstack/react-virtual';
import {
  useEffect,
  useImperativeHandle,
  useMemo,
  useRef,
  type KeyboardEvent,
  type Ref,
  type ReactNode,
} from 'react';
import type { ArticleId, ArticleRow, FeedId } from '../../../../shared/model';
import type { CommandId } from '../../../../shared/commands';
import { useRunCommand } from '../../state/commandContext';
import { useUiStore } from '../../state/uiStore';
import { useNow } from '../../ui/useNow';
import { ArticleListRow, rowElementId } from './ArticleListRow';
import { itemHeight, listItems, type ListedRow } from './listItems';
import { useKeepPlace } from './useKeepPlace';

/** Start loading the next page this many rows before the end comes into view. */
const LOAD_AHEAD = 20;

export interface ArticleListHandle {
  focus: () => void;
  scrollToTop: () => void;
}

const KEYS: Readonly<Record<string, CommandId>> = {
  ArrowDown: 'nav.nextArticle',
  ArrowUp: 'nav.prevArticle',
};

/** The rows of a list, of which only those in view exist as elements. */
export function ArticleList({
  rows,
  title,
  feedTitles,
  selectedId,
  hasMore,
  hasDays = true,
  onLoadMore,
  onOpen,
  ref,
}: {
  rows: readonly ListedRow[];
  title: string;
  feedTitles: ReadonlyMap<FeedId, string>;
  selectedId: ArticleId | null;
  hasMore: boolean;
  /** False for rows that are not in the order of their days. */
  hasDays?: boolean;
  onLoadMore: () => void;
  onOpen: (row: ArticleRow) => void;
  ref: Ref<ArticleListHandle>;
}): ReactNode {
  const run = useRunCommand();
  const now = useNow();
  const items = useMemo(() => listItems(rows, now, hasDays), [rows, now, hasDays]);
  const scroller = useKeepPlace(items);
  const setListScrolled = useUiStore((state) => state.setListScrolled);
  // Its functions are not stable by design; this component is not compiled, so nothing is lost.
  // eslint-disable-next-line react-hooks/incompatible-library
  const virtualizer = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => {
      const item = items[index];
      return item === undefined ? 0 : itemHeight(item);
    },
    getItemKey: (index) => items[index]?.key ?? index,
    overscan: 6,
  });
  const visible = virtualizer.getVirtualItems();
  const lastVisible = visible.at(-1)?.index ?? 0;

  // A day heading more or less, or another row, changes what stands at an index.
  useEffect(() => {
    virtualizer.measure();
  }, [virtualizer, items]);

  useEffect(() => {
    if (hasMore && lastVisible >= items.length - LOAD_AHEAD) onLoadMore();
  }, [hasMore, lastVisible, items.length, onLoadMore]);

  // A list begins at its top, and its successor does too.
  useEffect(
    () => () => {
      setListScrolled(false);
    },
    [setListScrolled],
  );

  const selectedIndex = items.findIndex(
    (item) => item.kind === 'row' && item.row.id === selectedId,
  );
  const lastRevealed = useRef<ArticleId | null>(null);
  useEffect(() => {
    if (selectedIndex === -1 || lastRevealed.current === selectedId) return;
    // Only a new selection scrolls. One that merely moved must not pull the list along.
    lastRevealed.current = selectedId;
    virtualizer.scrollToIndex(selectedIndex, { align: 'auto' });
  }, [virtualizer, selectedId, selectedIndex]);

  useImperativeHandle(ref, () => ({
    focus: () => scroller.current?.focus(),
    scrollToTop: () => scroller.current?.scrollTo({ top: 0 }),
  }));

  const onKeyDown = (event: KeyboardEvent) => {
    const command = KEYS[event.key];
    if (command === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    run(command);
  };

  // Only a row that exists as an element can be pointed to.
  const active = visible.some(({ index }) => index === selectedIndex) && items[selectedIndex];
  return (
    <div
      ref={scroller}
      aria-activedescendant={active && active.kind === 'row' ? rowElementId(active.row) : undefined}
      aria-label={`Articles: ${title}`}
      className="article-list"
      role="listbox"
      tabIndex={0}
      onKeyDown={onKeyDown}
      onScroll={(event) => {
        setListScrolled(event.currentTarget.scrollTop > 0);
      }}
    >
      <div
        className="article-list-rows"
        role="presentation"
        style={{ blockSize: `${String(virtualizer.getTotalSize())}px` }}
      >
        {visible.map(({ index, start }) => {
          const item = items[index];
          if (item === undefined) return null;
          if (item.kind === 'heading') {
            return (
              <div
                key={item.key}
                className="day-heading"
                role="presentation"
                style={{ transform: `translateY(${String(start)}px)` }}
              >
                {item.title}
              </div>
            );
          }
          return (
            <ArticleListRow
              key={item.key}
              feedTitle={feedTitles.get(item.row.feedId) ?? ''}
              isSelected={item.row.id === selectedId}
              now={now}
              position={item.position}
              row={item.row}
              setSize={hasMore ? -1 : rows.length}
              top={start}
              onOpen={onOpen}
            />
          );
        })}
      </div>
    </div>
  );
}
