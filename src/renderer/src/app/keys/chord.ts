/** The first of two keys that make one command together, as in `c p`, until the second comes. */

/** Milliseconds for which the first key is remembered. */
const LONGEST_PAUSE = 1500;

export class Chord {
  #start: string | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** @param onChange hears which first key is waited upon; null when none is any more. */
  constructor(private readonly onChange: (start: string | null) => void) {}

  begin(start: string): void {
    this.take();
    this.#start = start;
    this.#timer = setTimeout(() => this.take(), LONGEST_PAUSE);
    this.onChange(start);
  }

  /** @returns the first key, if there is one, which is forgotten. */
  take(): string | null {
    const start = this.#start;
    if (start === null) return null;
    clearTimeout(this.#timer);
    this.#start = null;
    this.onChange(null);
    return start;
  }
}
