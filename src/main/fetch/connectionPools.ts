/** Connections that are kept for a moment, apart by the way they were made. */
import { Agent, type Dispatcher } from 'undici';
import { ReaderError } from '../../shared/errors';
import type { Dialer, Way } from './dialer';
import { proxyKey } from './proxyRoute';

/** Bytes of names and values together. */
const MAX_HEADER_BYTES = 64 * 1024;
/**
 * Milliseconds an idle connection is kept. A feed is asked once an hour, so that this serves only
 * redirects and the pictures of one site, and hundreds of hosts leave nothing behind.
 */
const KEEP_MS = 4000;
/** The same, when the server says that it keeps it for long. */
const MAX_KEEP_MS = 10_000;

export class ConnectionPools {
  readonly #kept = new Map<string, Agent>();
  #isClosed = false;

  constructor(private readonly dialer: Dialer) {}

  /**
   * A connection made one way is never used for a request of another: one to a private host that a
   * person allowed must not serve a redirect that leads there.
   */
  kept(way: Way): Dispatcher {
    const key = way.kind === 'tunnel' ? proxyKey(way.proxy) : way.kind;
    const known = this.#kept.get(key);
    if (known !== undefined) return known;
    const agent = this.#agent(way);
    this.#kept.set(key, agent);
    return agent;
  }

  /** Runs work with connections of its own, which end with it. */
  async withFresh<T>(way: Way, work: (dispatcher: Dispatcher) => Promise<T>): Promise<T> {
    const agent = this.#agent(way);
    try {
      return await work(agent);
    } finally {
      void agent.destroy();
    }
  }

  /** Ends every connection; from then on there are no more. */
  async close(): Promise<void> {
    this.#isClosed = true;
    const agents = [...this.#kept.values()];
    this.#kept.clear();
    await Promise.all(agents.map((agent) => agent.destroy()));
  }

  #agent(way: Way): Agent {
    if (this.#isClosed) throw new ReaderError('cancelled', 'The app is closing.');
    return new Agent({
      connect: this.dialer.connector(way),
      maxHeaderSize: MAX_HEADER_BYTES,
      keepAliveTimeout: KEEP_MS,
      keepAliveMaxTimeout: MAX_KEEP_MS,
      // The exchange has timers of its own, which are exact and hold for HTTP/2 as well.
      headersTimeout: 0,
      bodyTimeout: 0,
      pingInterval: 0,
    });
  }
}
