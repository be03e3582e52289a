import { useEffect, useId, useRef, type ReactNode } from 'react';
import { IconButton } from './Button';
import './dialog.css';

/**
 * A modal dialog over the native element, which brings the focus trap, Escape and the inert
 * background with it. It is mounted to be shown and unmounted to be hidden.
 */
export function Dialog({
  title,
  isWide = false,
  onClose,
  children,
}: {
  title: string;
  /** For two columns side by side. */
  isWide?: boolean;
  onClose: () => void;
  children: ReactNode;
}): ReactNode {
  const ref = useRef<HTMLDialogElement>(null);
  const sheet = useRef<HTMLDivElement>(null);
  const titleId = useId();

  useEffect(() => {
    const dialog = ref.current;
    const opener = document.activeElement;
    dialog?.showModal();
    // Left alone, the browser would choose the first button, which is the one that closes.
    const first = dialog?.querySelector<HTMLElement>('[data-initial-focus]') ?? sheet.current;
    first?.focus();
    return () => {
      dialog?.close();
      if (opener instanceof HTMLElement && opener.isConnected) opener.focus();
    };
  }, []);

  return (
    // Escape closes it for the keyboard; the backdrop is a convenience for the mouse.
    // eslint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-noninteractive-element-interactions
    <dialog
      ref={ref}
      aria-labelledby={titleId}
      className={isWide ? 'dialog dialog-wide' : 'dialog'}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onClick={(event) => {
        if (event.target === event.currentTarget) onClose();
      }}
    >
      <div ref={sheet} className="dialog-sheet" tabIndex={-1}>
        <header className="dialog-header">
          <h2 dir="auto" id={titleId}>
            {title}
          </h2>
          <IconButton icon="close" label="Close" onClick={onClose} />
        </header>
        {children}
      </div>
    </dialog>
  );
}
