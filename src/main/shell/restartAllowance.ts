const MOST_RESTARTS = 3;
const WINDOW = 60_000;

/** Allows at most three restarts in any minute: what dies at once again will not be cured by it. */
export class RestartAllowance {
  #takenAt: number[] = [];

  /** True when one more restart is allowed now; the restart counts from here on. */
  take(now: number): boolean {
    this.#takenAt = this.#takenAt.filter((time) => now - time < WINDOW);
    if (this.#takenAt.length >= MOST_RESTARTS) return false;
    this.#takenAt.push(now);
    return true;
  }
}
