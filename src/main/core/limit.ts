/** At most so many tasks at once, and at most so many per host, with a rest in between. */
import { ReaderError } from '../../shared/errors';
import type { Later } from './ports';

interface Waiting {
  readonly host: string;
  readonly signal: AbortSignal | null;
  readonly start: () => void;
  readonly drop: (reason: Error) => void;
}

export interface HostLimitOptions {
  /** Tasks at once over all hosts. */
  readonly most: number;
  /** Tasks at once for one host. */
  readonly mostPerHost: number;
  /** Between the starts of two tasks of one host, in milliseconds. */
  readonly spacingMs: number;
  readonly later: Later;
}

/** What a task does with its turn. */
export interface Turn {
  /**
   * Waits for a turn at another host, and gives up the one before.
   * @throws ReaderError `cancelled` when it was dropped meanwhile.
   */
  enter(host: string): Promise<void>;
  /** The host is asked only now, since something else had to be waited for: its rest begins anew. */
  restAnew(): void;
}

/**
 * Runs tasks in the order they came, except that a task whose host is busy or at rest lets others
 * pass. One slow host therefore never holds up the rest, whether it is asked or redirected to.
 */
export class HostLimit {
  readonly #waiting: Waiting[] = [];
  /** Tasks under way that go on to another host. They go before those that are not. */
  readonly #travelling: Waiting[] = [];
  readonly #running = new Map<string, number>();
  /** What ends each rest before its time. */
  readonly #resting = new Map<string, () => void>();
  #total = 0;

  constructor(private readonly options: HostLimitOptions) {}

  /**
   * Resolves or rejects as the task does, once it was its turn.
   *
   * @param signal when aborted, `dropAborted` ends the waiting.
   * @throws ReaderError `cancelled` when it was dropped before its turn.
   */
  run<T>(
    host: string,
    task: (turn: Turn) => Promise<T>,
    signal: AbortSignal | null = null,
  ): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      const start = (): void => {
        const visit = this.#visit(host, signal);
        // A task that throws at once must give its place back like any other.
        void new Promise<T>((settle) => {
          settle(task(visit));
        })
          .then(resolve, reject)
          .finally(() => {
            visit.end();
            this.#startNext();
          });
      };
      this.#waiting.push({ host, signal, start, drop: reject });
      this.#startNext();
    });
  }

  /** Those that wait and whose signals are aborted wait no more. */
  dropAborted(): void {
    for (const queue of [this.#waiting, this.#travelling]) {
      const aborted = queue.filter(({ signal }) => signal?.aborted === true);
      const left = queue.filter((waiting) => !aborted.includes(waiting));
      queue.splice(0, queue.length, ...left);
      for (const { drop } of aborted) drop(cancelled());
    }
  }

  /** The way of one task from host to host. */
  #visit(first: string, signal: AbortSignal | null): Turn & { end: () => void } {
    let current: string | null = first;
    let waiting: Waiting | null = null;
    const leave = (): void => {
      if (current !== null) this.#leave(current);
      current = null;
      // A task that ends while it waits for a host, as at its deadline, waits no more.
      const index = waiting === null ? -1 : this.#travelling.indexOf(waiting);
      if (index >= 0) this.#travelling.splice(index, 1);
    };
    const enter = async (next: string): Promise<void> => {
      if (signal?.aborted === true) throw cancelled();
      if (next === current) return;
      // Its place among all tasks is free as well: many may wait for one slow host.
      leave();
      await new Promise<void>((resolve, drop) => {
        const start = (): void => {
          current = next;
          resolve();
        };
        waiting = { host: next, signal, start, drop };
        this.#travelling.push(waiting);
        this.#startNext();
      });
    };
    const restAnew = (): void => {
      if (current !== null) this.#rest(current);
    };
    return { enter, restAnew, end: leave };
  }

  #leave(host: string): void {
    this.#total -= 1;
    const left = (this.#running.get(host) ?? 1) - 1;
    if (left === 0) this.#running.delete(host);
    else this.#running.set(host, left);
  }

  #startNext(): void {
    // Quick when all places are taken, which is most of the time while hundreds wait.
    while (this.#total < this.options.most) {
      const next = this.#takeNext(this.#travelling) ?? this.#takeNext(this.#waiting);
      if (next === null) return;
      this.#total += 1;
      this.#running.set(next.host, (this.#running.get(next.host) ?? 0) + 1);
      this.#rest(next.host);
      next.start();
    }
  }

  #takeNext(queue: Waiting[]): Waiting | null {
    const index = queue.findIndex(({ host }) => this.#isFree(host));
    return queue.splice(index, index < 0 ? 0 : 1)[0] ?? null;
  }

  #isFree(host: string): boolean {
    return !this.#resting.has(host) && (this.#running.get(host) ?? 0) < this.options.mostPerHost;
  }

  #rest(host: string): void {
    const { spacingMs, later } = this.options;
    if (spacingMs === 0) return;
    this.#resting.get(host)?.();
    const cancel = later(spacingMs, () => {
      this.#resting.delete(host);
      this.#startNext();
    });
    this.#resting.set(host, cancel);
  }
}

function cancelled(): ReaderError {
  return new ReaderError('cancelled', 'Nobody waits for it any more.');
}
