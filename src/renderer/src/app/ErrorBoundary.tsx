import { Component, type ReactNode } from 'react';
import { Button } from '../ui/Button';
import { EmptyState } from '../ui/EmptyState';

/** The last resort: a broken screen becomes one plain sentence and a way out. */
export class ErrorBoundary extends Component<{ children: ReactNode }, { isBroken: boolean }> {
  override state = { isBroken: false };

  static getDerivedStateFromError(): { isBroken: boolean } {
    return { isBroken: true };
  }

  override render(): ReactNode {
    if (!this.state.isBroken) return this.props.children;
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
}
