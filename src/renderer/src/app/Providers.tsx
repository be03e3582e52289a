import { QueryClientProvider, type QueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { BrokenWindow } from './BrokenWindow';
import { ErrorBoundary } from './ErrorBoundary';

/** What everything in the window stands on. */
export function Providers({
  client,
  children,
}: {
  client: QueryClient;
  children: ReactNode;
}): ReactNode {
  return (
    <ErrorBoundary fallback={<BrokenWindow />}>
      <QueryClientProvider client={client}>{children}</QueryClientProvider>
    </ErrorBoundary>
  );
}
