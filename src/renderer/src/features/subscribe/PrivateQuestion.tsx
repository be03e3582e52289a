import { useId, type ReactNode } from 'react';
import { Button } from '../../ui/Button';
import { isolate } from '../../ui/isolate';
import { FormStatus } from './FormStatus';

/** The one question before a machine of one's own is asked for a feed. */
export function PrivateQuestion({
  host,
  progress,
  onAllow,
  onBack,
}: {
  host: string;
  progress: string | null;
  onAllow: () => void;
  onBack: () => void;
}): ReactNode {
  const statusId = useId();
  return (
    <div aria-label="Private address" className="subscribe-form" role="group">
      <p className="subscribe-question">
        <strong>{isolate(host)}</strong> is on this computer or your own network. Ask it?
      </p>
      <p className="field-hint">
        Only an address that you typed may lead there. One inside a feed is never followed there.
      </p>
      <FormStatus id={statusId} problem={null} progress={progress} />
      <div className="dialog-actions">
        <Button onClick={onBack}>Another address</Button>
        <Button
          // The field that had the focus is gone, and this is what was meant.
          // eslint-disable-next-line jsx-a11y/no-autofocus
          autoFocus
          look="primary"
          // Not disabled meanwhile: it would lose the focus, and the keyboard its place.
          onClick={() => {
            if (progress === null) onAllow();
          }}
        >
          Ask it
        </Button>
      </div>
    </div>
  );
}
