import { useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { EventPayload, ReaderEvent } from '../../../shared/contract/events';
import type { Article, EngineStatus, RefreshStatus } from '../../../shared/model';
import { applyMarks } from '../api/articleMarks';
import { readEvent } from '../api/events';
import { queryKeys } from '../api/queryKeys';
import { newerStatus } from '../api/refresh';
import { withWantedMarks } from '../api/wantedMarks';
import type { RunCommand } from '../state/commandContext';
import { ListReloader } from './ListReloader';

/** Hears the engine. This is the only place where an event changes the query cache. */
export function useEngineEvents(run: RunCommand): void {
  const client = useQueryClient();
  useEffect(() => {
    const reloader = new ListReloader(client);
    const stop = window.reader.on((raw) => {
      const event = readEvent(raw);
      if (event !== null) hear(client, reloader, run, event);
    });
    return () => {
      stop();
      reloader.stop();
    };
  }, [client, run]);
}

function hear(
  client: QueryClient,
  reloader: ListReloader,
  run: RunCommand,
  { name, payload }: ReaderEvent,
): void {
  switch (name) {
    case 'feeds.changed':
      void client.invalidateQueries({ queryKey: queryKeys.feeds });
      return;
    case 'articles.changed':
      articlesChanged(client, reloader, payload);
      return;
    case 'articles.stateChanged':
      applyMarks(client, withWantedMarks(client, payload.states));
      return;
    case 'counts.changed':
      client.setQueryData(queryKeys.counts, payload);
      return;
    case 'refresh.progress':
      client.setQueryData<RefreshStatus | null>(queryKeys.refreshStatus, (known) =>
        newerStatus(known, payload),
      );
      return;
    case 'library.space':
      client.setQueryData(queryKeys.librarySpace, payload.space);
      return;
    case 'engine.status':
      engineStatusChanged(client, reloader, payload);
      return;
    case 'menu.command':
      run(payload.command);
  }
}

function articlesChanged(
  client: QueryClient,
  reloader: ListReloader,
  { changes }: EventPayload<'articles.changed'>,
): void {
  const feedIds = new Set(changes.map((change) => change.feedId));
  void client.invalidateQueries({
    queryKey: queryKeys.articleDetails,
    predicate: ({ state }) => {
      const article = state.data as Article | undefined;
      return article !== undefined && feedIds.has(article.feedId);
    },
  });
  reloader.schedule(changes.filter((change) => change.removed).map((change) => change.feedId));
}

function engineStatusChanged(
  client: QueryClient,
  reloader: ListReloader,
  status: EngineStatus,
): void {
  const before = client.getQueryData<EngineStatus>(queryKeys.engineStatus);
  client.setQueryData(queryKeys.engineStatus, status);
  if (status.state !== 'ready' || before?.state === 'ready') return;
  // A new engine: what the one before said may not be true of this one.
  const lists: readonly unknown[] = queryKeys.articleLists;
  void client.invalidateQueries({
    predicate: ({ queryKey }) =>
      queryKey[0] !== queryKeys.engineStatus[0] &&
      !lists.every((part, index) => queryKey[index] === part),
  });
  // A list that failed has nothing to be brought up to date.
  void client.invalidateQueries({
    queryKey: lists,
    predicate: ({ state }) => state.status === 'error',
  });
  reloader.schedule([]);
}
