/** At most so many tasks at once, and at most so many per host. */

interface Waiting {
  readonly host: string;
  readonly start: () => void;
}

/**
 * Runs tasks in the order they came, except that a task whose host is busy lets others pass.
 * One slow host therefore never holds up the rest.
 */
export class HostLimit {
  readonly #waiting: Waiting[] = [];
  readonly #running = new Map<string, number>();
  #total = 0;

  /**
   * @param most tasks at once over all hosts.
   * @param mostPerHost tasks at once for one host.
   */
  constructor(
    private readonly most: number,
    private readonly mostPerHost: number,
  ) {}

  /** Resolves or rejects as the task does, once it was its turn. */
  run<T>(host: string, task: () => Promise<T>): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      const start = (): void => {
        this.#total += 1;
        this.#running.set(host, (this.#running.get(host) ?? 0) + 1);
        // A task that throws at once must give its place back like any other.
        void new Promise<T>((settle) => {
          settle(task());
        })
          .then(resolve, reject)
          .finally(() => {
            this.#finish(host);
          });
      };
      this.#waiting.push({ host, start });
      this.#startNext();
    });
  }

  #finish(host: string): void {
    this.#total -= 1;
    const left = (this.#running.get(host) ?? 1) - 1;
    if (left === 0) this.#running.delete(host);
    else this.#running.set(host, left);
    this.#startNext();
  }

  #startNext(): void {
    while (this.#total < this.most) {
      const index = this.#waiting.findIndex(
        ({ host }) => (this.#running.get(host) ?? 0) < this.mostPerHost,
      );
      const [next] = index < 0 ? [] : this.#waiting.splice(index, 1);
      if (next === undefined) return;
      next.start();
    }
  }
}
