import type { ReactNode, Ref } from 'react';
import { Button } from '../../ui/Button';

/** One column of the front page: what it is, and the button that does it. */
export function WayIn({
  title,
  button,
  shortcut,
  isBusy,
  onChoose,
  children,
  ref,
}: {
  title: string;
  button: string;
  shortcut: string | undefined;
  isBusy: boolean;
  onChoose: () => void;
  children: ReactNode;
  ref?: Ref<HTMLButtonElement>;
}): ReactNode {
  return (
    <section className="way-in">
      <h3>{title}</h3>
      <p>{children}</p>
      <p className="way-in-action">
        <Button ref={ref} disabled={isBusy} look="primary" onClick={onChoose}>
          {button}
        </Button>
        {shortcut !== undefined && <kbd className="key-hint">{shortcut}</kbd>}
      </p>
    </section>
  );
}
