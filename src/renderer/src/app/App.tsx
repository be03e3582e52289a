import { useQuery } from '@tanstack/react-query';
import { useMemo, useRef, type ReactNode } from 'react';
import { useImportOpml } from '../api/collections';
import { engineStatusOptions } from '../api/shell';
import type { ArticlePaneHandle } from '../features/articles/ArticlePane';
import type { ArticleFrameHandle } from '../features/reading/ArticleFrame';
import type { SearchBoxHandle } from '../features/search/SearchBox';
import { LibraryNotices } from '../features/library/LibraryNotices';
import { CommandContext } from '../state/commandContext';
import { useCommandQueue } from './commands/useCommandQueue';
import { useCommands } from './commands/useCommands';
import { Dialogs } from './Dialogs';
import { EngineNotice } from './EngineNotice';
import { Library } from './Library';
import { ChordHint } from './ChordHint';
import { ToastRegion } from './ToastRegion';
import { useEngineEvents } from './useEngineEvents';
import { useHasBeen } from './useHasBeen';
import { useShortcuts } from './useShortcuts';

/** The whole window. */
export function App(): ReactNode {
  const list = useRef<ArticlePaneHandle>(null);
  const article = useRef<ArticleFrameHandle>(null);
  const search = useRef<SearchBoxHandle>(null);
  const handles = useMemo(() => ({ list, article, search }), [list, article, search]);
  const importOpml = useImportOpml();
  const run = useCommandQueue(useCommands(handles, importOpml.mutate));
  const onKeyDown = useShortcuts(run);
  useEngineEvents(run);

  const status = useQuery(engineStatusOptions).data ?? { state: 'starting' };
  // An engine that restarts does not take the reader's place away.
  const hasBeenReady = useHasBeen(status.state === 'ready');

  return (
    <CommandContext value={run}>
      {hasBeenReady && <LibraryNotices />}
      {hasBeenReady && (
        <Library handles={handles} isImporting={importOpml.isPending} onFrameKeyDown={onKeyDown} />
      )}
      <EngineNotice status={status} />
      <Dialogs />
      <ChordHint />
      <ToastRegion />
    </CommandContext>
  );
}
