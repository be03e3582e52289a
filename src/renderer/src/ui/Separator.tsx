import type { KeyboardEvent, PointerEvent, ReactNode } from 'react';
import './separator.css';

const STEP = 16;

/** The line between two panes: dragged with the mouse, moved with the arrow keys. */
export function Separator({
  label,
  controls,
  value,
  min,
  max,
  initial,
  onChange,
}: {
  label: string;
  /** Element id of the pane whose width this is. */
  controls: string;
  value: number;
  min: number;
  max: number;
  /** Where a double click puts it back. */
  initial: number;
  onChange: (value: number) => void;
}): ReactNode {
  const set = (wanted: number) => {
    onChange(Math.round(Math.min(max, Math.max(min, wanted))));
  };

  const onKeyDown = (event: KeyboardEvent) => {
    const wanted = {
      ArrowLeft: value - STEP,
      ArrowRight: value + STEP,
      Home: min,
      End: max,
    }[event.key];
    if (wanted === undefined) return;
    event.preventDefault();
    set(wanted);
  };

  const onPointerMove = (event: PointerEvent<HTMLElement>) => {
    if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
    // Measured against the pane itself: what it is, not what was asked for, is what one sees.
    const pane = document.getElementById(controls);
    if (pane !== null) set(event.clientX - pane.getBoundingClientRect().left);
  };

  return (
    // A separator that can be focused and moved is a widget (ARIA 1.2, window splitter pattern).
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <div
      aria-controls={controls}
      aria-label={label}
      aria-orientation="vertical"
      aria-valuemax={max}
      aria-valuemin={min}
      aria-valuenow={value}
      className="separator"
      role="separator"
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      onDoubleClick={() => {
        set(initial);
      }}
      onKeyDown={onKeyDown}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
      }}
      onPointerMove={onPointerMove}
    />
  );
}
