import { useId, type ReactNode } from 'react';
import { Icon } from '../../ui/Icon';
import type { MenuPlace } from '../../ui/Menu';

/** What a row shares with every other row of its tree. */
export interface TreeItemState {
  readonly rowKey: string;
  readonly isSelected: boolean;
  readonly isTabStop: boolean;
  readonly onOpen: () => void;
  readonly onFocus: () => void;
}

interface TreeItemProperties extends TreeItemState {
  readonly label: string;
  /** Why a feed is marked, for the tooltip and the screen reader. */
  readonly description?: string | undefined;
  /** True for a feed that nobody asks for news at present. */
  readonly isResting?: boolean;
  readonly level: number;
  readonly position: number;
  readonly setSize: number;
  readonly isExpanded?: boolean;
  readonly unread: number;
  readonly mark: ReactNode;
  readonly trailing?: ReactNode;
  /** Present where there is a menu; told where to put it. */
  readonly onMenu?: (place: MenuPlace) => void;
}

function classOf({ level, isResting = false }: TreeItemProperties): string {
  return `tree-item tree-item-level-${String(Math.min(level, 5))} ${isResting ? 'is-resting' : ''}`;
}

/** One row of the sidebar's tree; what it means is its parent's business. */
export function TreeItem(properties: TreeItemProperties): ReactNode {
  const { label, description, unread, onMenu, mark, trailing } = properties;
  const descriptionId = useId();
  return (
    // The tree handles the keys of all its rows at once.
    // eslint-disable-next-line jsx-a11y/click-events-have-key-events
    <div
      aria-describedby={description === undefined ? undefined : descriptionId}
      aria-expanded={properties.isExpanded}
      aria-level={properties.level}
      aria-posinset={properties.position}
      aria-selected={properties.isSelected}
      aria-setsize={properties.setSize}
      className={classOf(properties)}
      data-row={properties.rowKey}
      role="treeitem"
      tabIndex={properties.isTabStop ? 0 : -1}
      title={description}
      onClick={properties.onOpen}
      onContextMenu={(event) => {
        if (onMenu === undefined) return;
        event.preventDefault();
        const box = event.currentTarget.getBoundingClientRect();
        // The keyboard's menu key gives no place of its own.
        const isMouse = event.clientX > 0 || event.clientY > 0;
        onMenu({
          x: isMouse ? event.clientX : box.left + 24,
          y: isMouse ? event.clientY : box.bottom,
        });
      }}
      onFocus={properties.onFocus}
    >
      {mark}
      <span className="tree-item-label" title={description ?? label}>
        <bdi>{label}</bdi>
        {unread > 0 && <span className="tree-item-comma">, </span>}
      </span>
      {trailing}
      {description !== undefined && (
        // Hidden keeps it out of the name; it is read as the description all the same.
        <span hidden id={descriptionId}>
          {description}
        </span>
      )}
      {onMenu !== undefined && <MoreMark onMenu={onMenu} />}
      {unread > 0 && <span className="tree-item-count">{unread.toLocaleString('en')}</span>}
    </div>
  );
}

/**
 * The mouse's way to the menu. The keyboard has the menu key, and a control inside a tree item
 * could not be reached there anyway; so it is hidden from assistive technology.
 */
function MoreMark({ onMenu }: { onMenu: (place: MenuPlace) => void }): ReactNode {
  return (
    <span
      aria-hidden="true"
      className="tree-item-more"
      onClick={(event) => {
        event.stopPropagation();
        onMenu({ x: event.clientX, y: event.clientY });
      }}
    >
      <Icon name="more" />
    </span>
  );
}
