import type { ReactNode } from 'react';
import { Button } from '../../ui/Button';

/** Of the settings of a feed none is left for pages that a person saved: nobody is asked for them. */
export function SavedPagesNotice({ onClose }: { onClose: () => void }): ReactNode {
  return (
    <>
      <div className="saved-pages-notice">
        <p>Pages that you saved are kept here. Nothing is fetched for them.</p>
        <p>To renew a page, add its address again and save it. It stays where it is in the list.</p>
      </div>
      <div className="dialog-actions">
        <Button data-initial-focus look="primary" onClick={onClose}>
          Close
        </Button>
      </div>
    </>
  );
}
