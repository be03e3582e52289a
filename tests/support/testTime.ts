/** A clock that a test moves, and the alarms that ring while it does. */
import type { Clock, Later } from '../../src/main/core/ports';

interface Alarm {
  readonly at: number;
  readonly work: () => void;
}

/** Stands still but for `pass`. */
export class TestTime implements Clock {
  #now: number;
  /** What alarms wait for; it stands still while the machine sleeps. */
  #awake = 0;
  #slept = 0;
  readonly #alarms = new Set<Alarm>();

  /** @param start milliseconds since 1970. */
  constructor(start = Date.UTC(2026, 10, 24, 8)) {
    this.#now = start;
  }

  readonly now = (): number => this.#now;

  /** Milliseconds that really went by, whatever the clock was set to. */
  readonly steadyNow = (): number => this.#awake + this.#slept;

  readonly later: Later = (milliseconds, work) => {
    const alarm = { at: this.#awake + milliseconds, work };
    this.#alarms.add(alarm);
    return () => void this.#alarms.delete(alarm);
  };

  /** Lets so many milliseconds go by. Alarms ring in their order, each at its own time. */
  pass(milliseconds: number): void {
    const end = this.#awake + milliseconds;
    for (;;) {
      const next = this.#nextAlarm();
      if (next === null || next.at > end) break;
      this.#moveTo(next.at);
      this.#alarms.delete(next);
      next.work();
    }
    this.#moveTo(end);
  }

  /** Milliseconds until the next alarm, or null when there is none. */
  untilNext(): number | null {
    const next = this.#nextAlarm();
    return next === null ? null : next.at - this.#awake;
  }

  /** Lets time go by while nothing runs: alarms ring no sooner, but all the later. */
  sleep(milliseconds: number): void {
    this.#slept += milliseconds;
    this.#now += milliseconds;
  }

  /** Sets the clock, as a person or a time server may. No time goes by. */
  set(by: number): void {
    this.#now += by;
  }

  #nextAlarm(): Alarm | null {
    let next: Alarm | null = null;
    for (const alarm of this.#alarms) if (next === null || alarm.at < next.at) next = alarm;
    return next;
  }

  #moveTo(awake: number): void {
    this.#now += awake - this.#awake;
    this.#awake = awake;
  }
}
