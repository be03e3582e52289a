/** One feed on a loopback server, the engine that reads it, and a clock that a test moves. */
import type { ServerResponse } from 'node:http';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Feed, FeedId, FeedLedger, RefreshStatus } from '../../../src/shared/model';
import { items, rss } from '../../support/builders';
import type { FeedServer, SeenRequest } from '../../support/feedServer';
import { engine, feedServer } from '../../support/forOneTest';
import type { RunningEngine, StartOptions } from '../../support/startEngine';
import { TestTime } from '../../support/testTime';
import { list } from '../engine/reading';

export const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;

export type Headers = Readonly<Record<string, string>>;

export interface Answered {
  readonly status?: number;
  readonly headers?: Headers;
  readonly body?: string | Uint8Array;
}

/** An answer's words; a feed of two articles unless a body is given. */
function answer(response: ServerResponse, answered: Answered): void {
  const { status = 200, headers = {}, body = rss(items(2)) } = answered;
  response.writeHead(status, { 'content-type': 'application/rss+xml', ...headers });
  response.end(status === 200 ? body : '');
}

export class Subscribed {
  #reader: RunningEngine;

  private constructor(
    readonly server: FeedServer,
    readonly time: TestTime,
    readonly feedId: FeedId,
    private readonly options: StartOptions,
    reader: RunningEngine,
  ) {
    this.#reader = reader;
  }

  /** A reader subscribed to `/feed`, which gave the first of these answers, or a feed that says nothing. */
  static async to(answered: Answered = {}, options: StartOptions = {}): Promise<Subscribed> {
    const server = await feedServer();
    const time = new TestTime();
    const own = { clock: time, later: time.later, random: () => 0.5, ...options };
    const reader = engine(own);
    server.on('/feed', (_request, response) => {
      answer(response, answered);
    });
    const typed = { url: server.url('/feed'), allowPrivate: false, signIn: null };
    const { feedId } = await reader.api['feeds.subscribe'](typed);
    return new Subscribed(server, time, feedId, { ...own, directory: reader.directory }, reader);
  }

  get reader(): RunningEngine {
    return this.#reader;
  }

  /** From now on the feed's address answers so. */
  answers(answered: Answered | ((request: SeenRequest) => Answered), path = '/feed'): void {
    this.server.on(path, (request, response) => {
      answer(response, typeof answered === 'function' ? answered(request) : answered);
    });
  }

  /** Lets minutes go by, and has a person refresh everything. */
  async refreshAfter(minutes: number): Promise<RefreshStatus> {
    this.time.pass(minutes * MINUTE_MS);
    return refreshAll(this.#reader);
  }

  /** Closes the app and starts it again, with the same library. */
  async restart(): Promise<void> {
    await this.#reader.close();
    this.#reader = engine(this.options);
  }

  /** Lets minutes go by with the app doing its own work, each minute's requests answered in it. */
  async live(minutes: number): Promise<void> {
    for (let minute = 0; minute < minutes; minute += 1) {
      await quiet(this.#reader);
      this.time.pass(MINUTE_MS);
    }
    await quiet(this.#reader);
  }

  async feed(): Promise<Feed> {
    const { feeds } = await this.#reader.api['feeds.list']({});
    const feed = feeds.find(({ id }) => id === this.feedId);
    if (feed === undefined) throw new Error('The feed is gone.');
    return feed;
  }

  async ledger(): Promise<FeedLedger> {
    return (await this.#reader.api['feeds.details']({ feedId: this.feedId })).ledger;
  }

  /** Minutes from now until the feed is due, and until it may be asked at all; null when it may be now. */
  async waits(): Promise<{ due: number | null; allowed: number | null }> {
    const { nextDueAt, nextAllowedAt } = await this.ledger();
    const minutes = (at: number | null): number | null =>
      at === null ? null : (at - this.time.now()) / MINUTE_MS;
    return { due: minutes(nextDueAt), allowed: minutes(nextAllowedAt) };
  }

  /** One header of each request for the feed, in order; null where it was not sent. */
  sent(name: string, path = '/feed'): (string | null)[] {
    return this.server.requests
      .filter((request) => request.path === path)
      .map(({ headers }) => {
        const value = headers[name];
        return (Array.isArray(value) ? value[0] : value) ?? null;
      });
  }

  async titles(): Promise<string[]> {
    return (await list(this.#reader)).map(({ title }) => title);
  }
}

/** Has a person refresh everything, and waits until it is over. */
export async function refreshAll(reader: Pick<RunningEngine, 'api'>): Promise<RefreshStatus> {
  await reader.api['refresh.start']({ scope: { kind: 'all' } });
  return quiet(reader);
}

/** Resolves when no run is under way, with how the last one ended. */
export async function quiet({ api }: Pick<RunningEngine, 'api'>): Promise<RefreshStatus> {
  for (;;) {
    const status = await api['refresh.status']({});
    if (status?.state !== 'running') return status ?? NEVER;
    // Events are merged for a while; a test that lives through days cannot wait for them.
    await nextTurn();
  }
}

const NEVER: RefreshStatus = {
  ...{ runId: 1, total: 0, done: 0, failed: 0, held: 0, heldUntil: null, added: 0 },
  state: 'finished',
};
