import type { ReactNode } from 'react';
import { useQuery } from '@tanstack/react-query';
import { sentenceFor } from '../api/errorWords';
import { feedsOptions } from '../api/feeds';
import { settingsOptions } from '../api/settings';
import { Welcome } from '../features/welcome/Welcome';
import { Button } from '../ui/Button';
import { EmptyState } from '../ui/EmptyState';
import type { PaneHandles } from './commands/handles';
import { Panes } from './Panes';

/** The library once it is open: the panes, or the way in while there is nothing to show. */
export function Library({
  handles,
  isImporting,
  onFrameKeyDown,
}: {
  handles: PaneHandles;
  isImporting: boolean;
  onFrameKeyDown: (event: KeyboardEvent) => void;
}): ReactNode {
  const feeds = useQuery(feedsOptions);
  // Awaited so that the panes do not change their widths right after they appear.
  const settings = useQuery(settingsOptions);

  // Of an engine that went away the screen keeps what was read, and with it the reader's place.
  if (feeds.isLoadingError) {
    return (
      <main className="notice">
        <EmptyState title="Your feeds could not be read">
          <p>{sentenceFor(feeds.error)}</p>
          <Button onClick={() => void feeds.refetch()}>Try again</Button>
        </EmptyState>
      </main>
    );
  }
  if (feeds.data === undefined || settings.isPending) return null;
  if (feeds.data.feeds.length === 0) return <Welcome isImporting={isImporting} />;
  return <Panes handles={handles} onFrameKeyDown={onFrameKeyDown} />;
}
