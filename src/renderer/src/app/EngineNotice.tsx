import type { ReactNode } from 'react';
import type { EngineStatus } from '../../../shared/model';
import { WaysToOpen } from '../features/library/WaysToOpen';
import { EmptyState } from '../ui/EmptyState';
import { ProgressBar } from '../ui/ProgressBar';
import { useIsSlow } from '../ui/useIsSlow';

const WORDS = {
  starting: ['Opening your library', 'One moment.'],
  migrating: [
    'Updating your library',
    'A new version keeps it in a new way. A copy of the old one is kept until this is done.',
  ],
  recovering: [
    'Mending your library',
    'Its file was damaged. It is kept beside the new one, and all that can be read comes along.',
  ],
  restarting: ['Picking up again', 'A part of Broadsheet stopped and is being started anew.'],
} as const;

/** Stands over the window while the library is not available, and says why. */
export function EngineNotice({ status }: { status: EngineStatus }): ReactNode {
  const isSlow = useIsSlow(status.state !== 'ready' && status.state !== 'failed');
  if (status.state === 'ready') return null;
  if (status.state === 'failed') {
    return (
      <div className="notice" role="alert">
        <EmptyState title="Your library could not be opened">
          <p>{status.reason}</p>
          <WaysToOpen ways={status.ways} />
        </EmptyState>
      </div>
    );
  }
  const [title, sentence] = WORDS[status.state];
  return (
    // At a usual start this is gone before it could be read; then it had better stay blank.
    <div className="notice" role="status">
      {isSlow && (
        <EmptyState title={title}>
          <p>{sentence}</p>
          <ProgressBar label={title} />
        </EmptyState>
      )}
    </div>
  );
}
