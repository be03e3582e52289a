/** Settings: read once, changed at once on screen, written a moment later. */
import { queryOptions, useQuery, useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { DEFAULT_SETTINGS, type Settings } from '../../../shared/model';
import { queryKeys } from './queryKeys';
import { reader } from './reader';
import { showError } from './showError';

/** A dragged separator changes a width sixty times a second; the last one is the one to keep. */
const WRITE_DELAY = 400;

export const settingsOptions = queryOptions({
  queryKey: queryKeys.settings,
  queryFn: () => reader['settings.get']({}),
});

export function useSettings(): Settings {
  return useQuery(settingsOptions).data ?? DEFAULT_SETTINGS;
}

export function currentSettings(client: QueryClient): Settings {
  return client.getQueryData<Settings>(queryKeys.settings) ?? DEFAULT_SETTINGS;
}

let pending: Partial<Settings> = {};
let timer: ReturnType<typeof setTimeout> | undefined;

async function writePending(): Promise<void> {
  const change = pending;
  pending = {};
  timer = undefined;
  try {
    await reader['settings.update']({ change });
  } catch (error) {
    showError(error);
  }
}

/** Shows the change at once and writes it after a pause, together with others made meanwhile. */
export function updateSettings(client: QueryClient, change: Partial<Settings>): void {
  client.setQueryData<Settings>(queryKeys.settings, { ...currentSettings(client), ...change });
  pending = { ...pending, ...change };
  clearTimeout(timer);
  timer = setTimeout(() => void writePending(), WRITE_DELAY);
}

export function useUpdateSettings(): (change: Partial<Settings>) => void {
  const client = useQueryClient();
  return useCallback(
    (change) => {
      updateSettings(client, change);
    },
    [client],
  );
}
