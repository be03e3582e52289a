/** Whole sets of feeds: an OPML file, and the bundled sample. */
import { useMutation, type UseMutationResult } from '@tanstack/react-query';
import type { Imported } from '../../../shared/contract/collections';
import { useUiStore } from '../state/uiStore';
import { reader } from './reader';
import { showError } from './showError';

const count = (number: number, one: string, many: string): string =>
  `${String(number)} ${number === 1 ? one : many}`;

/** "12 feeds added, 3 were already there, 1 address was refused." */
export function importSentence({ added, duplicates, refused }: Imported): string {
  const parts = [added === 0 ? 'No feed added' : `${count(added, 'feed', 'feeds')} added`];
  if (duplicates > 0) parts.push(count(duplicates, 'was already there', 'were already there'));
  if (refused > 0) parts.push(count(refused, 'address was refused', 'addresses were refused'));
  return `${parts.join(', ')}.`;
}

function tellImported(imported: Imported): void {
  const { toast, openDialog } = useUiStore.getState();
  toast(importSentence(imported));
  // Out of a file and not typed: these are asked only if the person says so.
  const feedIds = imported.privateFeeds;
  if (feedIds.length > 0) openDialog({ kind: 'privateFeeds', feedIds });
}

/** Asks for a file and imports it; does nothing when the person changes their mind. */
export function useImportOpml(): UseMutationResult<Imported | null, unknown, void> {
  return useMutation({
    mutationFn: async () => {
      const file = await reader['shell.chooseOpmlFile']({});
      return file === null ? null : reader['opml.import']({ text: file.text });
    },
    onSuccess: (imported) => {
      if (imported !== null) tellImported(imported);
    },
    onError: showError,
  });
}

export function useAddSample(): UseMutationResult<Imported, unknown, void> {
  return useMutation({
    mutationFn: () => reader['sample.add']({}),
    onSuccess: tellImported,
    onError: showError,
  });
}
