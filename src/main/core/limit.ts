/** At most so many tasks at once, and at most so many per host, with a rest in between. */
import type { Later } from './ports';

interface Waiting {
  readonly host: string;
  /** A task under way that goes on to another host has its place among all tasks already. */
  readonly hasPlace: boolean;
  readonly start: () => void;
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

/** Waits for a turn at another host, and gives up the turn at the one before. */
export type Enter = (host: string) => Promise<void>;

/**
 * Runs tasks in the order they came, except that a task whose host is busy or at rest lets others
 * pass. One slow host therefore never holds up the rest.
 */
export class HostLimit {
  readonly #waiting: Waiting[] = [];
  readonly #running = new Map<string, number>();
  readonly #resting = new Set<string>();
  #total = 0;

  constructor(private readonly options: HostLimitOptions) {}

  /** Resolves or rejects as the task does, once it was its turn. */
  run<T>(host: string, task: (enter: Enter) => Promise<T>): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      const start = (): void => {
        this.#total += 1;
        const visit = this.#visit(host);
        // A task that throws at once must give its place back like any other.
        void new Promise<T>((settle) => {
          settle(task(visit.enter));
        })
          .then(resolve, reject)
          .finally(() => {
            this.#total -= 1;
            visit.end();
            this.#startNext();
          });
      };
      this.#waiting.push({ host, hasPlace: false, start });
      this.#startNext();
    });
  }

  /** The way of one task from host to host. */
  #visit(first: string): { enter: Enter; end: () => void } {
    let current: string | null = first;
    let waiting: Waiting | null = null;
    const leave = (): void => {
      if (current !== null) this.#leave(current);
      current = null;
      // A task that ends while it waits for a host, as at its deadline, waits no more.
      const index = waiting === null ? -1 : this.#waiting.indexOf(waiting);
      if (index >= 0) this.#waiting.splice(index, 1);
    };
    const enter: Enter = async (next) => {
      if (next === current) return;
      leave();
      await new Promise<void>((resolve) => {
        const start = (): void => {
          current = next;
          resolve();
        };
        waiting = { host: next, hasPlace: true, start };
        // Whoever is under way already goes before those that are not.
        this.#waiting.unshift(waiting);
        this.#startNext();
      });
    };
    return { enter, end: leave };
  }

  #leave(host: string): void {
    const left = (this.#running.get(host) ?? 1) - 1;
    if (left === 0) this.#running.delete(host);
    else this.#running.set(host, left);
  }

  #startNext(): void {
    for (;;) {
      const index = this.#indexOfNext();
      const [next] = index < 0 ? [] : this.#waiting.splice(index, 1);
      if (next === undefined) return;
      this.#running.set(next.host, (this.#running.get(next.host) ?? 0) + 1);
      this.#rest(next.host);
      next.start();
    }
  }

  /** Quick when all places are taken, which is most of the time while hundreds wait. */
  #indexOfNext(): number {
    const isFull = this.#total >= this.options.most;
    // Whoever is under way already stands at the front.
    if (isFull && this.#waiting[0]?.hasPlace !== true) return -1;
    return this.#waiting.findIndex((waiting) => this.#mayStart(waiting));
  }

  #mayStart({ host, hasPlace }: Waiting): boolean {
    if (!hasPlace && this.#total >= this.options.most) return false;
    return !this.#resting.has(host) && (this.#running.get(host) ?? 0) < this.options.mostPerHost;
  }

  #rest(host: string): void {
    const { spacingMs, later } = this.options;
    if (spacingMs === 0) return;
    this.#resting.add(host);
    later(spacingMs, () => {
      this.#resting.delete(host);
      this.#startNext();
    });
  }
}
