import type { ReactNode } from 'react';
import './progressBar.css';

/** How far something is, from 0 to 1; without a value it only shows that something is going on. */
export function ProgressBar({ label, value }: { label: string; value?: number }): ReactNode {
  const percent = value === undefined ? undefined : Math.round(value * 100);
  return (
    <div
      aria-label={label}
      aria-valuemax={100}
      aria-valuemin={0}
      aria-valuenow={percent}
      className={`progress-bar ${percent === undefined ? 'is-indeterminate' : ''}`}
      role="progressbar"
    >
      <div
        className="progress-bar-fill"
        style={percent === undefined ? undefined : { inlineSize: `${String(percent)}%` }}
      />
    </div>
  );
}
