/**
 * When a thread was busy without a pause, from the kernel's own count of the time it spent on a
 * processor. A thread that only waited for its turn on a loaded machine was not busy.
 */
import { readFileSync } from 'node:fs';

const SAMPLE_MS = 5;

interface Sample {
  /** Milliseconds since this process started. */
  readonly at: number;
  /** Milliseconds the thread has been on a processor so far. */
  readonly busy: number;
}

/** Linux: the first figure of `schedstat` is nanoseconds on a processor. */
function busyTime(thread: string): number {
  return Number(readFileSync(`/proc/${thread}/schedstat`, 'utf8').split(' ')[0]) / 1e6;
}

/** Watches main threads of processes from outside, so that watching costs them nothing. */
export class BusyTimes {
  readonly #samples = new Map<number, Sample[]>();
  #timer: NodeJS.Timeout | undefined;

  constructor(private readonly processIds: readonly number[]) {}

  start(): void {
    for (const id of this.processIds) this.#samples.set(id, []);
    this.#timer = setInterval(() => {
      for (const id of this.processIds) {
        const sample = {
          at: performance.now(),
          busy: busyTime(`${String(id)}/task/${String(id)}`),
        };
        this.#samples.get(id)?.push(sample);
      }
    }, SAMPLE_MS);
  }

  /**
   * @returns by process, the longest stretch in milliseconds in which its main thread was on a
   *   processor all the time, as far as the samples can tell
   */
  stop(): ReadonlyMap<number, number> {
    clearInterval(this.#timer);
    return new Map([...this.#samples].map(([id, samples]) => [id, longestBusy(samples)]));
  }
}

/** A stretch counts as busy while at least nine tenths of it were spent on a processor. */
function longestBusy(samples: readonly Sample[]): number {
  let longest = 0;
  let first: Sample | undefined;
  let last: Sample | undefined;
  for (const sample of samples) {
    if (last !== undefined && first !== undefined) {
      const isBusy = sample.busy - last.busy >= 0.9 * (sample.at - last.at);
      if (isBusy) longest = Math.max(longest, sample.busy - first.busy);
      else first = sample;
    }
    first ??= sample;
    last = sample;
  }
  return longest;
}
