import type { ReactNode } from 'react';
import './emptyState.css';

/** What a pane says when it has nothing to show: one headline, one sentence, what to do next. */
export function EmptyState({
  title,
  children,
}: {
  title: string;
  children?: ReactNode;
}): ReactNode {
  return (
    <div className="empty-state">
      <p className="empty-state-title">{title}</p>
      {children}
    </div>
  );
}
