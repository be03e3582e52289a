import { Component, type ReactNode } from 'react';

interface Properties {
  readonly children: ReactNode;
  /** What is shown in place of the children that could not be drawn. */
  readonly fallback: ReactNode;
  /** When this changes, drawing is tried again. */
  readonly subject?: string | number | null;
}

interface State {
  readonly isBroken: boolean;
  readonly subject: Properties['subject'];
}

/** Keeps a part of the screen that cannot be drawn from taking the rest with it. */
export class ErrorBoundary extends Component<Properties, State> {
  override state: State = { isBroken: false, subject: this.props.subject };

  static getDerivedStateFromError(): Partial<State> {
    return { isBroken: true };
  }

  static getDerivedStateFromProps({ subject }: Properties, state: State): State | null {
    return subject === state.subject ? null : { isBroken: false, subject };
  }

  override render(): ReactNode {
    return this.state.isBroken ? this.props.fallback : this.props.children;
  }
}
