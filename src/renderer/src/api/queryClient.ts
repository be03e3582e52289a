import { QueryClient } from '@tanstack/react-query';

/**
 * A cache that never asks by itself. The engine is on this machine, so a network is never needed
 * and nothing goes stale unless the engine says so; `useEngineEvents` is where that is heard.
 */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        networkMode: 'always',
        staleTime: Infinity,
        retry: false,
        refetchOnWindowFocus: false,
        refetchOnReconnect: false,
      },
      mutations: { networkMode: 'always', retry: false },
    },
  });
}
