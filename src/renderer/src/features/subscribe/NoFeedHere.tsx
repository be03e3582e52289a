import type { ReactNode } from 'react';
import { useOpenExternal } from '../../api/shell';
import { Button } from '../../ui/Button';
import { isolate } from '../../ui/isolate';
import { hostOf, pageOf } from './addressWords';

/** A page without a feed is no dead end: what helps in most cases, and the page itself. */
export function NoFeedHere({ address }: { address: string }): ReactNode {
  const openExternal = useOpenExternal();
  const page = pageOf(address);
  return (
    <div className="no-feed" role="alert">
      <p className="form-problem">There is no feed at {isolate(hostOf(address))}.</p>
      <p>
        Often the page that lists a site’s articles has one, or a link called RSS, Atom or Feed at
        the foot of a page.
      </p>
      {page !== null && (
        <p className="no-feed-actions">
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
    </div>
  );
}
