import type { QueryClient } from '@tanstack/react-query';
import type { EngineStatus } from '../../../../shared/model';
import { queryKeys } from '../../api/queryKeys';
import type { Subscriptions } from '../../api/feeds';
import { isListRead } from '../../features/articles/useArticleList';

/** True when the library could not be opened, and the window says why. */
export function isLibraryLost(client: QueryClient): boolean {
  return client.getQueryData<EngineStatus>(queryKeys.engineStatus)?.state === 'failed';
}

/** True once everything that commands work on is there. */
export function isLibraryOpen(client: QueryClient): boolean {
  const feeds = client.getQueryState<Subscriptions>(queryKeys.feeds);
  if (feeds === undefined || feeds.status === 'pending') return false;
  // Without feeds the front page is shown, and there is no list.
  return feeds.status === 'error' || feeds.data?.feeds.length === 0 || isListRead(client);
}
