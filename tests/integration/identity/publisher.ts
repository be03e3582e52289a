/** One feed on a real server, read by a real engine, as its publisher changes it. */
import { expect } from 'vitest';
import type { ArticleId, ArticleRow, FeedId } from '../../../src/shared/model';
import type { FeedServer } from '../../support/feedServer';
import { engine, feedServer } from '../../support/forOneTest';
import type { RunningEngine, StartOptions } from '../../support/startEngine';
import { list, refresh, subscribe } from '../engine/reading';

export interface Publisher {
  readonly reader: RunningEngine;
  readonly server: FeedServer;
  readonly feedId: FeedId;
  /** Publishes a document and lets the reader fetch it an hour later. @returns how many are new. */
  publish(body: string): Promise<number>;
  rows(): Promise<ArticleRow[]>;
  ids(): Promise<ArticleId[]>;
  unread(): Promise<string[]>;
  markAllRead(): Promise<void>;
}

export interface PublisherOptions extends StartOptions {
  readonly contentType?: string;
}

/** An engine that has subscribed to a feed with this first document. */
export async function publisher(body: string, options: PublisherOptions = {}): Promise<Publisher> {
  const { contentType = 'application/xml', ...start } = options;
  const server = await feedServer();
  server.serve('/feed', body, { contentType });
  const reader = engine(start);
  const feedId = await subscribe(reader, server.url('/feed'));
  const scope = { kind: 'feed', feedId } as const;
  const rows = (): Promise<ArticleRow[]> => list(reader, scope);
  const ids = async (): Promise<ArticleId[]> => (await rows()).map(({ id }) => id);
  return {
    reader,
    server,
    feedId,
    rows,
    ids,
    async publish(next) {
      server.serve('/feed', next, { contentType });
      const before = server.countOf('/feed');
      const run = await refresh(reader, scope);
      expect(run).toMatchObject({ done: 1, failed: 0, held: 0 });
      expect(server.countOf('/feed')).toBe(before + 1);
      return run.added;
    },
    unread: async () => (await list(reader, scope, 'unread')).map(({ title }) => title),
    async markAllRead() {
      await reader.api['articles.setRead']({ ids: await ids(), read: true });
    },
  };
}

/** The same document in other bytes, so that it is read and not recognised by its hash. */
export function reprinted(body: string, visit: number): string {
  return body.trimEnd().endsWith('>')
    ? `${body}<!-- visit ${String(visit)} -->`
    : `${body}${' '.repeat(visit)}`;
}
