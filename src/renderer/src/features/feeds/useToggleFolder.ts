import type { FolderId } from '../../../../shared/model';
import { useSettings, useUpdateSettings } from '../../api/settings';

/** Folds a folder, or unfolds it; which of them are folded is remembered. */
export function useToggleFolder(): (id: FolderId) => void {
  const { collapsedFolders } = useSettings();
  const updateSettings = useUpdateSettings();
  return (id) => {
    const others = collapsedFolders.filter((other) => other !== id);
    const wasCollapsed = others.length < collapsedFolders.length;
    updateSettings({ collapsedFolders: wasCollapsed ? others : [...others, id] });
  };
}
