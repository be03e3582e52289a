import type { KeyboardEvent } from 'react';
import { COMMANDS } from '../../../../shared/commands';

export interface TreeKeyRow {
  readonly key: string;
  readonly level: number;
  readonly open: () => void;
  /** Present for folders. */
  readonly isCollapsed?: boolean;
  readonly toggle?: () => void;
  /** Present for what has settings. */
  readonly openSettings?: () => void;
  /** Present for what can be removed. */
  readonly remove?: () => void;
}

const SETTINGS_KEY = COMMANDS.find(({ id }) => id === 'feed.settings')?.keys[0] ?? '';

/**
 * The keys of the ARIA tree pattern. What it handles it marks as handled, so the window's
 * commands never see the same press.
 */
export function useTreeKeys(
  rows: readonly TreeKeyRow[],
  currentKey: string,
  focusRow: (key: string) => void,
): (event: KeyboardEvent) => void {
  return (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const index = Math.max(
      0,
      rows.findIndex((row) => row.key === currentKey),
    );
    const row = rows[index];
    if (row === undefined) return;

    const go = (to: TreeKeyRow | undefined) => {
      if (to !== undefined) focusRow(to.key);
    };
    const parent = () => rows.slice(0, index).findLast((other) => other.level < row.level);
    const actions: Record<string, (() => void) | undefined> = {
      ArrowDown: () => {
        go(rows[index + 1]);
      },
      ArrowUp: () => {
        go(rows[index - 1]);
      },
      Home: () => {
        go(rows[0]);
      },
      End: () => {
        go(rows.at(-1));
      },
      ArrowRight: () => {
        if (row.isCollapsed === true) row.toggle?.();
        else if (row.toggle !== undefined) go(rows[index + 1]);
      },
      ArrowLeft: () => {
        if (row.isCollapsed === false) row.toggle?.();
        else go(parent());
      },
      // Not Space: after a click on a feed it must go on to page and to the next unread article.
      Enter: row.open,
      Delete: row.remove,
      // The command's own key, for the row under the focus and not the view that is open.
      [SETTINGS_KEY]: row.openSettings,
    };
    const action = actions[event.key];
    if (action === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    action();
  };
}
