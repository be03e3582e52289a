import { useEffect, useRef, type KeyboardEvent, type ReactNode } from 'react';

/** Keys of the ARIA toolbar pattern; from the button at an index to the one that is wanted. */
const STEPS: Readonly<Record<string, (index: number, count: number) => number>> = {
  ArrowRight: (index, count) => (index + 1) % count,
  ArrowLeft: (index, count) => (index - 1 + count) % count,
  Home: () => 0,
  End: (_index, count) => count - 1,
};

/** Buttons in a row with one tab stop; the arrow keys go from one to the next. */
export function Toolbar({
  label,
  className,
  children,
}: {
  label: string;
  className: string;
  children: ReactNode;
}): ReactNode {
  const ref = useRef<HTMLDivElement>(null);
  const stop = useRef<HTMLButtonElement | null>(null);

  const buttons = () => [
    ...(ref.current?.querySelectorAll<HTMLButtonElement>('button:not(:disabled)') ?? []),
  ];
  const moveStop = (wanted?: HTMLButtonElement) => {
    const all = buttons();
    const known = all.find((button) => button === (wanted ?? stop.current));
    stop.current = known ?? all[0] ?? null;
    for (const button of all) button.tabIndex = button === stop.current ? 0 : -1;
  };
  // After every drawing: a button may have come, gone or been disabled.
  useEffect(() => {
    moveStop();
  });

  const onKeyDown = (event: KeyboardEvent) => {
    const step = STEPS[event.key];
    if (step === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    const all = buttons();
    const index = all.findIndex((button) => button === document.activeElement);
    event.preventDefault();
    all[step(index, all.length)]?.focus();
  };

  return (
    // Focus is on the buttons; the toolbar itself is never a stop of its own.
    <div
      ref={ref}
      aria-label={label}
      className={className}
      role="toolbar"
      onFocus={({ target }) => {
        if (target instanceof HTMLButtonElement) moveStop(target);
      }}
      onKeyDown={onKeyDown}
    >
      {children}
    </div>
  );
}
