import { useRemoveFeed } from '../../api/feedRemoval';
import { useUiStore } from '../../state/uiStore';
import { viewKey, type View } from '../../state/views';
import type { TreeRow } from './feedTree';
import { SMART_VIEWS } from './smartViews';
import { useToggleFolder } from './useToggleFolder';
import type { TreeKeyRow } from './useTreeKeys';

/** Every row of the tree, as what the keys do to it. */
export function useKeyRows(
  rows: readonly TreeRow[],
  focusRow: (key: string) => void,
): readonly TreeKeyRow[] {
  const openView = useUiStore((state) => state.openView);
  const openDialog = useUiStore((state) => state.openDialog);
  const toggleFolder = useToggleFolder();
  const removeFeed = useRemoveFeed();

  const keyRow = (view: View, level: number): TreeKeyRow => ({
    key: viewKey(view),
    level,
    open: () => {
      openView(view);
    },
  });
  const all: TreeKeyRow[] = [
    ...SMART_VIEWS.map((smart) => keyRow(smart.view, 1)),
    ...rows.map((row, index): TreeKeyRow => {
      const base = keyRow(row.view, row.level);
      if (row.kind === 'folder') {
        const { folder, isCollapsed } = row;
        return {
          ...base,
          isCollapsed,
          toggle: () => {
            toggleFolder(folder.id);
          },
        };
      }
      return {
        ...base,
        openSettings: () => {
          openDialog({ kind: 'feedSettings', feedId: row.feed.id, wantsSignIn: false });
        },
        remove: () => {
          // Moved on before the row goes, for its focus would go with it.
          const next = rows[index + 1] ?? rows[index - 1];
          focusRow(viewKey(next?.view ?? { kind: 'unread' }));
          removeFeed(row.feed.id);
        },
      };
    }),
  ];
  return all;
}
