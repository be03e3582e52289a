import type { ReactNode } from 'react';
import type { RecoveryNotice } from '../../../../shared/model';
import { useDismissRecovery, useShowLibrary } from '../../api/library';
import { Button, IconButton } from '../../ui/Button';
import { whatHappened, whatIsHere, whatWasKept } from './recoveryWords';

/** What happened to the library, what was kept, and where the old files are. */
export function RecoveryReport({ notice }: { notice: RecoveryNotice }): ReactNode {
  const dismiss = useDismissRecovery();
  const showLibrary = useShowLibrary();
  return (
    <div className="library-notice" role="alert">
      <details className="recovery-details">
        <summary>{whatHappened(notice)}</summary>
        <p>{whatWasKept(notice)}</p>
        <p>Your library now has {whatIsHere(notice)}.</p>
        {notice.folder !== null && (
          <p>
            Nothing was deleted: the old files are in the folder{' '}
            <code className="recovery-folder">{notice.folder}</code> beside the library.{' '}
            <Button look="link" onClick={showLibrary}>
              Show the folder
            </Button>
          </p>
        )}
      </details>
      <IconButton icon="close" label="Dismiss" onClick={dismiss} />
    </div>
  );
}
