import { useQuery } from '@tanstack/react-query';
import { useRef, useState, type ReactNode } from 'react';
import type { Feed } from '../../../../shared/model';
import { countsOptions } from '../../api/articles';
import { feedsOptions } from '../../api/feeds';
import { isNetworkOut } from '../../api/isNetworkOut';
import { useSettings } from '../../api/settings';
import { useUiStore } from '../../state/uiStore';
import { isSameView, viewKey, type View } from '../../state/views';
import { Icon } from '../../ui/Icon';
import type { MenuPlace } from '../../ui/Menu';
import { FeedMenu } from './FeedMenu';
import { FeedTreeRow } from './FeedTreeRow';
import { treeRows } from './feedTree';
import { SMART_VIEWS } from './smartViews';
import { TreeItem, type TreeItemState } from './TreeItem';
import { useKeyRows } from './useKeyRows';
import { useTreeKeys } from './useTreeKeys';

/** The smart views, the folders and the feeds, as one tree with one tab stop. */
export function FeedTree(): ReactNode {
  const subscriptions = useQuery(feedsOptions).data ?? { folders: [], feeds: [] };
  const counts = useQuery(countsOptions).data;
  const { collapsedFolders } = useSettings();
  const view = useUiStore((state) => state.view);
  const openView = useUiStore((state) => state.openView);
  const tree = useRef<HTMLDivElement>(null);
  const [focusedKey, setFocusedKey] = useState(viewKey(view));
  const [menu, setMenu] = useState<{ feed: Feed; place: MenuPlace } | null>(null);

  const isOffline = isNetworkOut(subscriptions.feeds);
  const rows = treeRows(subscriptions, counts, collapsedFolders);
  const focusRow = (key: string) => {
    tree.current?.querySelector<HTMLElement>(`[data-row="${key}"]`)?.focus();
  };
  const keyRows = useKeyRows(rows, focusRow);
  const rowOfMenu = ({ id }: Feed) =>
    keyRows.find((row) => row.key === viewKey({ kind: 'feed', feedId: id }));
  // A row that had the focus may be gone; the tree must stay reachable.
  const tabStop = (keyRows.find((row) => row.key === focusedKey) ?? keyRows[0])?.key ?? '';
  const onKeyDown = useTreeKeys(keyRows, tabStop, focusRow);

  const stateOf = (rowView: View): TreeItemState => {
    const rowKey = viewKey(rowView);
    return {
      rowKey,
      isSelected: isSameView(view, rowView),
      isTabStop: tabStop === rowKey,
      onOpen: () => {
        openView(rowView);
      },
      onFocus: () => {
        setFocusedKey(rowKey);
      },
    };
  };

  return (
    <>
      {/* Focus is on the rows; the tree itself is never a stop of its own. */}
      {/* eslint-disable-next-line jsx-a11y/interactive-supports-focus */}
      <div
        ref={tree}
        aria-label="Views and feeds"
        className="feed-tree"
        role="tree"
        onKeyDown={onKeyDown}
      >
        {SMART_VIEWS.map((smart, index) => (
          <TreeItem
            key={smart.title}
            {...stateOf(smart.view)}
            label={smart.title}
            level={1}
            mark={<Icon name={smart.icon} />}
            position={index + 1}
            setSize={SMART_VIEWS.length}
            unread={counts === undefined ? 0 : smart.count(counts)}
          />
        ))}
        <div className="feed-tree-rule" role="presentation" />
        {rows.map((row) => (
          <FeedTreeRow
            key={viewKey(row.view)}
            isOffline={isOffline}
            row={row}
            state={stateOf(row.view)}
            onMenu={(feed, place) => {
              setMenu({ feed, place });
            }}
          />
        ))}
      </div>
      {menu !== null && (
        <FeedMenu
          feed={menu.feed}
          place={menu.place}
          onRemove={() => {
            rowOfMenu(menu.feed)?.remove?.();
          }}
          onSettings={() => {
            rowOfMenu(menu.feed)?.openSettings?.();
          }}
          onClose={() => {
            setMenu(null);
          }}
        />
      )}
    </>
  );
}
