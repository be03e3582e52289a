/** So much at once and no more, in the order of asking. */
export interface Permit {
  /** It turned out to weigh something else. What it weighs beyond the limit only holds up others. */
  weigh(weight: number): void;
  /** Calling it twice does no harm. */
  giveBack(): void;
}

interface Waiting {
  readonly weight: number;
  readonly start: () => void;
}

export class Permits {
  readonly #waiting: Waiting[] = [];
  #held = 0;

  /** @param most what all permits together may weigh. */
  constructor(private readonly most: number) {}

  /** Resolves once there is room; what alone is too heavy gets in when nothing else is held. */
  async take(weight = 1): Promise<Permit> {
    await new Promise<void>((start) => {
      this.#waiting.push({ weight, start });
      this.#startNext();
    });
    let held = weight;
    let isHeld = true;
    const weigh = (now: number): void => {
      if (!isHeld) return;
      this.#held += now - held;
      held = now;
      this.#startNext();
    };
    const giveBack = (): void => {
      weigh(0);
      isHeld = false;
    };
    return { weigh, giveBack };
  }

  #startNext(): void {
    for (;;) {
      const [next] = this.#waiting;
      if (next === undefined) return;
      if (this.#held > 0 && this.#held + next.weight > this.most) return;
      this.#waiting.shift();
      this.#held += next.weight;
      next.start();
    }
  }
}
