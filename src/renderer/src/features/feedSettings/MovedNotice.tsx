import type { ReactNode } from 'react';
import { Button } from '../../ui/Button';
import { isolate } from '../../ui/isolate';

/** Says that a feed has moved to where another already is, and offers to join them. */
export function MovedNotice({
  intoTitle,
  onJoin,
}: {
  intoTitle: string;
  onJoin: () => void;
}): ReactNode {
  return (
    <div className="settings-notice">
      <p>
        This feed has moved to the address of “{isolate(intoTitle)}”, which you read as well. As one
        feed they bring each article once.
      </p>
      <Button onClick={onJoin}>Join them…</Button>
    </div>
  );
}
