/**
 * How long a thread worked without a pause, from the kernel's own count of the time it spent on a
 * processor and of how often it went to sleep. A thread that only waited for its turn on a loaded
 * machine did not work, and one that was merely interrupted did not pause.
 */
import { readFileSync } from 'node:fs';

const SAMPLE_MS = 5;

interface Sample {
  /** Milliseconds the thread has been on a processor so far; the kernel counts in ticks of 4 ms. */
  readonly busy: number;
  /** How often it has given the processor back by itself. */
  readonly pauses: number;
}

/** Linux: `schedstat` begins with nanoseconds on a processor. */
function sampleOf(thread: string): Sample {
  const pauses = /^voluntary_ctxt_switches:\s+(\d+)/m.exec(
    readFileSync(`/proc/${thread}/status`, 'utf8'),
  );
  const [nanoseconds] = readFileSync(`/proc/${thread}/schedstat`, 'utf8').split(' ');
  return { busy: Number(nanoseconds) / 1e6, pauses: Number(pauses?.[1]) };
}

/** Watches main threads of processes from outside, so that watching costs them nothing. */
export class BusyTimes {
  readonly #samples = new Map<number, Sample[]>();
  #timer: NodeJS.Timeout | undefined;

  constructor(private readonly processIds: readonly number[]) {}

  start(): void {
    for (const id of this.processIds) this.#samples.set(id, []);
    this.#sample();
    this.#timer = setInterval(() => {
      this.#sample();
    }, SAMPLE_MS);
  }

  /**
   * @returns by process, the longest stretch in milliseconds in which its main thread worked and
   *   never paused, give or take two samples.
   */
  stop(): ReadonlyMap<number, number> {
    clearInterval(this.#timer);
    this.#sample();
    return new Map([...this.#samples].map(([id, samples]) => [id, longestBusy(samples)]));
  }

  #sample(): void {
    for (const id of this.processIds) {
      this.#samples.get(id)?.push(sampleOf(`${String(id)}/task/${String(id)}`));
    }
  }
}

/** The sample that shows the next pause still belongs to the stretch: the work ended within it. */
function longestBusy(samples: readonly Sample[]): number {
  let longest = 0;
  let first: Sample | undefined;
  for (const sample of samples) {
    first ??= sample;
    longest = Math.max(longest, sample.busy - first.busy);
    if (sample.pauses !== first.pauses) first = sample;
  }
  return longest;
}
