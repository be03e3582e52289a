import { useId, type ReactNode } from 'react';
import { useOpenExternal } from '../../api/shell';
import { Button } from '../../ui/Button';
import { isolate } from '../../ui/isolate';
import { hostOf, pageOf } from './addressWords';
import { FormStatus } from './FormStatus';

/** A page without a feed is no dead end: what helps in most cases, and the page itself. */
export function NoFeedHere({
  address,
  problem,
  progress,
  onSave,
}: {
  address: string;
  /** Why the page could not be saved. */
  problem: string | null;
  progress: string | null;
  onSave: () => void;
}): ReactNode {
  const openExternal = useOpenExternal();
  const statusId = useId();
  const page = pageOf(address);
  return (
    <>
      <div className="no-feed" role="alert">
        <p className="form-problem">There is no feed at {isolate(hostOf(address))}.</p>
        <p>
          Often the page that lists a site’s articles has one, or a link called RSS, Atom or Feed at
          the foot of a page.
        </p>
      </div>
      {page !== null && (
        <p className="no-feed-actions">
          <Button
            aria-describedby={statusId}
            // Not disabled meanwhile: it would lose the focus, and the keyboard its place.
            onClick={() => {
              if (progress === null) onSave();
            }}
          >
            Save this page instead
          </Button>
          <Button
            look="link"
            onClick={() => {
              openExternal(page);
            }}
          >
            Look at it in the browser
          </Button>
        </p>
      )}
      {(problem !== null || progress !== null) && (
        <FormStatus id={statusId} problem={problem} progress={progress} />
      )}
    </>
  );
}
