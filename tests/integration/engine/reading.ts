/** What the tests of the engine do again and again, all through the contract. */
import type { ArticleRow, FeedId, RefreshStatus, Scope } from '../../../src/shared/model';
import type { RunningEngine } from '../../support/startEngine';

/** How long a test waits for what must come, on a busy machine. */
export const PATIENCE_MS = 15_000;

type Api = Pick<RunningEngine, 'api'>;

export async function list(
  { api }: Api,
  scope: Scope = { kind: 'all' },
  show: 'all' | 'unread' = 'all',
): Promise<ArticleRow[]> {
  return (await api['articles.list']({ scope, show, before: null, limit: 200 })).rows;
}

export async function titles(running: Api, scope?: Scope): Promise<string[]> {
  return (await list(running, scope)).map(({ title }) => title);
}

/** @param allowPrivate for engines that judge addresses as the app does. */
export async function subscribe({ api }: Api, url: string, allowPrivate = false): Promise<FeedId> {
  return (await api['feeds.subscribe']({ url, allowPrivate, signIn: null })).feedId;
}

/** Long enough that every server that said nothing special may be asked again. */
export const HOUR_MS = 3_600_000;

/** Lets an hour pass, refreshes, and waits until the run is over. */
export async function refresh(
  { api, waitFor, letTimePass }: Pick<RunningEngine, 'api' | 'waitFor' | 'letTimePass'>,
  scope: Parameters<RunningEngine['api']['refresh.start']>[0]['scope'] = { kind: 'all' },
): Promise<RefreshStatus> {
  letTimePass(HOUR_MS);
  const { runId } = await api['refresh.start']({ scope });
  return waitFor('refresh.progress', (run) => run.runId === runId && run.state !== 'running');
}
