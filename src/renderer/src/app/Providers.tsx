import { QueryClientProvider, type QueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
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
    <ErrorBoundary>
      <QueryClientProvider client={client}>{children}</QueryClientProvider>
    </ErrorBoundary>
  );
}
