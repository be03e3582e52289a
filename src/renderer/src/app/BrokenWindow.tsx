import type { ReactNode } from 'react';
import { Button } from '../ui/Button';
import { EmptyState } from '../ui/EmptyState';

/** The last resort: a broken screen becomes one plain sentence and a way out. */
export function BrokenWindow(): ReactNode {
  return (
    <main className="notice">
      <EmptyState title="This window lost its thread">
        <p>Something went wrong while drawing it. Your library is not affected.</p>
        <Button
          look="primary"
          onClick={() => {
            window.location.reload();
          }}
        >
          Reload window
        </Button>
      </EmptyState>
    </main>
  );
}
