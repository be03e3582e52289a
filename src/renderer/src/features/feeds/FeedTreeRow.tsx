import type { ReactNode } from 'react';
import type { Feed } from '../../../../shared/model';
import { feedStanding, type FeedStanding } from '../../api/feedStanding';
import { Icon, type IconName } from '../../ui/Icon';
import type { MenuPlace } from '../../ui/Menu';
import { FeedAvatar } from './FeedAvatar';
import type { TreeRow } from './feedTree';
import { TreeItem, type TreeItemState } from './TreeItem';
import { useToggleFolder } from './useToggleFolder';

const MARKS: Readonly<Record<FeedStanding['kind'], IconName>> = {
  gone: 'gone',
  paused: 'paused',
  failing: 'warning',
  moved: 'moved',
};

/** A folder or a feed in the tree. */
export function FeedTreeRow({
  row,
  state,
  isOffline,
  onMenu,
}: {
  row: TreeRow;
  state: TreeItemState;
  /** Then a feed is not marked for what is the trouble of all. */
  isOffline: boolean;
  onMenu: (feed: Feed, place: MenuPlace) => void;
}): ReactNode {
  const toggleFolder = useToggleFolder();
  const place = { level: row.level, position: row.position, setSize: row.setSize };

  if (row.kind === 'folder') {
    return (
      <TreeItem
        {...state}
        {...place}
        isExpanded={!row.isCollapsed}
        label={row.folder.title}
        mark={
          // The mouse's way to fold; the keyboard has the arrow keys.
          // eslint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-static-element-interactions
          <span
            className="tree-item-fold"
            onClick={(event) => {
              event.stopPropagation();
              toggleFolder(row.folder.id);
            }}
          >
            <Icon name="folder" />
          </span>
        }
        unread={row.isCollapsed ? row.unread : 0}
      />
    );
  }
  const { feed } = row;
  const standing = feedStanding(feed);
  const shown = isOffline && standing?.kind === 'failing' ? null : standing;
  return (
    <TreeItem
      {...state}
      {...place}
      description={shown?.sentence}
      isResting={shown?.kind === 'gone' || shown?.kind === 'paused'}
      label={feed.title}
      mark={<FeedAvatar feed={feed} />}
      trailing={shown !== null && <Icon name={MARKS[shown.kind]} size={14} />}
      unread={row.unread}
      onMenu={(where) => {
        onMenu(feed, where);
      }}
    />
  );
}
