import { useEffect, useState, type ReactNode } from 'react';
import { Button, IconButton } from './Button';
import './toast.css';

const SHOWN_FOR = 6000;
const LASTING_SHOWN_FOR = 12_000;

/** A sentence at the foot of the window that leaves by itself, unless it is being looked at. */
export function Toast({
  text,
  tone,
  isLasting = false,
  action,
  onDismiss,
}: {
  text: string;
  tone: 'info' | 'error';
  /** Stays longer, for something to decide on. */
  isLasting?: boolean;
  action?: { readonly label: string; readonly onChoose: () => void } | undefined;
  onDismiss: () => void;
}): ReactNode {
  const [isHeld, setHeld] = useState(false);
  const shownFor = isLasting ? LASTING_SHOWN_FOR : SHOWN_FOR;

  useEffect(() => {
    if (isHeld) return;
    const timer = setTimeout(onDismiss, shownFor);
    return () => {
      clearTimeout(timer);
    };
  }, [isHeld, shownFor, onDismiss]);

  return (
    // Being looked at or used only keeps it from leaving; there is nothing to operate here.
    // eslint-disable-next-line jsx-a11y/no-static-element-interactions
    <div
      className={`toast toast-${tone}`}
      onBlur={() => {
        setHeld(false);
      }}
      onFocus={() => {
        setHeld(true);
      }}
      onMouseEnter={() => {
        setHeld(true);
      }}
      onMouseLeave={() => {
        setHeld(false);
      }}
    >
      <span className="toast-text">{text}</span>
      {action !== undefined && (
        <Button look="link" onClick={action.onChoose}>
          {action.label}
        </Button>
      )}
      <IconButton icon="close" label="Dismiss" onClick={onDismiss} />
    </div>
  );
}
