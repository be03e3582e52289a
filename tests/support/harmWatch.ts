/** What happens to processes while something hostile is done to the app: how busy, and how large they get. */
import { readFileSync } from 'node:fs';
import { BusyTimes } from './busyTimes';

const SAMPLE_MS = 30;
const PAGE_BYTES = 4096;

/** Megabytes of memory that a process really uses. */
function residentMegabytes(processId: number): number {
  const pages = Number(readFileSync(`/proc/${String(processId)}/statm`, 'utf8').split(' ')[1]);
  return (pages * PAGE_BYTES) / 1024 ** 2;
}

export interface Harm {
  /** Longest stretch in milliseconds in which the process's main thread did not pause. */
  readonly busyMs: number;
  /** How much larger the process got at most, in megabytes. */
  readonly grownMegabytes: number;
}

export class HarmWatch {
  readonly #busy: BusyTimes;
  readonly #before = new Map<number, number>();
  readonly #peak = new Map<number, number>();
  readonly #timer: NodeJS.Timeout;

  /** Watches from now on. */
  constructor(processIds: readonly number[]) {
    this.#busy = new BusyTimes(processIds);
    for (const id of processIds) this.#before.set(id, residentMegabytes(id));
    this.#busy.start();
    this.#timer = setInterval(() => {
      this.#sample();
    }, SAMPLE_MS);
  }

  /** @returns what came of each process, by its id. */
  stop(): ReadonlyMap<number, Harm> {
    clearInterval(this.#timer);
    this.#sample();
    const busy = this.#busy.stop();
    return new Map(
      [...this.#before].map(([id, before]) => [
        id,
        { busyMs: busy.get(id) ?? 0, grownMegabytes: (this.#peak.get(id) ?? before) - before },
      ]),
    );
  }

  #sample(): void {
    for (const id of this.#before.keys()) {
      this.#peak.set(id, Math.max(this.#peak.get(id) ?? 0, residentMegabytes(id)));
    }
  }
}
